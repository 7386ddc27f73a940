"""People: the groups that a sentence names, known by a label or new by their place in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.ingest.claims import Thing, candidate
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, spelled
from graph.ingest.phrases import Phrase, case_of, lemma

_ADJECTIVE = re.compile(r"(?:inen|ton|tön|vä|va|nut|nyt)$")
_LISTED = frozenset({"nom", "par", "ill", "all"})
_MEANT = frozenset({"nom", "gen", "par", "ill", "all", "ade"})
_NOT_OF_WORKERS = frozenset({"ade", "gen"})


@dataclass(frozen=True, slots=True)
class Named:
    """A group that a sentence names: words ``first:last``, and the role its kind of people usually has."""

    first: int
    last: int
    things: tuple[Thing, ...]
    role: str
    new: bool = False


def known_groups(sentence: Sentence, tools: Tools) -> Iterator[Named]:
    """Find the groups of the vocabulary that a sentence names."""
    for mention, things in tools.named("groups", ("TargetGroup",), sentence):
        role = tools.vocabulary.concepts[things[0].code].fact("groupRole").removeprefix("kyt:role-")
        yield Named(mention.first, mention.last, tuple(things), role or "participants")


def people_in(sentence: Sentence, tools: Tools) -> list[Named]:
    """Find the groups of a sentence outside lists: known ones, wider names around them, and new people."""
    named = [_widened(g, sentence, tools) for g in known_groups(sentence, tools)]
    linked = {i for m in tools.mentions("groups", sentence) for i in range(m.first, m.last)}
    linked |= {i for g in named for i in range(g.first, g.last)}
    for phrase in tools.phrases_of(sentence):
        for i in range(phrase.first, phrase.last):
            group = _person(phrase, i, linked, sentence, tools)
            if group:
                named.append(group)
    return sorted(named, key=lambda g: g.first)


def _person(phrase: Phrase, i: int, linked: set[int], sentence: Sentence, tools: Tools) -> Named | None:
    """Return the people that a word of a phrase names, unless it qualifies those after it."""
    word = sentence.words[i]
    if i in linked or not tools.phrases.names_people(word) or not tools.phrases.is_plural(word):
        return None
    if i + 1 < phrase.last and _ADJECTIVE.search(lemma(word)):
        return None
    first = tools.phrases.start_of(replace(phrase, head=i, last=i + 1), sentence.words)
    words = sentence.words[first : i + 1]
    if not linked.isdisjoint(range(first, i)) or tools.phrases.role(words) != "participants":
        return None
    return Named(first, i + 1, (_new(words, ()),), "participants", new=True)


def _widened(group: Named, sentence: Sentence, tools: Tools) -> Named:
    """Return the group that a known one only qualifies: "ikääntyneiden metsureiden" are not all the aged."""
    phrase = next((p for p in tools.phrases_of(sentence) if p.first <= group.first < p.last), None)
    if phrase is None or group.last >= phrase.last or group.role == "intermediaries":
        return group
    word, following = sentence.words[group.last - 1], sentence.words[group.last]
    agrees = case_of(word) & case_of(following) - {"nom"}
    qualifies = tools.phrases.is_adjective(word) or word.text.endswith(("iden", "ille", "isiin"))
    people = tools.phrases.role((following,)) == "participants"
    if not (agrees and qualifies and people and tools.phrases.is_plural(following)):
        return group
    words = sentence.words[group.first : group.last + 1]
    return Named(group.first, group.last + 1, (_new(words, group.things),), group.role, new=True)


def role_of(group: Named, sentence: Sentence, tools: Tools) -> str:
    """Return a group's role in a list of target groups: only relatives are reached through another group."""
    word = sentence.words[group.last - 1]
    relational = tools.phrases.is_relational(word)
    return "participants" if group.role == "indirect" and not relational else group.role


def is_meant(group: Named, sentence: Sentence, tools: Tools, *, strict: bool = False) -> bool:
    """Tell a group that is meant from a place ("kunnissa") and from whom another group works with.

    In a ``strict`` place, such as a list of target groups, what a relative clause names is not meant either.
    """
    words = sentence.words[group.first : group.last]
    if any(tools.phrases.is_finite(w) for w in words[1:]):
        return True
    if (
        not _case(words, tools) - (_NOT_OF_WORKERS if group.role == "intermediaries" else frozenset())
        & _MEANT
    ):
        return False
    phrase = next((p for p in tools.phrases_of(sentence) if p.first <= group.first < p.last), None)
    if phrase is None:
        return True
    if strict and phrase.aside:
        return False
    after = sentence.words[group.last : group.last + 2]
    if tools.rules.wordings["among"].match(" ".join(w.text for w in after)):
        return False
    following = (w for w in sentence.words[group.last : phrase.last] if not tools.phrases.is_adjective(w))
    modified = next(following, None)
    return modified is None or not tools.phrases.names_people(modified)


def _case(words: tuple[Word, ...], tools: Tools) -> frozenset[str]:
    """Return the cases of a mention's head, which places may follow ("ammattilaiset kunnissa")."""
    found = [case_of(w) for w in words if not w.is_mark]
    plural = any(w.text.endswith("t") and not w.open for w in words)
    while len(found) > 1 and found[-1] <= tools.rules.words["places"] and plural:
        found.pop()
    return found[-1]


def listed_groups(sentence: Sentence, tools: Tools, regions: list[tuple[int, int]]) -> list[Named]:
    """Find the groups of a sentence of a target-group section.

    In the ``regions`` of the sentence's text that list target groups, every plural noun phrase is one unless
    its head is no possible group; elsewhere only what a label knows or whose head is people.
    """
    known = [g for g in known_groups(sentence, tools) if is_meant(g, sentence, tools, strict=True)]
    linked = {i for m in tools.mentions("groups", sentence) for i in range(m.first, m.last)}
    found: list[Named] = []
    for phrase in tools.phrases_of(sentence):
        inside = [g for g in known if phrase.first <= g.first and g.last <= phrase.last]
        at = sentence.words[phrase.first].start - sentence.start
        listed = any(start <= at < end for start, end in regions)
        new = _member(phrase, inside, sentence, tools, listed=listed)
        if new and (inside or phrase.head not in linked):
            known = [g for g in known if g not in inside]
            found.append(new)
    workers = [*known_groups(sentence, tools), *_unknown_workers(sentence, tools, linked)]
    trained = [t for g in workers if (t := _trained(g, sentence, tools))]
    every = [*known, *found, *(t for t in trained if t not in known)]
    return sorted((replace(g, role=role_of(g, sentence, tools)) for g in every), key=lambda g: g.first)


def _member(
    phrase: Phrase, inside: list[Named], sentence: Sentence, tools: Tools, *, listed: bool
) -> Named | None:
    """Return the new group that a phrase names, or None where it names none or exactly a known one."""
    if phrase.aside or not phrase.plural or not phrase.cases & _LISTED:
        return None
    first = tools.phrases.start_of(phrase, sentence.words)
    words = sentence.words[first : phrase.head + 1]
    covering = [g for g in inside if g.last - 1 >= phrase.head]
    role = covering[0].role if covering else tools.phrases.role(words) or (inside[-1].role if inside else "")
    if not role and listed and not tools.phrases.is_thing(words[-1]):
        role = "participants"
    if not role or (not listed and (inside or role != "participants")):
        return None
    if inside and (inside[0].first <= first or (len(inside) > 1 and inside[-1].last - 1 < phrase.head)):
        covered = inside[-1].last - 1 >= phrase.head or tools.phrases.is_generic(words[-1])
        if covered and len(inside) == 1:
            return None
    wider = tuple(t for g in known_groups(sentence, tools) if _widens(g, phrase, sentence) for t in g.things)
    return Named(first, phrase.head + 1, (_new(words, wider),), role, new=True)


def _widens(group: Named, phrase: Phrase, sentence: Sentence) -> bool:
    """Tell whether a group named inside a phrase holds all whom the phrase names: it agrees with the head."""
    word = sentence.words[group.last - 1]
    inside = phrase.first <= group.first and group.last - 1 <= phrase.head
    return inside and bool(case_of(word) & phrase.cases - {"gen"})


def _unknown_workers(sentence: Sentence, tools: Tools, linked: set[int]) -> Iterator[Named]:
    """Find genitives of professionals that no label knows, also before the noun that ends the phrase."""
    for phrase in tools.phrases_of(sentence):
        for head in (phrase.head, phrase.head - 1):
            word = sentence.words[head]
            if head < phrase.first or head in linked or "gen" not in case_of(word):
                continue
            first = tools.phrases.start_of(replace(phrase, head=head), sentence.words)
            words = sentence.words[first : head + 1]
            if tools.phrases.role(words) == "intermediaries":
                yield Named(first, head + 1, (_new(words, ()),), "intermediaries", new=True)
            break


def _trained(group: Named, sentence: Sentence, tools: Tools) -> Named | None:
    """Return a group of workers in a list of whose skills are raised ("ohjaajien ja neuvojien osaamista")."""
    if group.role != "intermediaries" or not is_meant(replace(group, role=""), sentence, tools, strict=True):
        return None
    for word in sentence.words[group.last :]:
        genitive = "gen" in case_of(word)
        if word.is_mark or genitive or not tools.phrases.is_nominal(word):
            continue
        return group if tools.rules.wordings["raised_noun"].match(word.text) else None
    return None


def _new(words: tuple[Word, ...], wider: tuple[Thing, ...]) -> Thing:
    label = spelled(words)
    identity = " ".join(lemma(w) for w in words)
    values = {"proposedBroader": " ".join(t.code for t in wider)} if wider else {}
    return candidate("TargetGroup", label, identity=identity, values=values)
