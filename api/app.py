"""The application: routes over one release, put together from what it is given."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp

from api import problems
from api.access import Access
from api.ahead import Ahead, Application
from api.answering import engine_of
from api.comparing import Compared
from api.departed import Departures
from api.former import Former
from api.indexing import made_apart
from api.metrics import MEDIA_TYPE, Metrics
from api.outward import Outward
from api.prefix import Prefixed
from api.routes import addresses, endpoint, resources
from api.seen import Watchers
from api.serving import Served, Serving, Watch, stamp_of
from api.session import Sessions
from api.site import Here, Options, Site, site
from api.statics import Statics
from api.templating import environment
from api.v1 import addresses as v1
from api.v1 import openapi
from graph.draft.desk import Desk
from graph.errors import NotFound
from graph.release import manifest
from graph.release.opening import Place, place
from graph.release.publisher import Publisher
from graph.release.shelf import Shelf
from graph.store.dataset import Dataset
from sparql.apart import Apart
from sparql.engine import Engine, Reason
from sparql.home import Home
from sparql.index import is_beside
from sparql.template import Template, forked
from sparql.workers import Pool

if TYPE_CHECKING:
    from sparql.remote import Elsewhere
    from sparql.workspace import WorkspaceEngine

__all__ = ["Options", "create_app"]

_log = logging.getLogger(__name__)

#: Seconds that a thread keeps the interpreter from others: while something is made ahead, and else.
_TURN, _USUAL_TURN = 0.0005, sys.getswitchinterval()

MakeEngine = Callable[[Dataset, Place | None], Engine | None]


def create_app(dataset: Dataset, options: Options | None = None) -> FastAPI:
    """Make the application that serves one release; an empty one is served too, and says that it is empty."""
    options = options or Options()
    serving = Serving(Served(site(dataset, options, environment())))
    app = Application(
        lambda framework: _outermost(app, framework),
        title="Kytkös",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # It would tell whole addresses, with the queries in them, where the environment names a listener.
        telemetry={"tracing": False, "metrics": False, "logs": False},
        redirect_slashes=False,
        lifespan=_serving,
    )
    app.state.serving = serving
    app.state.workspace = _workspace(options)
    app.state.metrics = Metrics(serving, app.state.workspace)
    app.state.watchers = Watchers((app.state.metrics, *((options.log,) if options.log else ())))
    app.state.options = options
    app.state.access = Access(options.data)
    app.state.sessions = Sessions(app.state.access)
    app.state.desk = Desk()
    app.state.publisher = Publisher()
    app.state.compared = Compared()
    app.state.departures = Departures(options.shelf)
    # Queries of an older release are few: one process answers them.
    older = replace(options, workers=min(options.workers, 1), elsewhere=None, prepares=False)
    app.state.former = Former(partial(_opened, older, partial(_engine, app.state.metrics.replaced, older)))
    app.routes.extend(endpoint.router.routes)
    for router in (*addresses.ROUTERS, *v1.ROUTERS, openapi.router):
        app.include_router(router)
    app.add_api_route("/health", health, methods=["GET"])
    app.add_api_route("/ready", ready, methods=["GET"])
    app.add_api_route("/metrics", metrics, methods=["GET"])
    app.mount("/static", Statics(directory=Path(str(files("api"))) / "static"))
    problems.install(app)
    return app


def _outermost(app: Application, framework: ASGIApp) -> ASGIApp:
    """Put around the framework what every request passes: nothing that a small answer can do without."""
    state, options = app.state, app.state.options
    ahead = Ahead(framework, app.alone(endpoint.router.routes, resources.prompt()))
    bound = Outward(ahead, state.serving, state.watchers, is_behind_proxy=options.is_behind_proxy)
    return Prefixed(bound, options.root_path) if options.root_path else bound


@asynccontextmanager
async def _serving(app: FastAPI) -> AsyncIterator[None]:
    """Start what answers queries, and look after the release that is current, as long as the server runs."""
    serving: Serving = app.state.serving
    options: Options = app.state.options
    engine = partial(_engine, app.state.metrics.replaced, options)
    first = serving.current
    first.engine = engine(first.site.dataset, options.place)
    # A server that is told to end does not wait for it. What forks this process must not meet its thread.
    preparing = Thread(target=_prepare, args=(first.site,), daemon=True)
    is_begun = options.prepares and first.site.folder is not None
    if is_begun:
        preparing.start()
    await first.start()
    if options.prepares and not is_begun:
        preparing.start()
    watching = _watched(serving, options, engine)
    try:
        async with app.state.watchers.gathering():
            yield
    finally:
        if watching is not None:
            watching.cancel()
        await serving.stop()
        await app.state.former.stop()
        await _stopped(app)


def _engine(
    replaced: Callable[[Reason], None], options: Options, dataset: Dataset, place: Place | None
) -> Engine | None:
    home = _home(dataset, place, options) if options.workers else None
    return Pool(home, options.limits, options.workers, replaced) if home else None


def _home(dataset: Dataset, place: Place | None, options: Options) -> Callable[[], Home] | None:
    memory = options.limits.memory
    if options.elsewhere is not None:
        return options.elsewhere.home(dataset.release, memory) if options.can_fork else None
    if not options.can_fork:
        return partial(Apart, place, memory) if place else None
    return partial(Template.of, place, memory) if place else forked(dataset.store, memory)


def _watched(serving: Serving, options: Options, engine: MakeEngine) -> asyncio.Task[None] | None:
    if options.elsewhere is not None:
        return _watched_elsewhere(serving, options.elsewhere, options, engine)
    releases = options.releases
    if releases is None:
        return None
    shelf = Shelf(releases)

    def opened() -> Served:
        path = shelf.current()
        if path is None:
            raise NotFound("release", "current")
        return _opened(options, engine, path)

    return asyncio.create_task(Watch(serving, partial(stamp_of, releases / "current"), opened).run())


def _opened(options: Options, engine: MakeEngine, path: Path) -> Served:
    """Open the release in this folder."""
    there = place(path, options.most_in_memory)
    dataset = there.dataset()
    found = site(dataset, replace(options, left_out=manifest.read(path).left_out, place=there), environment())
    if options.prepares:
        # What was left of releases before the former one.
        gc.unfreeze()
        gc.collect()
        _prepare(found)
    return Served(found, engine(dataset, there))


def _prepare(there: Site) -> None:
    """Make what pages and searches need; the index of a large release by a process of its own."""
    gc.freeze()  # what is loaded stays, and need not be looked through while the first readers wait
    with _letting_others_go_first():
        there.begin()
    gc.freeze()
    if there.folder is not None and not is_beside(there.folder) and not made_apart(there.folder):
        _log.error("the index of names of release %s could not be made", there.dataset.release)
    with _letting_others_go_first():
        there.prepare()
    gc.freeze()  # what stays as long as the release does would else be looked through while a reader waits


@contextmanager
def _letting_others_go_first() -> Iterator[None]:
    """Let who answers a request have the interpreter back soon, each time that the engine has answered."""
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(_USUAL_TURN)


def _watched_elsewhere(
    serving: Serving, there: Elsewhere, options: Options, engine: MakeEngine
) -> asyncio.Task[None]:
    def opened() -> Served:
        dataset = there.dataset()
        return Served(site(dataset, options, environment()), engine(dataset, None))

    return asyncio.create_task(Watch(serving, there.serving(), opened).run())


def _workspace(options: Options) -> WorkspaceEngine | None:
    if options.data is None or not options.can_fork:
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


async def metrics(request: Request) -> Response:
    """Count requests, queries, workers and what is kept, for Prometheus; no query is told."""
    counts: Metrics = request.app.state.metrics
    request.app.state.watchers.tell()
    return Response(counts.page(), headers={"Cache-Control": "no-store"}, media_type=MEDIA_TYPE)


def health(here: Here, response: Response) -> dict[str, str | bool]:
    """Say that the release answers queries."""
    answers = here.dataset.ask("ASK {}")
    response.headers["Cache-Control"] = "no-store"
    return {"status": "ok" if answers else "failing", "release": here.dataset.release or "none"}
