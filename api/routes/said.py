"""What is said of a thing, or of two things together: where states lead that are of no cell of coverage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from api.beside import RECORD, Beside, beside
from api.reader import ByReader, Reader
from api.shown import Fact, Group, facts, groups
from api.site import Here, Site
from api.templating import page
from graph.analysis.account import cell_of
from graph.identifiers import NS, resource
from sparql.bearing import Shared, Way, between, parts, shared
from sparql.description import Description
from sparql.reasons import Reasons
from sparql.scope import sentences

router = APIRouter()

#: Kinds whose own page shows what they rest on.
_WITH_PAGE = frozenset(NS + name for name in ("Document", "DocumentVersion", "Assertion"))
#: Parts of a thing whose links are looked at; links, and things that both have, that a page shows.
_PARTS, _MOST = 40, 100


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
def said(code: str, here: Here, reader: ByReader) -> Response:
    """Show what is said of one thing; a document and an assertion have pages that do."""
    held = here.things.describe(resource(code))
    if not _WITH_PAGE.isdisjoint(held.kinds):
        return RedirectResponse(reader.link(f"/page/{code}"), 303)
    return here.kept.get(("said", code, reader), lambda: _page(here, reader, (held,)))


@router.get("/said/{code}/{other}")
def said_together(code: str, other: str, here: Here, reader: ByReader) -> Response:
    """Show what links two things, what both have, and what was read of each."""
    both = tuple(here.things.describe(resource(one)) for one in (code, other))
    return here.kept.get(("said", code, other, reader), lambda: _page(here, reader, both))


def _page(here: Site, reader: Reader, asked: tuple[Description, ...]) -> Response:
    below = [parts(held) for held in asked] if len(asked) > 1 else []
    linked, alike = (_linked(*asked), _alike(here, asked, below)) if below else ((), ())
    return page(
        here,
        reader,
        "said.html",
        asked=[_one(here, reader, held) for held in asked],
        names=[here.labels.of(held.iri, reader.language).text for held in asked],
        scope=sentences(here.scope, here.labels, reader.language),
        linked=linked[:_MOST],
        alike=alike[:_MOST],
        counts=(len(linked), len(alike)),
        unlooked=[(at, len(each)) for at, each in enumerate(below) if len(each) > _PARTS],
        looked=_PARTS,
        cell=cell_of(here.held, (held.iri for held in asked)),
        reasons=Reasons(here.dataset, here.labels, reader.language),
    )


def _linked(one: Description, other: Description) -> tuple[Way, ...]:
    """Return the links between two things, or what one says of the other where one is a document."""
    return max(between(one, other.iri), between(other, one.iri), key=len)


def _alike(here: Site, asked: Iterable[Description], below: Iterable[tuple[str, ...]]) -> tuple[Shared, ...]:
    """Return what two things have both, each looked at with the first of its parts."""
    one, other = (
        [held, *(here.things.describe(part) for part in each[:_PARTS])]
        for held, each in zip(asked, below, strict=True)
    )
    return shared(one, other)


def _one(here: Site, reader: Reader, held: Description) -> One:
    arranged = groups(held, here.words(reader).order)
    said = [statement for r in held.relations for link in r.links for statement in link.statements.values()]
    sections = here.held.layer.sections.get(held.iri, ())
    read = {s.version for s in sections if s.found} | {m.version for s in said for m in s.mentions}
    return One(
        held,
        facts(held),
        beside(held, here.words(reader).told),
        tuple(group for group in arranged if group.predicate != RECORD),
        tuple(sorted(read, key=here.words(reader).order)),
        any(statement.status == "proposed" for statement in said),
    )
