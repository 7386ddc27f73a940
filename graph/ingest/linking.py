"""Links from words to concepts: the longest label wins, and an ambiguous one keeps all its concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.ingest.cases import cases
from graph.ingest.lemmas import Lemmatiser, fold
from graph.ingest.passages import Word, words_of
from graph.ingest.vocabulary import Label
from graph.value import value


@value(frozen=True, slots=True)
class Mention:
    """Words ``first:last`` of a sentence (last exclusive) that name one or more concepts."""

    first: int
    last: int
    codes: tuple[str, ...]


@value(frozen=True, slots=True)
class _Name:
    words: tuple[Word, ...]
    code: str
    exact: bool
    agreeing: tuple[int, ...] = ()
    fixed: tuple[int, ...] = ()


#: A label, and what its second word may be.
_Opening = tuple[_Name, frozenset[str]]


class Linker:
    """An index of labels by the analyses of their first word.

    Labels in the text's language match by any analysis they share with the text, labels in other languages
    and acronyms only as they are written.
    """

    def __init__(self, labels: Iterable[Label], lemmatiser: Lemmatiser, language: str = "fi") -> None:
        self._names: dict[str, list[_Opening]] = defaultdict(list)
        self._started: dict[tuple[str, frozenset[str], frozenset[str]], list[_Opening]] = {}
        for label in labels:
            words = tuple(map(_nominal, words_of(label.text, lemmatiser, language)))
            if words and not words[0].is_mark:
                exact = label.language != language or (len(words) == 1 and label.text.isupper())
                inflects = not exact and language == "fi"
                name = _Name(words, label.code, exact, *_inflection(words) if inflects else ((), ()))
                second = _second(words)
                for key in {words[0].text, fold(words[0].text)} if exact else words[0].analyses:
                    self._names[key].append((name, second))
        #: What the first word of a label can be.
        self.firsts = frozenset(self._names)

    def mentions(self, words: tuple[Word, ...], places: Iterable[int] | None = None) -> Iterator[Mention]:
        """Find the labels in a sentence, from the left, the longest first, none overlapping another.

        ``places`` tells at which words labels can begin, as ``openings`` does, where that is known.
        """
        reached, known = 0, self._started
        for at in openings(words, self.firsts) if places is None else places:
            word = words[at]
            if at < reached or (self.firsts.isdisjoint(word.analyses) and not word.whole):
                continue
            starting = known.get((word.text, word.analyses, word.whole))
            if starting is None:
                starting = self._starting(word)
            if not starting:
                continue
            if found := self._longest(starting, words, at):
                yield found
                reached = found.last

    def _longest(self, starting: list[_Opening], words: tuple[Word, ...], at: int) -> Mention | None:
        ends: dict[int, set[str]] = {}
        beside: frozenset[str] | None = None
        for name, second in starting:
            if second:
                beside = _beside(words, at) if beside is None else beside
                if second.isdisjoint(beside):
                    continue
            last = _matched(name, words, at)
            if last and _inflects(name, tuple(w for w in words[at:last] if not w.is_mark)):
                ends.setdefault(last, set()).add(name.code)
        if not ends:
            return None
        last = max(ends)
        return Mention(at, last, tuple(sorted(ends[last])))

    def _starting(self, word: Word) -> list[_Opening]:
        """Return the labels whose first word could be this one, each once, with their second words."""
        said = self.firsts & (word.analyses | word.whole)
        started = list({id(opening[0]): opening for first in said for opening in self._names[first]}.values())
        self._started[word.text, word.analyses, word.whole] = started
        return started


def openings(words: tuple[Word, ...], firsts: frozenset[str]) -> list[int]:
    """Return at which words of a sentence one of some labels can begin, by what their first words can be."""
    return [i for i, w in enumerate(words) if not firsts.isdisjoint(w.analyses) or w.whole]


def _beside(words: tuple[Word, ...], at: int) -> frozenset[str]:
    """Return what the next word that is no mark can be."""
    for i in range(at + 1, len(words)):
        if analyses := words[i].analyses:
            return analyses | words[i].whole
    return frozenset()


def _second(words: tuple[Word, ...]) -> frozenset[str]:
    """Return the analyses of a label's second word; nothing for a label of one word."""
    return next((w.analyses for w in words[1:] if not w.is_mark), frozenset())


def _nominal(word: Word) -> Word:
    """Leave out the verb that a participle of a name could be ("olevat" is no "olla")."""
    if not word.text.endswith(("vat", "vät")):
        return word
    kept = {a for a in word.analyses if a == word.text.casefold() or a.endswith(("va", "vä", "~"))}
    return replace(word, analyses=frozenset(kept))


def _matched(name: _Name, words: tuple[Word, ...], at: int) -> int:
    """Return the end of a name that starts at a word, or 0; marks count only where both have them."""
    for wanted in name.words:
        if at < len(words) and words[at].is_mark and (wanted.is_mark or words[at].text in ("-", "–")):
            at += 1
        if wanted.is_mark:
            continue
        if at >= len(words) or not _same(wanted, words[at], exact=name.exact):
            return 0
        at += 1
    return at


def _inflection(words: tuple[Word, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Tell which words of a name inflect with its head, the last word, and which stay in the genitive."""
    spoken = [w for w in words if not w.is_mark]
    head = spoken[-1].text
    agreeing = tuple(i for i, w in enumerate(spoken[:-1]) if head.endswith("t") and w.text.endswith("t"))
    fixed = tuple(i for i, w in enumerate(spoken[:-1]) if cases(w.text) == {"gen"})
    return agreeing, fixed


def _inflects(name: _Name, words: tuple[Word, ...]) -> bool:
    """Tell "nuorten vanhempien" (of young parents, of the parents of the young) from "nuorten vanhemmat"."""
    if len(words) != sum(not w.is_mark for w in name.words):
        return True
    head = cases(words[-1].text)
    agree = all(cases(words[i].text) & head or words[i].open for i in name.agreeing)
    return agree and all("gen" in cases(words[i].text) or words[i].open for i in name.fixed)


def _same(wanted: Word, word: Word, *, exact: bool) -> bool:
    if word.open and not wanted.open:
        return not wanted.analyses.isdisjoint(word.whole)
    if word.is_mark or word.open != wanted.open:
        return False
    if exact:
        same_case = wanted.text.isupper() and len(wanted.text) > 1
        return wanted.text == word.text if same_case else wanted.text.casefold() == word.text.casefold()
    return not wanted.analyses.isdisjoint(word.analyses)
