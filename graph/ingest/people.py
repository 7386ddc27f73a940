"""People: the groups that a sentence names, by their whole names: known by a label, or new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.ingest.claims import Thing, candidate
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, spelled
from graph.ingest.phrases import Phrase, case_of, lemma

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
    """Find the labels of the vocabulary's groups in a sentence."""
    for mention, things in tools.named("groups", ("TargetGroup",), sentence):
        role = tools.vocabulary.concepts[things[0].code].fact("groupRole").removeprefix("kyt:role-")
        yield Named(mention.first, mention.last, tuple(things), role or "participants")


def people_in(sentence: Sentence, tools: Tools) -> list[Named]:
    """Find the groups that a sentence names, each by its whole name; none lies within another's name."""
    return sentence.once("people", lambda _: _apart(_every(sentence, tools)))


def _every(sentence: Sentence, tools: Tools) -> Iterator[Named]:
    known = list(known_groups(sentence, tools))
    taken = {i for m in tools.mentions("groups", sentence) for i in range(m.first, m.last)}
    for group in known:
        head = _head(group, sentence, tools)
        if any(tools.phrases.is_finite(w) for w in sentence.words[group.first + 1 : group.last]):
            yield group
        elif head is not None:
            yield _whole(head, known, sentence, tools)
            taken.add(head)
    for i in range(len(sentence.words)):
        if i not in taken and _names_new(i, sentence, tools):
            group = _whole(i, known, sentence, tools)
            if group.role:
                yield group


def _apart(named: Iterator[Named]) -> list[Named]:
    """Leave out what lies within a longer name."""
    kept: list[Named] = []
    for group in sorted(named, key=lambda g: (g.first, -g.last)):
        if not kept or group.last > kept[-1].last:
            kept.append(group)
    return kept


def _head(group: Named, sentence: Sentence, tools: Tools) -> int | None:
    """Return the head of the name that a label stands in, or None where the label only qualifies a thing."""
    words, phrases = sentence.words, tools.phrases
    head = group.last - 1
    plural = any(w.text.endswith("t") and not w.open for w in words[group.first : group.last])
    while head > group.first and plural and case_of(words[head]) <= tools.rules.words["places"]:
        head -= 1
    if head < group.last - 1:
        return head
    if _qualifies_thing(head, sentence, tools):
        return None
    while _carries_on(head, sentence, tools):
        if not phrases.names_people(words[head + 1]) and not phrases.is_generic(words[head + 1]):
            genitive = "gen" in case_of(words[head]) & case_of(words[head + 1])
            return head if genitive or not phrases.is_quality(words[head]) else None
        head += 1
    return head


def _carries_on(i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell whether a word can belong to the next one: they agree in case and number."""
    words = sentence.words
    if i + 1 >= len(words) or words[i + 1].is_mark or tools.phrases.bound(words, i + 1):
        return False
    plural = tools.phrases.is_plural(words[i]) == tools.phrases.is_plural(words[i + 1])
    return plural and bool(case_of(words[i]) & case_of(words[i + 1]))


def _qualifies_thing(i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell the first of two adjectives of a thing ("viittomakielisiä ja selkokielisiä aineistoja")."""
    words, phrases = sentence.words, tools.phrases
    if i + 3 >= len(words) or not phrases.is_quality(words[i]):
        return False
    joins = words[i + 1].text == "," or words[i + 1].text.casefold() in tools.rules.words["conjunctions"]
    other, thing = words[i + 2], words[i + 3]
    same = case_of(words[i]) & case_of(other) - {"gen"} and _carries_on(i + 2, sentence, tools)
    people = phrases.names_people(other) or phrases.names_people(thing) or phrases.is_generic(thing)
    return joins and bool(same) and phrases.is_quality(other) and not people


def _names_new(i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell a word that names people no label knows: a plural noun, or a participle with what it governs."""
    word, phrases = sentence.words[i], tools.phrases
    if word.is_mark or word.open or not phrases.is_plural(word) or phrases.bound(sentence.words, i):
        return False
    if phrases.is_quality(word):
        if phrases.is_cue(word) or _carries_on(i, sentence, tools) or _qualifies_thing(i, sentence, tools):
            return False
        return case_of(word) <= _MEANT and tools.extents.start(sentence.words, i) < i
    if phrases.is_generic(word):
        return tools.extents.start(sentence.words, i) < i
    return phrases.names_people(word)


def _whole(head: int, known: list[Named], sentence: Sentence, tools: Tools) -> Named:
    """Return the group whose name has this head: a known one if a label is its whole name, else a new one."""
    words, phrases = sentence.words, tools.phrases
    label = next((g for g in known if g.first <= head < g.last), None)
    first = tools.extents.start(words, head, label.first if label else head)
    if label is None and phrases.is_generic(words[head]):
        label = next((g for g in known if g.last == head), None)
    if label and first >= label.first:
        return replace(label, last=max(label.last, head + 1))
    spoken = words[first : head + 1]
    role = phrases.role(spoken)
    if label and role != "intermediaries":
        role = label.role
    if not role and phrases.verbs.is_participle(words[head]):
        role = "participants"
    wider = {t.code: t for t in (label.things if label else ())}
    wider |= {t.code: t for t in _wider(first, head, known, sentence, tools)}
    last = max(head + 1, label.last if label else 0)
    return Named(first, last, (_new(spoken, tuple(wider.values())),), role, new=True)


def _wider(first: int, head: int, known: list[Named], sentence: Sentence, tools: Tools) -> Iterator[Thing]:
    """Yield the groups named inside a name that hold all whom it names: they agree with its head."""
    wanted = case_of(sentence.words[head])
    for group in known:
        last = sentence.words[group.last - 1]
        same = case_of(last) & (wanted if tools.phrases.is_quality(last) else wanted - {"gen"})
        if first <= group.first and group.last <= head and same:
            yield from group.things


def _new(words: tuple[Word, ...], wider: tuple[Thing, ...]) -> Thing:
    identity = " ".join(lemma(w) for w in words)
    values = {"proposedBroader": " ".join(t.code for t in wider)} if wider else {}
    return candidate("TargetGroup", spelled(words), identity=identity, values=values)


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
    unmeant = _NOT_OF_WORKERS if group.role == "intermediaries" else frozenset[str]()
    if not _case(words, tools) - unmeant & _MEANT:
        return False
    phrase = next((p for p in tools.phrases_of(sentence) if p.first < group.last <= p.last), None)
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
    found = [
        g
        for g in people_in(sentence, tools)
        if is_meant(g, sentence, tools, strict=True)
        and (not g.new or g.role != "intermediaries" or _listed(g.first, sentence, regions))
    ]
    members = (p for p in tools.phrases_of(sentence) if _listed(p.head, sentence, regions))
    found += [member for p in members if (member := _member(p, sentence, tools))]
    workers = (g for g in people_in(sentence, tools) if g not in found)
    found += [t for g in workers if (t := _trained(g, sentence, tools))]
    return sorted((replace(g, role=role_of(g, sentence, tools)) for g in found), key=lambda g: g.first)


def _listed(at: int, sentence: Sentence, regions: list[tuple[int, int]]) -> bool:
    place = sentence.words[at].start - sentence.start
    return any(start <= place < end for start, end in regions)


def _member(phrase: Phrase, sentence: Sentence, tools: Tools) -> Named | None:
    """Return the new group that a member of a list names, or None where it is none or no stranger."""
    head = phrase.head
    named = people_in(sentence, tools)
    if phrase.aside or not phrase.plural or not phrase.cases & _LISTED:
        return None
    if any(g.first <= head < g.last for g in named) or tools.phrases.is_thing(sentence.words[head]):
        return None
    group = _whole(head, list(known_groups(sentence, tools)), sentence, tools)
    generic = tools.phrases.is_generic(sentence.words[head]) and not group.role
    return None if generic else replace(group, role=group.role or "participants")


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
