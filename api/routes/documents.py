"""Documents and assertions: what was read, what of it is missing, and the place of every claim."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Response
from pyoxigraph import NamedNode

from api.quotes import Quote
from api.reader import Reader
from api.site import Site
from api.templating import page
from graph.errors import NotFound
from graph.identifiers import NS
from graph.terms import DCT
from sparql.description import Description, Mention
from sparql.evidence import Part, Said, parts, record, said, versions


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
    sha256 = value_of(here, found.version, NS + "sha256")
    proofs = tuple(Proof(m, here.quotes.find(sha256, m.start, m.end, m.words)) for m in found.mentions)
    return page(here, reader, "assertion.html", held=held, record=found, proofs=proofs)


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
    sections, missing = parts(here.dataset, here.queries, iri)
    return Version(iri, facts, sections, missing, said(here.dataset, here.queries, iri))


def value_of(here: Site, iri: str, predicate: str) -> str:
    """Return one value stated of a thing, or an empty text."""
    if not iri:
        return ""
    found = here.dataset.store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, None)
    return next((getattr(quad.object, "value", "") for quad in found), "")
