"""What a path of the workspace answers: JSON from a function of the request, faults in words, and pages as files."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from foedus.case.coding.log.store import Stale
from foedus.errors import FoedusError
from foedus.files.json_text import JsonFault, parse_json
from foedus.workspace.desk import Unfit

LARGEST = 2_000_000
"""Bytes of the largest body that is read."""
_TYPES = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


def get(path: str, work: Callable[[Request], Any]) -> Route:
    """Return a path that is read: `work` makes of the request what is answered as JSON."""

    async def answer(request: Request) -> Response:
        return await _told(lambda: work(request))

    return Route(path, answer, methods=["GET"])


def post(path: str, work: Callable[[Any], Any], *, after: Callable[[], object] | None = None) -> Route:
    """Return a path that is written: `work` takes the object of the body; `after` is called when it was done."""

    async def answer(request: Request) -> Response:
        body = await _body(request)
        if isinstance(body, Response):
            return body
        return await _told(_then(lambda: work(body), after))

    return Route(path, answer, methods=["POST"])


def upload(
    path: str, work: Callable[[Request, bytes], Any], *, most: int, after: Callable[[], object] | None = None
) -> Route:
    """Return a path that takes the bytes of a file, `most` of them; `work` makes of request and bytes what is answered."""

    async def answer(request: Request) -> Response:
        data = await _bytes(request, most)
        if data is None:
            return _json({"error": f"the file has more than {most:,} bytes; split it, or save its text as .txt"}, 413)
        return await _told(_then(lambda: work(request, data), after))

    return Route(path, answer, methods=["POST"])


def page(path: str) -> Route:
    """Return the path of a page, a style or a script: ``/`` or ``/{name}``; no other file is served."""
    pages = files("foedus.workspace") / "pages"
    names = {entry.name for entry in pages.iterdir() if entry.name.rpartition(".")[2] in _TYPES}

    async def answer(request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        if name not in names:
            return PlainTextResponse("There is no such page.", 404)
        return Response((pages / name).read_bytes(), media_type=_TYPES[name.rpartition(".")[2]])

    return Route(path, answer)


async def _body(request: Request) -> Any:
    """The object of a request, or the answer that refuses it."""
    data = await _bytes(request, LARGEST)
    if data is None:
        return _json({"error": f"more than {LARGEST:,} bytes"}, 413)
    try:
        found = parse_json(data, limit=LARGEST)
    except JsonFault as error:
        return _json({"error": f"no JSON: {error}"}, 400)
    if not isinstance(found, dict):
        return _json({"error": "expected an object"}, 400)
    return found


async def _bytes(request: Request, most: int) -> bytes | None:
    """The body; None where it is larger, of which some more is read and thrown away, so that the browser hears the answer."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size <= most:
            parts.append(part)
        else:
            parts.clear()
            if size > 4 * most:
                break
    return b"".join(parts) if size <= most else None


def _then(work: Callable[[], Any], after: Callable[[], object] | None) -> Callable[[], Any]:
    def done() -> Any:
        found = work()
        if after is not None:
            after()
        return found

    return done


async def _told(work: Callable[[], Any]) -> Response:
    try:
        return _json(await run_in_threadpool(work))
    except Stale as error:
        return _json({"error": str(error)}, 409)
    except Unfit as error:
        return _json({"error": str(error), "columns": error.columns}, 422)
    except FoedusError as error:
        return _json({"error": str(error)}, 400)
    except (KeyError, TypeError, ValueError, AttributeError):
        return _json({"error": "the request lacks something, or holds it in another form"}, 400)


def _json(value: Any, status: int = 200) -> Response:
    return Response(json.dumps(value, ensure_ascii=False).encode(), status, media_type="application/json")
