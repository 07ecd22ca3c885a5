"""The paths of the workspace: each view brings its own; the pages stand beside them."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import Route

from foedus.workspace import agreement, drafts, intake, not_counting, question, ratings
from foedus.workspace.desk import Desk
from foedus.workspace.forms import predicates, tables
from foedus.workspace.found import search
from foedus.workspace.routes import get, page, post
from foedus.workspace.verdicts import Verdicts


def make_app(desk: Desk, verdicts: Verdicts) -> Starlette:
    """Return the application of a desk, without its guard."""
    return Starlette(
        routes=[
            page("/"),
            *_shell(desk, verdicts),
            *_coding(desk, verdicts),
            *_grid(desk, verdicts),
            *drafts.routes(desk, verdicts),
            *not_counting.routes(desk),
            *intake.routes(desk, verdicts),
            *question.routes(desk, verdicts),
            *agreement.routes(desk, verdicts),
            *ratings.routes(desk, verdicts),
            get("/api/search", lambda request: search(desk, request.query_params.get("words", ""))),
            page("/{name}"),
        ]
    )


def _shell(desk: Desk, verdicts: Verdicts) -> tuple[Route, ...]:
    return (
        get("/api/case", lambda _: {"tables": tables(), "predicates": predicates()} | desk.overview()),
        get("/api/overview", lambda _: desk.overview()),
        get("/api/verdict", lambda _: verdicts.state()),
        post("/api/undo", lambda _: desk.undo(), after=verdicts.ask),
        post("/api/redo", lambda _: desk.redo(), after=verdicts.ask),
    )


def _coding(desk: Desk, verdicts: Verdicts) -> tuple[Route, ...]:
    return (
        get("/api/documents/{name}/claims", lambda request: desk.claims_of(request.path_params["name"])),
        get("/api/documents/{name}", lambda request: desk.document(request.path_params["name"])),
        post(
            "/api/claims",
            lambda body: desk.claim(str(body["document"]), int(body["start"]), int(body["stop"]), body["cells"]),
            after=verdicts.ask,
        ),
        post("/api/claims/drop", lambda body: desk.drop_claim(str(body["id"])), after=verdicts.ask),
    )


def _grid(desk: Desk, verdicts: Verdicts) -> tuple[Route, ...]:
    return (
        get("/api/tables/{name}", lambda request: desk.grid(request.path_params["name"])),
        post("/api/changes", lambda body: desk.edit(body["changes"]), after=verdicts.ask),
        post("/api/history", lambda body: desk.history(str(body.get("table")), [str(one) for one in body["row"]])),
    )
