"""Documents and assertions: what was read, what of it is missing, and the place of every claim."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Response
from pyoxigraph import NamedNode

from api.in_place import in_place
from api.quotes import Quote
from api.reader import ByReader, Reader
from api.site import Here, Site
from api.templating import page
from graph.errors import NotFound
from graph.identifiers import NS, resource
from graph.terms import DCT
from sparql.description import Description, Mention
from sparql.evidence import Part, Said, record, versions


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document as its page shows it."""

    iri: str
    facts: dict[str, str]
    sections: tuple[Part, ...]
    missing: tuple[Part, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A mention with its quote from the document, where that is at hand."""

    mention: Mention
    quote: Quote | None


def assertion_page(here: Site, reader: Reader, held: Description) -> Response:
    """Show what an assertion says, its evidence and the decisions on it."""
    found = record(here.dataset, here.queries, held.iri)
    if found is None:
        raise NotFound("assertion", held.code)
    sha256 = quotable(here, found.version)
    proofs = tuple(Proof(m, here.quotes.find(sha256, m.start, m.end, m.words)) for m in found.mentions)
    return page(here, reader, "assertion.html", held=held, record=found, proofs=proofs)


router = APIRouter()


@router.get("/document/{code}")
def document(code: str, here: Here, reader: ByReader) -> Response:
    """Show a document in the order of its text, with its mentions in place and the links that they say.

    The text is shown where it is at hand and its owner lets it be quoted; elsewhere the mentions' own words.
    """
    return here.kept.get(("document", code, reader), lambda: _document(code, here, reader))


def _document(code: str, here: Site, reader: Reader) -> Response:
    read = [iri for iri in versions(here.dataset, resource(code)) if value_of(here, iri, NS + "sha256")]
    if not read:
        raise NotFound("document that was read", code)
    version = _version(here, _standing(here, read))
    policy = version.facts["quotePolicy"]
    text = None if policy == "none" else here.quotes.text(version.facts["sha256"])
    shown = in_place(text, version.sections, version.said)
    work = value_of(here, version.iri, DCT + "isVersionOf") or version.iri
    differing = sum(
        1 for said in version.said if text is not None and not _is_as_recorded(here, version, said)
    )
    return page(
        here,
        reader,
        "document_text.html",
        version=version,
        work=work,
        policy=policy,
        shown=shown,
        language=here.labels.of(version.iri, reader.language).language or "fi",
        standing=value_of(here, work, NS + "documentStatus"),
        differing=differing,
    )


def _standing(here: Site, read: list[str]) -> str:
    """Return the version that stands for a document: none replaced it."""
    standing = [iri for iri in read if not value_of(here, iri, DCT + "isReplacedBy")]
    return (standing or read)[-1]


def _is_as_recorded(here: Site, version: Version, said: Said) -> bool:
    found = here.quotes.find(version.facts["sha256"], said.start, said.end, said.words)
    return found is not None and found.is_verified


def document_page(here: Site, reader: Reader, held: Description) -> Response:
    """Show a document: its sections found and missing, and what it says in the order of its text."""
    read = tuple(_version(here, iri) for iri in versions(here.dataset, held.iri))
    work = value_of(here, held.iri, DCT + "isVersionOf") or held.iri
    standing = value_of(here, work, NS + "documentStatus")
    form = value_of(here, work, NS + "form")
    return page(here, reader, "document.html", held=held, versions=read, standing=standing, form=form)


def _version(here: Site, iri: str) -> Version:
    names = ("sha256", "characters", "reader", "quotePolicy")
    facts = {name: value_of(here, iri, NS + name) for name in names}
    return Version(iri, facts, *here.things.parts(iri), here.things.said(iri))


def quotable(here: Site, version: str) -> str:
    """Return the hash of a document that may be quoted, or an empty text, which is no document's."""
    is_quoted = value_of(here, version, NS + "quotePolicy") != "none"
    return value_of(here, version, NS + "sha256") if is_quoted else ""


def value_of(here: Site, iri: str, predicate: str) -> str:
    """Return one value stated of a thing, or an empty text."""
    if not iri:
        return ""
    found = here.dataset.store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, None)
    return next((getattr(quad.object, "value", "") for quad in found), "")
