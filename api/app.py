"""The application: routes over one release, put together from what it is given."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Response
from starlette.staticfiles import StaticFiles

from api import problems
from api.outward import Outward
from api.routes import endpoint, pages, questions, resources
from api.site import Here, Options, site
from api.templating import environment
from graph.store.dataset import Dataset

__all__ = ["Options", "create_app"]


def create_app(dataset: Dataset, options: Options | None = None) -> FastAPI:
    """Make the application that serves one release; an empty one is served too, and says that it is empty."""
    app = FastAPI(title="Kytkös", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.site = site(dataset, options or Options(), environment())
    for routes in (pages, questions, resources, endpoint):
        app.include_router(routes.router)
    app.add_api_route("/health", health, methods=["GET"])
    app.add_api_route("/ready", ready, methods=["GET"])
    app.mount("/static", StaticFiles(directory=Path(str(files("api"))) / "static"))
    app.add_middleware(Outward, release=dataset.release)
    problems.install(app)
    return app


def ready(here: Here, response: Response) -> dict[str, str]:
    """Say that requests may be sent here: the release was loaded before the server began to listen."""
    response.headers["Cache-Control"] = "no-store"
    return {"status": "ready", "release": here.dataset.release or "none"}


def health(here: Here, response: Response) -> dict[str, str | bool]:
    """Say that the release answers queries."""
    answers = here.dataset.ask("ASK {}")
    response.headers["Cache-Control"] = "no-store"
    return {"status": "ok" if answers else "failing", "release": here.dataset.release or "none"}
