"""A pull: projects of the EU Knowledge Graph, page by page, into a table that is imported as any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

from graph.errors import NotFound, PullStopped
from graph.ingest.pull import items
from graph.ingest.pull.pages import Pages
from graph.ingest.pull.service import Refusal, Service
from graph.store.query_file import bind, load

_QUERIES = Path(str(files("graph.ingest.pull") / "queries"))


@dataclass(frozen=True, slots=True)
class Choice:
    """Which projects: of a country, and where given of one programme (CCI), period and fund."""

    country: str
    programme: str = ""
    period: str = ""
    fund: str = ""


@dataclass(frozen=True, slots=True)
class Pulled:
    """How many projects a table has, and the day that the first of them was asked for (ISO 8601)."""

    projects: int
    begun: str


def pull(
    service: Service,
    choice: Choice,
    table: Path,
    today: str,
    *,
    language: str = "fi",
    page: int = 200,
    anew: bool = False,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> Pulled:
    """Pull the chosen projects into a table of JSON lines.

    A pull that broke off goes on after the last project that is held. The table is put in place only when
    as many are held as the service counts. Raises PullStopped, OtherPull, NotFound where there is none;
    InvalidParameter for a choice that cannot be asked for.
    """
    wanted = asdict(choice)
    asked = {"service": service.url, "language": language, **wanted}
    with Pages(table, asked, today).open(anew=anew) as pages:
        try:
            _fill(pages, service, wanted, language, page, tell)
        except Refusal as problem:
            raise PullStopped(service.url, str(problem), pages.projects) from None
        if not pages.projects:
            raise NotFound("project", ", ".join(filter(None, wanted.values())))
        pages.write()
    return Pulled(pages.projects, pages.begun)


def _fill(
    pages: Pages,
    service: Service,
    wanted: dict[str, str],
    language: str,
    page: int,
    tell: Callable[[int, int], None],
) -> None:
    """Ask for page after page; raises PullStopped where the service does not give as many as it counts."""
    total = service.ask(_query("eukg-count", wanted), items.count)
    tell(pages.projects, total)
    while rows := _page(service, pages.last, page, {**wanted, "tongue": language}):
        pages.add(rows)
        tell(pages.projects, total)
    if pages.projects != total:
        total = service.ask(_query("eukg-count", wanted), items.count)
    _check(service, pages.projects, total)


def _page(service: Service, after: str, page: int, wanted: dict[str, str]) -> list[items.Row]:
    query = _query("eukg-projects", {**wanted, "after": after, "most": str(page)})
    return service.ask(query, lambda answer: items.rows(answer, after, page))  # type: ignore[no-any-return]


def _check(service: Service, held: int, total: int) -> None:
    if held != total:
        remedy = "The service changed meanwhile, or leaves some out: begin anew with --anew."
        stopped = PullStopped(service.url, f"it counts {total} projects", held)
        stopped.remedy = remedy
        raise stopped


def _query(name: str, values: dict[str, str]) -> str:
    return bind(load(_QUERIES / f"{name}.rq"), values)
