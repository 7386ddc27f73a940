"""Members: where the clause of a word begins, whether a list goes on there or its verb is before."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.ingest.passages import Word

Words = tuple[Word, ...]
Lists = Mapping[str, frozenset[str]]
#: What takes up others as the complement of a verb.
_OF_THEM = frozenset({"siihen", "siitä", "tähän", "tästä", "joukkoon"})
#: The place of a word after a member of a list and what joins it.
_AFTER_MEMBER = 2


def clause_start(words: Words, i: int, lists: Lists) -> int:
    """Return where the clause of a word begins: after the last mark or conjunction but of compounds."""
    for at in range(i - 1, -1, -1):
        parted = words[at].is_mark or words[at].text.casefold() in lists["conjunctions"]
        if parted and (at == 0 or not words[at - 1].open):
            return at + 1
    return 0


def has_verb_before(words: Words, i: int, lists: Lists, is_verb: Callable[[Word], bool]) -> bool:
    """Tell a word after its clause's verb ("mukana ovat vähemmistöihin kuuluvat aikuiset")."""
    before = words[clause_start(words, i, lists) : i]
    verbs = lists["always_finite"] | lists["auxiliaries"]
    return any(w.text.casefold() in verbs or is_verb(w) for w in before)


def goes_on_list(words: Words, i: int, lists: Lists, is_verb: Callable[[Word], bool]) -> bool:
    """Tell a further member after a list's verb ("mukana ovat isät ja vähemmistöön kuuluvat äidit")."""
    start = clause_start(words, i, lists)
    if start < _AFTER_MEMBER or start == i or words[start].text in lists["fillers"] | _OF_THEM:
        return False
    told = words[: start - 1]
    member = told[-1].text.endswith("t") and not told[-1].is_mark
    return member and any(w.text.casefold() in lists["auxiliaries"] or is_verb(w) for w in told)
