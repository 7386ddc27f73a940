"""Claims: what the rules find in one document, gathered as assertions with their places in the raw text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import lru_cache

from graph.assertion import Assertion, Band, Polarity, Scalar
from graph.identifiers import mint
from graph.ingest.passages import Passage
from graph.ingest.rules import Rule
from graph.ingest.vocabulary import Concept
from graph.text.anchor import anchor
from graph.text.personal import MASK
from graph.value import value

_REMEMBERED = 100_000
_BLANKS = re.compile(r"[\W_]+")


@value(frozen=True, slots=True)
class Thing:
    """The object of a link: a known concept, or a candidate with a code minted from its name."""

    code: str
    kind: str
    label: str
    candidate: bool = False
    values: Mapping[str, Scalar] = field(default_factory=dict)


@lru_cache(_REMEMBERED)
def folded(label: str) -> str:
    """Return a label as codes are minted from it: case folded, white space and punctuation collapsed."""
    return _BLANKS.sub(" ", label.casefold()).strip()


def known(concept: Concept, kind: str = "") -> Thing:
    """Return a concept of the vocabulary as an object of links, by default of its first kind."""
    return Thing(concept.code, kind or concept.kinds[0], concept.label)


def candidate(
    kind: str, label: str, *scope: str, identity: str = "", values: Mapping[str, Scalar] | None = None
) -> Thing:
    """Mint a candidate; ``scope`` binds what is a document's own, ``identity`` mints in the label's place."""
    return Thing(
        mint(kind, *scope, folded(identity or label)), kind, label, candidate=True, values=values or {}
    )


class Claims:
    """The assertions of one document: of mentions that say the same, those that their rules keep."""

    def __init__(
        self, document: str, text: str, page_at: Callable[[int], int | None] = lambda _: None
    ) -> None:
        self.document = document
        self.text = text
        self._page_at = page_at
        self._made: dict[tuple[str, ...], Assertion] = {}

    def add(
        self,
        rule: Rule,
        subject: str,
        thing: Thing,
        passage: Passage,
        span: tuple[int, int],
        *,
        relation: str = "",
        band: Band | None = None,
        polarity: Polarity | None = None,
        role: str = "",
        qualifiers: Mapping[str, Scalar] | None = None,
    ) -> None:
        """Assert a rule's relation; ``span`` is the object's mention in the passage's normal text."""
        start, end = passage.normal.raw_span(*span)
        if MASK in self.text[start:end]:
            return
        made = Assertion(
            kind=thing.kind,
            label=thing.label,
            relation=relation or rule.relation,
            subject=subject,
            object=thing.code,
            start=start,
            end=end,
            section=passage.section,
            rule=rule.id,
            band=band or rule.band,
            polarity=polarity or rule.polarity,
            role=role,
            candidate=thing.candidate,
            mention=anchor(self.text, start, end),
            values={**rule.values, **thing.values},
            qualifiers={**rule.qualifiers, **(qualifiers or {})},
            document=self.document,
            page=self._page_at(start),
        )
        self._made.setdefault(_key(made, rule, passage), made)

    @property
    def assertions(self) -> tuple[Assertion, ...]:
        """All assertions in the order of the text."""
        return tuple(
            sorted(self._made.values(), key=lambda a: (a.start, a.end, a.relation, a.subject, a.object))
        )


def _key(made: Assertion, rule: Rule, passage: Passage) -> tuple[str, ...]:
    """Return what the mentions of one link have in common, of which a rule keeps the first."""
    places = {"mention": str(made.start), "passage": str(passage.start), "section": passage.section}
    return made.relation, made.subject, made.object, made.polarity, places[rule.each]
