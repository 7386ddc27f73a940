"""The application: routes over one release, put together from what it is given."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.staticfiles import StaticFiles

from api import problems
from api.access import Access
from api.answering import engine_of
from api.outward import Outward
from api.routes import endpoint, pages, questions, resources, why
from api.site import Here, Options, site
from api.templating import environment
from graph.store.dataset import Dataset

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
    for routes in (pages, questions, resources, why, endpoint):
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
        from sparql.workers import Pool

        pool = Pool(dataset.store, options.limits, options.workers)
        await pool.start()
        app.state.engine = pool
        try:
            yield
        finally:
            await pool.stop()

    @asynccontextmanager
    async def alone(_: FastAPI) -> AsyncIterator[None]:
        yield

    return lifespan if options.workers else alone


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
