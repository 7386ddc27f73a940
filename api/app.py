"""The application: routes over one release, put together from what it is given."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from starlette.staticfiles import StaticFiles

from api import problems
from api.access import Access
from api.answering import engine_of
from api.outward import Outward
from api.routes import draft, endpoint, graph_store, pages, questions, resources, why, workspace
from api.site import Here, Options, site
from api.templating import environment
from graph.draft.desk import Desk
from graph.store.dataset import Dataset

if TYPE_CHECKING:
    from sparql.workspace import WorkspaceEngine

__all__ = ["Options", "create_app"]


def create_app(dataset: Dataset, options: Options | None = None) -> FastAPI:
    """Make the application that serves one release; an empty one is served too, and says that it is empty."""
    options = options or Options()
    app = FastAPI(
        title="Kytkös",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=_with_workers(dataset, options),
    )
    app.state.site = site(dataset, options, environment())
    app.state.engine = None
    app.state.access = Access(options.data)
    app.state.desk = Desk()
    app.state.data = options.data
    app.state.workspace = _workspace(options)
    for routes in (pages, questions, resources, why, endpoint, graph_store, workspace, draft):
        app.include_router(routes.router)
    app.add_api_route("/health", health, methods=["GET"])
    app.add_api_route("/ready", ready, methods=["GET"])
    app.mount("/static", StaticFiles(directory=Path(str(files("api"))) / "static"))
    app.add_middleware(Outward, release=dataset.release)
    problems.install(app)
    return app


def _with_workers(
    dataset: Dataset, options: Options
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # Only systems that can fork have what workers are made with.
        from sparql.template import forked
        from sparql.workers import Pool

        pool = Pool(forked(dataset.store, options.limits.memory), options.limits, options.workers)
        await pool.start()
        app.state.engine = pool
        try:
            yield
        finally:
            await pool.stop()
            await _stopped(app)

    @asynccontextmanager
    async def alone(app: FastAPI) -> AsyncIterator[None]:
        yield
        await _stopped(app)

    return lifespan if options.workers else alone


def _workspace(options: Options) -> WorkspaceEngine | None:
    if options.data is None:
        return None
    # Only systems that can fork have what it is made with.
    from sparql.workspace import WorkspaceEngine

    return WorkspaceEngine(options.data, options.limits, max(1, options.workers))


async def _stopped(app: FastAPI) -> None:
    if app.state.workspace is not None:
        await app.state.workspace.stop()


def ready(request: Request, here: Here, response: Response) -> dict[str, str]:
    """Say that requests may be sent here: the release is loaded, and there are workers to ask."""
    engine = engine_of(request)
    is_ready = engine is None or not engine.is_broken
    response.headers["Cache-Control"] = "no-store"
    response.status_code = 200 if is_ready else 503
    return {"status": "ready" if is_ready else "broken", "release": here.dataset.release or "none"}


def health(here: Here, response: Response) -> dict[str, str | bool]:
    """Say that the release answers queries."""
    answers = here.dataset.ask("ASK {}")
    response.headers["Cache-Control"] = "no-store"
    return {"status": "ok" if answers else "failing", "release": here.dataset.release or "none"}
