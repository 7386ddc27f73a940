"""Pronouns before names: which point back to what was named, and after which a name of its own begins."""

from __future__ import annotations

import re

from graph.ingest.cases import is_perfect
from graph.ingest.name_numbers import YEARS
from graph.ingest.paper import Tools
from graph.ingest.passages import Word

#: Forms of what somebody did ("sen käynnistämää sopimusta").
DONE_BY = re.compile(
    r"\w{3,}(?:[aä]m[aä]|em[aä]|im[aä]|om[aä]|öm[aä]|um[aä]|ym[aä])(?:[aä]|n|ss[aä]|st[aä]|[aä]n|ll[aä]|lle)?$"
)
#: How far from a pronoun the participle stands that it belongs to.
_GOVERNED = 3
#: Ends of verbs, and of participles that no noun in the singular has before it.
_MANY = ("vat", "vät", "tuo")
_ONES = ("aa", "ää", "uu", "yy", "oo", "ee")


class Pronouns:
    """Tells by the pronouns before a head, and by verbs, where its name begins."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._wordings = tools.rules.wordings

    def points_back(self, words: tuple[Word, ...], first: int, head: int) -> bool:
        """Tell "this recommendation", named before, from a name."""
        before = range(max(first - 1, 0), head)
        # Of "the pact that it started" the pronoun is who started it, and points at no pact.
        return any(
            self._wordings["pointing"].match(words[i].text)
            and words[i + 1].text != "sijaan"
            and not DONE_BY.search(words[i + 1].text)
            and not self._governing(words, i, head)
            for i in before
        )

    def _governing(self, words: tuple[Word, ...], at: int, head: int) -> int:
        """Return where the participle ends that a pronoun belongs to ("siihen kuuluva")."""
        near = range(at + 1, min(at + 1 + _GOVERNED, head))
        is_participle = self._tools.phrases.verbs.is_participle
        return next((i + 1 for i in near if is_participle(words[i]) or is_perfect(words[i].text)), 0)

    def begin(self, words: tuple[Word, ...], first: int, head: int, *, is_one: bool) -> int:
        """Return where a name begins: after whose part it is, or a verb."""
        pronouns = (
            i for i in range(max(first - 1, 0), head) if self._wordings["pointing"].match(words[i].text)
        )
        begun = max((self._governing(words, i, head) for i in pronouns), default=0)
        verbs = (i + 1 for i in range(first, head) if is_one and words[i].text.endswith(_MANY))
        first = max(first, begun, *verbs)
        if self._wordings["theme_begins"].match(words[first].text) and first + 1 < head:
            # Of "teema nojaa … koskevaan sopimukseen" the verb looks like a noun.
            first += 2 if words[first + 1].text.endswith(_ONES) else 0
        # Of "antoi kesäkuussa 2023 tiedonannon" the year tells when.
        return first + 1 if first < head and YEARS.match(words[first].text) else first
