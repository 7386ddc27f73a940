"""What was made: a result as its report names it, and how later sentences name it again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from graph.ingest.claims import Thing
from graph.ingest.objects import is_proper
from graph.ingest.passages import Passage, Word
from graph.ingest.phrases import case_of, lemma

Span = tuple[int, int]
_FEW_LETTERS = 4
_STEM = 5
_STEMS = 7
#: Heads that say no more than that something is done in some way, or is more than one.
_PLAIN = (
    "sarja",
    "kokoelma",
    "malli",
    "konsepti",
    "menetelmä",
    "tapa",
    "käytäntö",
    "ohjelma",
    "kokonaisuus",
    "toiminta",
    "paketti",
)


@dataclass(frozen=True)
class Made:
    """A result where a passage names it, whether ``first``, and whether its last noun is ``telling``."""

    project: Thing
    thing: Thing
    passage: Passage
    span: Span
    words: tuple[Word, ...]
    first: bool = True
    telling: bool = False

    def may_be_in(self, said: frozenset[str], parts: tuple[str, ...]) -> bool:
        """Tell whether a sentence with these analyses, of which ``parts`` are long, can name it again."""
        if self._proper or not said.isdisjoint(self._forms[-1]):
            return True
        first = self._fusing[0]
        fused = bool(first) and any(word.startswith(first) for word in parts)
        return fused or any(whole.endswith(parts) for whole in self._wholes)

    def again(self, words: tuple[Word, ...], at: int, *, own: bool) -> int:
        """Return the end of a later mention of the result that starts at a word, or 0.

        A mention is the whole name or its last two or more words, a proper name in it, its last noun where
        that is telling, a compound of it, or in a stretch that speaks of its ``own`` project any last noun,
        also of a compound.
        """
        word = words[at]
        if word.is_mark:
            return 0
        if length := self._sequence(words, at):
            return at + length
        if word.text[:1].isupper() and any(_same_start(name, word) for name in self._proper):
            return at + 1
        known = own or (self.telling and len(self.words[-1].text) > _STEM)
        same = known and not self._forms[-1].isdisjoint(word.analyses)
        stands = own and (self._stands_for(word) or self._is_begun(word))
        return at + 1 if same or stands or self._is_fused(word) else 0

    def _sequence(self, words: tuple[Word, ...], at: int) -> int:
        """Return how many words of the name stand at a place, all or its last two or more, or 0.

        Not all do not where an owner that another thing has stands before them.
        """
        if self._any_form.isdisjoint(words[at].analyses):
            return 0
        if self._bare and _stands(self._bare, words, at):
            return len(self._bare)
        few = len(self.words) - 1
        begun = few > 1 and self._is_plain and case_of(self.words[-2]) == {"gen"}
        begun = begun and _stands(self._forms[:-1], words, at)
        if begun and case_of(words[at + few - 1]) != {"gen"}:
            # What a plain head is of stands for the whole ("laivan retket": "laivan retkien sarja").
            return few
        owned = at > 0 and not words[at - 1].is_mark and "gen" in case_of(words[at - 1])
        lengths = range(len(self.words), max(1, len(self.words) - 1) if owned else 1, -1)
        return next((n for n in lengths if n > 1 and _stands(self._forms[-n:], words, at)), 0)

    def _stands_for(self, word: Word) -> bool:
        """Tell the last part of a compound that stands for it ("opas" for "työelämäopas")."""
        ends = tuple(p for p in long_ones(word.analyses) if len(p) + 2 < len(self.words[-1].text))
        return any(whole.endswith(ends) and whole not in ends for whole in self._wholes)

    def _is_begun(self, word: Word) -> bool:
        """Tell a name without its plain head ("satuhetket" for "satuhetkien malli" or "satuhetkimalli")."""
        said = tuple(a for a in long_ones(word.analyses) if len(a) > _STEMS)
        if not said:
            return False
        whole, length = self._endings, len(word.text)
        if not self._is_plain:
            return False
        compound = any(w.startswith(said) and w not in said and len(w) > length for w in whole)
        owner = len(self.words) > 1 and case_of(self.words[-2]) == {"gen"}
        own = owner and case_of(word) != {"gen"} and not self._forms[-2].isdisjoint(said)
        return compound or own

    def _is_fused(self, word: Word) -> bool:
        """Tell a compound of a name's first and last words ("perhekoulutus": "perheiden koulutusohjelma")."""
        first, head = self._fusing
        said = word.text.casefold()
        return bool(first) and said.startswith(first) and head in said[len(first) :]

    @cached_property
    def _proper(self) -> tuple[Word, ...]:
        return tuple(w for w in self.words if is_proper(w))

    @cached_property
    def _forms(self) -> tuple[frozenset[str], ...]:
        return tuple(_forms(w) for w in self.words)

    @cached_property
    def _bare(self) -> tuple[frozenset[str], ...]:
        """The name of an owner and head without what the head is like ("laivan [uusi] opas"), or nothing."""
        head = self.words[-1]
        kept = [w for w in self.words[:-1] if not (_like(w) and case_of(w) & case_of(head))]
        own = 0 < len(kept) < len(self.words) - 1 and "gen" in case_of(kept[0])
        return tuple(_forms(w) for w in (*kept, head)) if own else ()

    @cached_property
    def _any_form(self) -> frozenset[str]:
        return frozenset().union(*self._forms)

    @cached_property
    def _wholes(self) -> tuple[str, ...]:
        head = self.words[-1]
        return tuple(a for a in (*head.analyses, lemma(head)) if not a.endswith("~"))

    @cached_property
    def _endings(self) -> frozenset[str]:
        return self.words[-1].analyses | frozenset(self._wholes)

    @cached_property
    def _is_plain(self) -> bool:
        return any(w.endswith(_PLAIN) for w in self._endings)

    @cached_property
    def _fusing(self) -> tuple[str, str]:
        """What a compound of the name begins with and has in it; empty where the name is no owner's."""
        first, head = lemma(self.words[0])[:_STEMS], lemma(self.words[-1])[:_STEM]
        owned = len(self.words) > 1 and len(first) >= _STEM and "gen" in case_of(self.words[0])
        return (first, head) if owned else ("", "")


def _like(word: Word) -> bool:
    return lemma(word).endswith(("inen", "uusi", "tu", "ty", "va", "vä"))


@lru_cache(10_000)
def long_ones(analyses: frozenset[str]) -> tuple[str, ...]:
    """Return the analyses long enough to stand for a compound that ends in them."""
    return tuple(a for a in analyses if len(a) >= _FEW_LETTERS and not a.endswith("~"))


def sequence(name: tuple[Word, ...], words: tuple[Word, ...], at: int) -> bool:
    """Tell whether a name of several words stands at a place, in any form."""
    return len(name) > 1 and _stands(tuple(_forms(w) for w in name), words, at)


def _stands(forms: tuple[frozenset[str], ...], words: tuple[Word, ...], at: int) -> bool:
    here = words[at : at + len(forms)]
    return len(here) == len(forms) and all(
        not own.isdisjoint(word.analyses) for own, word in zip(forms, here, strict=True)
    )


def _forms(word: Word) -> frozenset[str]:
    """Return a word's analyses with the partitives that look like verbs ("opas": "opasta")."""
    return word.analyses | {a + end for a in word.analyses if a.endswith("s") for end in ("ta", "tä")}


def _same_start(own: Word, word: Word) -> bool:
    return word.text.split("-")[0].startswith(own.text.split("-")[0])
