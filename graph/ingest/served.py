"""The people that a Swedish or English sentence names: known by a label, or new by the head of their name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.ingest.claims import candidate
from graph.ingest.germanic import Germanic
from graph.ingest.naming import Named, known_groups
from graph.ingest.paper import Tools, span_of
from graph.ingest.passages import Sentence, spelled
from graph.ingest.people import role_of
from graph.ingest.phrases import Phrase, lemma
from graph.ingest.wording import Span, Wording

_NEAR = 60
_LONGEST_CLAUSE = 10
_CLAUSE_ENDS = frozenset({"mark", "and", "verb", "relative", "negation"})
_ADJECTIVES = ("a", "äldre", "ande", "ende")


def served(sentence: Sentence, said: Wording, tools: Tools, regions: Sequence[Span]) -> list[Named]:
    """Find the groups that a sentence says something is for; ``regions`` of its text list target groups.

    In those every plural is a group unless its head is none; elsewhere a new group's head is people, and
    professionals and organisations count only where their skills are raised.
    """
    assert isinstance(tools.phrases, Germanic)
    known = list(known_groups(sentence, tools))
    named = {g.first: g for g in known if _stands(g, sentence, tools)}
    linked = {i for m in tools.mentions("groups", sentence) for i in range(m.first, m.last)}
    for phrase in tools.phrases_of(sentence):
        group = _new(phrase, known, linked, sentence, tools, listed=_within(phrase, sentence, regions))
        if group:
            named = {first: g for first, g in named.items() if not group.first <= first < group.last}
            named[group.first] = group
    every = [_continued(g, sentence, tools) for _, g in sorted(named.items())]
    every = [replace(g, role=role_of(g, sentence, tools)) for g in every]
    return [g for g in _apart(every) if _is_meant(g, sentence, said, tools, regions)]


def _within(phrase: Phrase, sentence: Sentence, regions: Sequence[Span]) -> bool:
    at = sentence.words[phrase.first].start - sentence.start
    return any(start <= at < end for start, end in regions)


def _stands(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell a group from a word that only modifies another ("youth unemployment", "immigrant women")."""
    last = sentence.words[group.last - 1]
    phrase = next((p for p in tools.phrases_of(sentence) if p.first < group.last <= p.last), None)
    if phrase is None or phrase.last == group.last or last.tail == "s" or last.text.endswith(("s", "s’")):
        return True
    # A Swedish noun modifies none after it, but an adjective can be a group's name.
    return tools.language == "sv" and not last.text.casefold().endswith(_ADJECTIVES)


def _new(
    phrase: Phrase, known: list[Named], linked: set[int], sentence: Sentence, tools: Tools, *, listed: bool
) -> Named | None:
    """Return the new group that a phrase names, or None where it names none or exactly a known one."""
    first = tools.phrases.start_of(phrase, sentence.words)
    words = sentence.words[first : phrase.last]
    if phrase.aside or not phrase.plural:
        return None
    inside = [g for g in known if first <= g.first < phrase.last]
    covering = next((g for g in inside if g.last >= phrase.last), None)
    if covering and covering.first == first:
        return None
    if not covering and phrase.head in linked:
        return None
    role = covering.role if covering else tools.phrases.role(words)
    if (
        not role
        and listed
        and not tools.phrases.is_thing(words[-1])
        and not tools.phrases.is_generic(words[-1])
    ):
        role = "participants"
    if not role and not _goes_on(phrase.last, sentence, tools):
        return None
    if not role and not tools.phrases.is_generic(words[-1]):
        return None
    wider = " ".join(t.code for t in covering.things) if covering else ""
    last = covering.last if covering else phrase.last
    return _named(first, last, sentence, role or "participants", wider)


def _named(first: int, last: int, sentence: Sentence, role: str, wider: str) -> Named:
    words = sentence.words[first:last]
    identity = " ".join(lemma(w) for w in words if not w.is_mark)
    values = {"proposedBroader": wider} if wider else {}
    thing = candidate("TargetGroup", spelled(words), identity=identity, values=values)
    return Named(first, last, (thing,), role, new=True)


def _goes_on(at: int, sentence: Sentence, tools: Tools) -> int:
    """Return where what follows a group's name and belongs to it ends, or 0 where nothing does."""
    phrases = tools.phrases
    assert isinstance(phrases, Germanic)
    words = sentence.words
    word = words[at].text.casefold() if at < len(words) else ""
    if word in tools.rules.words["relatives"]:
        end = next((i for i in range(at, len(words)) if words[i].is_mark), len(words))
        return end if end - at <= _LONGEST_CLAUSE else 0
    if at < len(words) and phrases.is_participle(words, at):
        ends = (i for i in range(at + 1, len(words)) if phrases.bound(words, i) in _CLAUSE_ENDS)
        return next(ends, len(words))
    if word not in tools.rules.words["after_name"]:
        return 0
    following = next((p for p in tools.phrases_of(sentence) if at < p.first <= at + 3), None)
    if following is None or any(w.is_mark for w in words[at : following.first]):
        return 0
    if word in tools.rules.words["before_others"] and following.plural:
        return 0 if phrases.is_thing(words[following.last - 1]) else following.last
    ends = (i + 1 for i in range(following.first, following.last) if phrases.is_condition(words[i]))
    return max(ends, default=0)


def _continued(group: Named, sentence: Sentence, tools: Tools) -> Named:
    """Return the narrower group where a name goes on: "young people with health problems"."""
    end = _goes_on(group.last, sentence, tools)
    while end and (more := _goes_on(end, sentence, tools)):
        end = more
    if not end or group.role == "intermediaries":
        return group
    wider = "" if group.new else " ".join(t.code for t in group.things)
    return _named(group.first, end, sentence, group.role, wider)


def _apart(groups: list[Named]) -> Iterator[Named]:
    end = 0
    for group in groups:
        if group.first >= end:
            end = group.last
            yield group


def _is_meant(group: Named, sentence: Sentence, said: Wording, tools: Tools, regions: Sequence[Span]) -> bool:
    """Tell whom something is for from whom others only work with, and from who only works with others."""
    start, end = (place - sentence.start for place in span_of(sentence, group.first, group.last))
    before, after = said.text[max(0, start - _NEAR) : start], said.text[end : end + _NEAR]
    wordings = tools.rules.wordings
    if wordings["among_before"].search(before):
        return False
    if group.role != "intermediaries":
        return True
    listed = any(first <= start < last for first, last in regions)
    if listed and tools.phrases.is_organisation(sentence.words[group.last - 1]):
        # Who may apply is no target group.
        listed = bool(wordings["announces_groups"].search(said.text))
    return listed or bool(wordings["raised_before"].search(before) or wordings["raised_after"].match(after))
