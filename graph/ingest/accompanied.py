"""Accompanied: with whom a report says that something was done, and through whom others were reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.ingest.clauses import Clause
from graph.ingest.doings import Doings
from graph.ingest.naming import Named
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence
from graph.ingest.phrases import case_of

_NEAR = 7
_AND = ("ja", "sekä", "eli", "tai")
_SUBJECT = frozenset({"nom", "par"})
_THROUGH = frozenset({"kautta", "välityksellä"})


def met_with(
    people: Sequence[Named], sentence: Sentence, clauses: Sequence[Clause], doings: Doings, tools: Tools
) -> Iterator[Named]:
    """Yield the people, no organisations, of a list with whom something was done ("nuorten kanssa")."""
    words, joined = sentence.words, False
    for group in reversed(people):
        head = words[group.last - 1]
        after = words[group.last].text.casefold() if group.last < len(words) else ""
        own = after in tools.rules.words["company"]
        if own and not _is_company(group, sentence, clauses, doings):
            return
        if not own and not (joined and (after == "," or after in _AND)):
            joined = False
            continue
        joined = "gen" in case_of(head) or head.text.endswith(("nsa", "nsä"))
        bare = group.last - group.first == 1 and tools.phrases.is_generic(head)
        if joined and not bare and not tools.phrases.is_organisation(head):
            yield group


def through(people: Sequence[Named], sentence: Sentence) -> Iterator[Named]:
    """Yield a list of those through whom others were reached ("opettajat, joiden kautta tieto kulki")."""
    words, joined = sentence.words, False
    for group in reversed(people):
        after = [w.text.casefold() for w in words[group.last : group.last + 3]]
        named = after[:1] == [","] and after[1:2] == ["joiden"] and not _THROUGH.isdisjoint(after[2:])
        joined = bool(case_of(words[group.last - 1]) & _SUBJECT) and (
            named or (joined and (after[:1] == [","] or after[0] in _AND))
        )
        if joined:
            yield replace(group, role="intermediaries")


def _is_company(group: Named, sentence: Sentence, clauses: Sequence[Clause], doings: Doings) -> bool:
    """Tell those with whom something was done from partners, and from those with whom it can be."""
    words = sentence.words
    near = words[max(0, group.first - _NEAR) : group.first]
    if any(w.text.casefold().startswith("yhteisty") for w in near):
        return False
    own = [c for c in clauses if c[0] <= group.last < c[1]] or clauses
    return not own or any(doings.is_past(words, (c[2], c[3])) for c in own)
