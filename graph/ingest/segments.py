"""Segments: the parts of a Finnish sentence that say something each, relative clauses apart."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ingest.passages import Word
from graph.ingest.phrases import Phrases
from graph.value import value

#: What opens a part that says something else, after a comma.
_OPENING = frozenset(
    "mutta muttei mutteivät vaan joten sillä koska vaikka joskin joskaan siksi kun jos että jotta "
    "ellei elleivät jollei jolleivät mikäli minkä mistä".split()
)
#: What opens one without a comma before it.
_ALWAYS = frozenset({"mutta", "vaan", "muttei"})
_JOINING = frozenset({"ja", "sekä", "tai", "eikä", "eivätkä"})
_NOR = frozenset({"eikä", "eivätkä"})
_NOT = frozenset({"ei", "eivät"})
_VERBS = ("verb", "negation")
_THOUGH = "vaikka"
_STOPS = (";", ":", ".")
_RELATIVE = "jo"


@value(frozen=True, slots=True)
class Segment:
    """A part of a sentence: the places of its own words, and what opens it ("", "mutta", "joille", ";").

    ``relative`` is true of a relative clause; a main part has its words before and after one in it.
    """

    places: tuple[int, ...]
    opening: str
    relative: bool


def segments(words: tuple[Word, ...], phrases: Phrases) -> list[Segment]:
    """Cut a sentence into its parts, in the order in which they begin."""
    cut = _Cut(words, phrases)
    return list(cut.parts())


class _Cut:
    def __init__(self, words: tuple[Word, ...], phrases: Phrases) -> None:
        self._words = words
        self._texts = [w.text.casefold() for w in words]
        self._phrases = phrases

    def parts(self) -> Iterator[Segment]:
        main: list[int] = []
        aside: list[int] = []
        opening = relative = ""
        held: list[Segment] = []
        for i in range(len(self._words)):
            opened = self._opens(i, aside or main, opening, aside=bool(aside))
            if opened == "relative":
                if aside:
                    held.append(Segment(tuple(aside), relative, relative=True))
                aside, relative = [], self._texts[i + 1]
            elif opened == "main":
                yield Segment(tuple(main), opening, relative=False)
                yield from held
                if aside:
                    yield Segment(tuple(aside), relative, relative=True)
                main, aside, held = [], [], []
                at = i + 1 if self._words[i].is_mark else i
                opening = self._texts[i] if self._texts[i] in _STOPS else self._texts[at]
            elif opened == "again":
                held.append(Segment(tuple(aside), relative, relative=True))
                aside = []
            (aside if aside or opened == "relative" else main).append(i)
        yield Segment(tuple(main), opening, relative=False)
        yield from held
        if aside:
            yield Segment(tuple(aside), relative, relative=True)

    def _opens(self, i: int, part: list[int], opening: str, *, aside: bool) -> str:
        """Tell whether a relative clause, a new part, or the main part again begins at a place."""
        text = self._texts[i]
        if text in _STOPS:
            told = text == ":" and (opening == _THOUGH or self._has_verb(i + 1))
            return "main" if text == ";" or told else ""
        if text in _ALWAYS and i and self._texts[i - 1] != ",":
            return "main"
        if text in _NOR and i and self._texts[i - 1] != "," and self._verb_in(part) and self._has_verb(i + 1):
            return "main"
        if text != "," or i + 1 >= len(self._words) or (i and self._words[i - 1].open):
            return ""
        following = self._texts[i + 1]
        if following in _NOT and self._verb_in(part) and self._stands_alone(i + 1):
            return "main"
        if following.startswith(_RELATIVE) and "joka" in self._words[i + 1].lemmas:
            return "relative"
        if following in _OPENING or self._texts[i + 1 : i + 3] == ["sen", "sijaan"]:
            return "main"
        if not self._verb_in(part):
            return ""
        if aside and following not in _JOINING:
            return "again"
        return "main" if self._has_verb(i + 1) else "again" if aside else ""

    def _has_verb(self, first: int) -> bool:
        for i in range(first, len(self._words)):
            if self._is_verb(i):
                return True
            if self._words[i].is_mark and self._texts[i] != "-":
                return False
        return False

    def _stands_alone(self, negation: int) -> bool:
        """Tell a negation of a name only ("nuoret, eivät aikuiset")."""
        return self._is_verb(negation) and not self._has_verb(negation + 1)

    def _verb_in(self, part: list[int]) -> bool:
        return any(map(self._is_verb, part))

    def _is_verb(self, i: int) -> bool:
        return self._phrases.bound(self._words, i) in _VERBS
