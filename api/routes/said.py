"""What is said of a thing, or of two things together: where states lead that are of no cell of coverage."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.bearings import MOST, PARTS, Bearings
from api.beside import RECORD, Beside, beside
from api.forms import HTML, JSON
from api.reader import ByReader, Reader
from api.shown import Fact, Group, facts, groups
from api.site import Here, Site
from api.templating import page
from graph.identifiers import NS, resource
from sparql.description import Description
from sparql.negotiation import choose
from sparql.reasons import Reasons
from sparql.scope import sentences

router = APIRouter()

_SUFFIX = ".json"
#: Kinds whose own page shows what they rest on.
_WITH_PAGE = frozenset(NS + name for name in ("Document", "DocumentVersion", "Assertion"))


@dataclass(frozen=True, slots=True)
class One:
    """A thing with what is said of it, and the document versions that were read and say it."""

    held: Description
    facts: tuple[Fact, ...]
    records: Beside | None
    groups: tuple[Group, ...]
    read: tuple[str, ...]
    is_waiting: bool


@router.get("/said/{code}")
def said(code: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Show what is said of one thing, or tell it as JSON; a document and an assertion have pages that do."""
    if _is_for_programs(request, code):
        return _written(here, reader, code.removesuffix(_SUFFIX))
    held = here.things.describe(resource(code))
    if not _WITH_PAGE.isdisjoint(held.kinds):
        return RedirectResponse(reader.link(f"/page/{code}"), 303)
    return here.kept.get(("said", code, reader), lambda: _page(here, reader, (held,)))


@router.get("/said/{code}/{other}")
def said_together(code: str, other: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Show what links two things, what both have, and what was read of each; or tell it as JSON."""
    if _is_for_programs(request, other):
        return _written(here, reader, code, other.removesuffix(_SUFFIX))
    both = tuple(here.things.describe(resource(one)) for one in (code, other))
    return here.kept.get(("said", code, other, reader), lambda: _page(here, reader, both))


def _is_for_programs(request: Request, last: str) -> bool:
    return last.endswith(_SUFFIX) or choose(request.headers.get("accept"), (HTML, JSON)) == JSON


def _written(here: Site, reader: Reader, *codes: str) -> Response:
    asked = tuple(here.things.describe(resource(code)) for code in codes)
    headers = {"Content-Language": reader.language, "Vary": "Accept, Accept-Language"}
    return Response(Bearings(here, asked).as_json(reader.language), headers=headers, media_type=JSON)


def _page(here: Site, reader: Reader, asked: tuple[Description, ...]) -> Response:
    held = Bearings(here, asked)
    return page(
        here,
        reader,
        "said.html",
        asked=[_one(here, reader, held, one) for one in asked],
        names=[here.labels.of(one.iri, reader.language).text for one in asked],
        scope=sentences(here.scope, here.labels, reader.language),
        linked=held.linked[:MOST],
        alike=held.alike[:MOST],
        counts=(len(held.linked), len(held.alike)),
        unlooked=[(at, len(each)) for at, each in enumerate(held.below) if len(each) > PARTS],
        looked=PARTS,
        cell=held.cell,
        path=reader.kept("/said/" + "/".join(one.code for one in asked)),
        reasons=Reasons(here.dataset, here.labels, reader.language),
    )


def _one(here: Site, reader: Reader, bearings: Bearings, held: Description) -> One:
    arranged = groups(held, here.words(reader).order)
    said = [statement for r in held.relations for link in r.links for statement in link.statements.values()]
    return One(
        held,
        facts(held),
        beside(held, here.words(reader).told),
        tuple(group for group in arranged if group.predicate != RECORD),
        tuple(sorted(bearings.read(held), key=here.words(reader).order)),
        any(statement.status == "proposed" for statement in said),
    )
