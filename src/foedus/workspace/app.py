"""The pages of the workspace and the data behind them: each path one line of `ROUTES`."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from foedus.case.coding.log.store import Stale
from foedus.errors import FoedusError
from foedus.files.json_text import JsonFault, parse_json
from foedus.workspace.desk import Desk, Unfit
from foedus.workspace.forms import predicates, tables
from foedus.workspace.verdicts import Verdicts

LARGEST = 2_000_000
"""Bytes of the largest body that is read."""
_TYPES = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_PAGES = ("index.html", "workspace.css", "workspace.js")


def make_app(desk: Desk, verdicts: Verdicts) -> Starlette:
    """Return the application of a desk, without its guard."""

    def get(path: str, work: Callable[[Request], Any]) -> Route:
        async def answer(request: Request) -> Response:
            return await _told(lambda: work(request))

        return Route(path, answer, methods=["GET"])

    def post(path: str, work: Callable[[Any], Any]) -> Route:
        async def answer(request: Request) -> Response:
            body = await _body(request)
            if isinstance(body, Response):
                return body

            def change() -> Any:
                found = work(body)
                verdicts.ask()
                return found

            return await _told(change)

        return Route(path, answer, methods=["POST"])

    async def page(request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        if name not in _PAGES:
            return PlainTextResponse("There is no such page.", 404)
        data = (files("foedus.workspace") / "pages" / name).read_bytes()
        return Response(data, media_type=_TYPES[name.rpartition(".")[2]])

    return Starlette(
        routes=[
            Route("/", page),
            get("/api/case", lambda _: {"tables": tables(), "predicates": predicates()} | desk.overview()),
            get("/api/overview", lambda _: desk.overview()),
            get("/api/documents/{name}", lambda request: desk.document(request.path_params["name"])),
            get("/api/tables/{name}", lambda request: desk.grid(request.path_params["name"])),
            get("/api/search", lambda request: desk.search(request.query_params.get("words", ""))),
            get("/api/verdict", lambda _: verdicts.state()),
            post("/api/history", lambda body: desk.history(str(body.get("table")), [str(one) for one in body["row"]])),
            post(
                "/api/claims",
                lambda body: desk.claim(str(body["document"]), int(body["start"]), int(body["stop"]), body["cells"]),
            ),
            post("/api/claims/drop", lambda body: desk.drop_claim(str(body["id"]))),
            post("/api/changes", lambda body: desk.edit(body["changes"])),
            post("/api/undo", lambda _: desk.undo()),
            post("/api/redo", lambda _: desk.redo()),
            Route("/{name}", page),
        ]
    )


async def _body(request: Request) -> Any:
    """The object of a request, or the answer that refuses it."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            return _json({"error": f"more than {LARGEST:,} bytes"}, 413)
        parts.append(part)
    try:
        found = parse_json(b"".join(parts), limit=LARGEST)
    except JsonFault as error:
        return _json({"error": f"no JSON: {error}"}, 400)
    if not isinstance(found, dict):
        return _json({"error": "expected an object"}, 400)
    return found


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
