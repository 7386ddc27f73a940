"""What there is to review, as its pages show it: links in order, with their words, names and effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from api.quotes import Quotes
from api.site import Site
from graph.assertion import Assertion, DocumentVersion
from graph.curation.declarations import Declared
from graph.curation.queue import answers, ordered
from graph.curation.review import State
from graph.curation.states import Link
from graph.curation.versions import superseded
from graph.errors import NotFound
from graph.identifiers import NS, resource
from graph.store.workspace import StoredDocument, Workspace
from graph.terms import KINDS, RELATIONS
from sparql.labels import Label
from sparql.words import LANGUAGES

#: Characters shown on either side of a mention; mentions of one link that are shown; names that are offered.
AROUND, MOST_MENTIONS, MOST_NAMES = 160, 8, 500


@dataclass(frozen=True, slots=True)
class Named:
    """An end of a link: its code, its name, and its IRI where it has a page."""

    code: str
    label: Label
    iri: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one mention in what stands around them, and where and how they were found."""

    before: str
    words: str
    after: str
    section: str
    start: int
    end: int
    rule: str
    band: str
    language: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link as it is shown to who decides on it.

    ``elsewhere`` counts other documents in which the same is accepted; ``hidden`` the mentions not shown.
    """

    link: Link
    subject: Named
    relation: str
    object: Named
    kind: str
    document: Named
    passages: tuple[Passage, ...]
    hidden: int
    answers: int
    elsewhere: int

    @property
    def code(self) -> str:
        """The link's code."""
        return self.link.assertion.code


class Docket:
    """The links of one state of the workspace, in the order in which they are worth reviewing."""

    def __init__(self, state: State, workspace: Workspace, quotes: Quotes) -> None:
        self.state = state
        self._workspace = workspace
        self._quotes = quotes
        self._versions = {version.document: version for version in state.standing}

    @cached_property
    def links(self) -> list[Link]:
        """All links, what most answers depend on first."""
        return ordered(self.state.verdicts.links)

    @cached_property
    def _answers(self) -> Mapping[str, int]:
        return answers(self.state.verdicts.links)

    @cached_property
    def _names(self) -> Mapping[str, Label]:
        """The names that links give to what they speak of, rejected ones last."""
        known = sorted(self.state.verdicts.links, key=lambda link: link.state == "rejected")
        found: dict[str, Label] = {v.document: Label(v.title, v.language) for v in self.state.standing}
        for link in known:
            said = link.assertion
            found.setdefault(said.object, Label(said.label, self._language(said)))
        return found

    @property
    def documents(self) -> tuple[tuple[str, Label], ...]:
        """The documents that links can be chosen by."""
        return tuple((v.document, Label(v.title, v.language)) for v in self.state.standing)

    @property
    def texts(self) -> tuple[tuple[str, Label], ...]:
        """The documents whose text is at hand, so that words of theirs can be found."""
        hashes = {code: version.sha256 for code, version in self._versions.items()}
        return tuple(
            (code, label)
            for code, label in self.documents
            if self._workspace.has_text(hashes[code]) or self._quotes.has(hashes[code])
        )

    def version(self, document: str) -> DocumentVersion | None:
        """Return the standing version of a document, or None where there is no such document."""
        return self._versions.get(document)

    def text(self, document: str) -> str:
        """Return the text of a document, or nothing where neither workspace nor corpus has it."""
        version = self._versions.get(document)
        return self.text_of(version) if version else ""

    def text_of(self, version: DocumentVersion) -> str:
        """Return the text of a version of a document, or nothing where it is not at hand."""
        return self._workspace.text(version.sha256) or self._quotes.text(version.sha256) or ""

    @cached_property
    def former(self) -> tuple[StoredDocument, ...]:
        """The versions of documents that stand for them no more."""
        return superseded(self._workspace.documents())

    def known(self, code: str) -> tuple[str, str]:
        """Return kind and label of a thing as links name it; both are empty for one that none speaks of."""
        found = next((link.assertion for link in self.links if link.assertion.object == code), None)
        return (found.kind, found.label) if found else ("", "")

    def subjects(self, here: Site, language: str) -> list[tuple[str, str]]:
        """Return codes and names of what links begin at."""
        codes = {link.assertion.subject for link in self.links}
        named = ((code, self.named(code, here, language).label.text) for code in codes)
        return sorted(named, key=lambda pair: pair[1])[:MOST_NAMES]

    def chosen(self, document: str, relation: str, state: str) -> list[Link]:
        """Return the links of a document, a relation and a state; an empty text chooses all."""
        return [
            link
            for link in self.links
            if state in ("all", link.state)
            and document in ("", link.assertion.document)
            and relation in ("", link.assertion.relation)
        ]

    def link(self, code: str) -> Link:
        """Return the link with this code; raises NotFound."""
        found = next((link for link in self.links if link.assertion.code == code), None)
        if found is None:
            raise NotFound("link", code)
        return found

    def candidate(self, link: Link, here: Site, language: str) -> Candidate:
        """Return a link with all that is shown of it."""
        said = link.assertion
        same = (said.relation, said.subject, said.object)
        others = {
            other.assertion.document
            for other in self.links
            if other.state == "accepted"
            and (other.assertion.relation, other.assertion.subject, other.assertion.object) == same
        }
        return Candidate(
            link,
            self.named(said.subject, here, language),
            RELATIONS[said.relation].iri,
            self.named(said.object, here, language),
            KINDS.get(said.kind, NS + said.kind),
            self.named(said.document, here, language),
            self._passages(link),
            max(0, len(link.mentions) - MOST_MENTIONS),
            self._answers.get(said.code, 0),
            len(others - {said.document}),
        )

    def named(self, code: str, here: Site, language: str) -> Named:
        """Name a thing by the release, where it knows it, or else as the workspace does."""
        known = self._names.get(code, Label(code))
        if code.startswith('"'):
            return Named(code, known, "")
        iri = NS + code.removeprefix("kyt:") if code.startswith("kyt:") else resource(code)
        published = here.labels.of(iri, language)
        return Named(code, published, iri) if published.language else Named(code, known, "")

    def offered(self, kind: str) -> list[tuple[str, str]]:
        """Return codes and names of the things of a kind that a link can be said to be of instead."""
        found = {
            link.assertion.object: link.assertion.label
            for link in self.links
            if link.assertion.kind == kind and not link.assertion.object.startswith('"')
        }
        return sorted(found.items(), key=lambda pair: pair[1])[:MOST_NAMES]

    @property
    def declared(self) -> tuple[Declared, ...]:
        """The statements of owners of data that wait for a decision."""
        return tuple(held for held in self.state.declared if held.state == "proposed")

    def _language(self, said: Assertion) -> str:
        """Return the language of a mention; a register that names none is taken to be in Finnish."""
        version = self._versions.get(said.document)
        return said.language or (version.language if version else LANGUAGES[0])

    def _passages(self, link: Link) -> tuple[Passage, ...]:
        text = self.text(link.assertion.document)
        return tuple(self.passage(said, text) for said in link.mentions[:MOST_MENTIONS])

    def passage(self, said: Assertion, text: str) -> Passage:
        """Return the words of a mention in what stands around them in a text, which may be empty."""
        inside = text[said.start : said.end]
        return Passage(
            _from_word(text[max(0, said.start - AROUND) : said.start]) if inside else "",
            " ".join((inside or said.mention or said.label).split()),
            _to_word(text[said.end : said.end + AROUND]) if inside else "",
            said.section,
            said.start,
            said.end,
            said.rule,
            said.band,
            self._language(said),
        )


def _from_word(text: str) -> str:
    """Begin at a whole word."""
    told = " ".join(text.split())
    cut = "… " + told.partition(" ")[2] if len(text) == AROUND else told
    return cut + (" " if text[-1:].isspace() else "")


def _to_word(text: str) -> str:
    """End with a whole word."""
    told = " ".join(text.split())
    cut = told.rpartition(" ")[0] + " …" if len(text) == AROUND else told
    return (" " if text[:1].isspace() else "") + cut
