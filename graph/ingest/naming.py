"""Naming: the groups that a sentence names, by their whole names: known by a label, or new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.ingest.claims import Thing, candidate
from graph.ingest.clauses import is_clause
from graph.ingest.each import is_one_of_many, is_typical
from graph.ingest.meetings import is_formed
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, after_hyphen
from graph.ingest.phrases import OWN, case_of, lemma
from graph.ingest.plurals import draft_label
from graph.ingest.receivers import is_receiver
from graph.value import value

#: Cases in which a sentence can mean the people it names, and not a place.
MEANT = frozenset({"nom", "gen", "par", "ill", "all", "ade"})
#: Also those of whom a group is made ("kohderyhmä muodostuu metsureista"), or on whom attention is.
_NAMED = MEANT | {"ela", "ine"}
_MOST_IN_CLAUSE = 26
_MOST_BETWEEN = 7
#: What takes up those named before.
_THESE = frozenset(
    {"nämä", "näiden", "näitä", "näille", "näihin", "näillä", "näistä", "tällaisia", "tällaiset"}
)
#: What points at those whom a relative clause after them tells.
_POINTING = frozenset({"ne", "niitä", "niille", "niihin", "niiden"})


@value(frozen=True, slots=True)
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
    named = (g for g in _every(sentence, tools) if not _takes_up(g, sentence))
    return sentence.once("people", lambda _: apart(named))


def _every(sentence: Sentence, tools: Tools) -> Iterator[Named]:
    known = [g for g in known_groups(sentence, tools) if not _is_in_title(g.last - 1, sentence)]
    taken = {i for m in tools.mentions("groups", sentence) for i in range(m.first, m.last)}
    for group in known:
        head = _head(group, sentence, tools)
        if is_clause(sentence.words[group.first : group.last], tools):
            yield group
        elif head is not None and not _is_verb(head, sentence, tools):
            named = whole_name(head, known, sentence, tools)
            # Words around a label that name nobody by themselves leave it its role.
            yield named if named.role else replace(named, role=group.role)
            taken.add(head)
    for i in range(len(sentence.words)):
        if i not in taken and _names_new(i, sentence, tools) and not _is_in_title(i, sentence):
            group = whole_name(i, known, sentence, tools)
            if group.role or is_receiver(i, sentence, tools):
                yield group if group.role else replace(group, role="participants")


def _is_verb(i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell the verb that a label's participle is here ("Tukea tarvitsevat usein isät"), and an infinitive."""
    word = sentence.words[i]
    if word.text.endswith(("ua", "yä")) and word.lemmas == {word.text}:
        return True
    verb = word.text.endswith(("vat", "vät"))
    return verb and tools.phrases.bound(sentence.words, i) == "verb"


def apart(named: Iterable[Named]) -> list[Named]:
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
    of_things = lemma(words[head]).endswith(tools.rules.ends["of_people_and_things"])
    if of_things and (at := _qualified(head, sentence, tools)) and not _is_person(words[at], tools):
        return None
    while _carries_on(head, sentence, tools):
        if not _is_person(words[head + 1], tools):
            genitive = "gen" in case_of(words[head]) & case_of(words[head + 1])
            return head if genitive or not phrases.is_quality(words[head]) else None
        head += 1
    return head


def _is_person(word: Word, tools: Tools) -> bool:
    return tools.phrases.names_people(word) or tools.phrases.is_generic(word)


def _is_served(word: Word, tools: Tools) -> bool:
    return tools.phrases.role((word,)) == "participants" or tools.phrases.is_generic(word)


def _is_adjective(word: Word, tools: Tools) -> bool:
    """Tell an adjective or participle from a noun that looks like one ("viranomainen")."""
    return tools.phrases.is_quality(word) and not lemma(word).endswith(tools.rules.ends["nouns_in_inen"])


def _carries_on(i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell whether a word can belong to the next one: they agree in case and number."""
    words = sentence.words
    if i + 1 >= len(words) or words[i + 1].is_mark or tools.phrases.bound(words, i + 1):
        return False
    several = tools.phrases.is_plural(words[i + 1]) or words[i + 1].text.endswith(OWN)
    return tools.phrases.is_plural(words[i]) == several and bool(case_of(words[i]) & case_of(words[i + 1]))


def _leads_on(i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell a plural that qualifies a list of singulars ("vireillä olleet yhteinen malli ja opas")."""
    following = sentence.words[i + 1] if i + 1 < len(sentence.words) else None
    if following is None or following.is_mark or tools.phrases.bound(sentence.words, i + 1):
        return False
    one = case_of(following) == {"nom"} == case_of(sentence.words[i]) and not tools.phrases.is_plural(
        following
    )
    return one and following.text.endswith("nen") and tools.phrases.is_quality(following)


def _qualified(i: int, sentence: Sentence, tools: Tools) -> int | None:
    """Return the noun that an adjective or participle qualifies with others between them, or None.

    So "viittomakielisiä" in "viittomakielisiä ja selkokielisiä aineistoja".
    """
    words, phrases = sentence.words, tools.phrases
    if not _is_adjective(words[i], tools):
        return None
    others = False
    for at in range(i + 1, min(i + _MOST_BETWEEN, len(words))):
        word = words[at]
        if word.text in (",", "/") or word.text.casefold() in tools.rules.words["conjunctions"]:
            continue
        if word.is_mark or phrases.bound(words, at):
            return None
        agrees = phrases.is_plural(word) == phrases.is_plural(words[i]) and case_of(words[i]) & case_of(word)
        if agrees and not phrases.is_quality(word):
            return at if others else None
        if not agrees and not phrases.is_quality(word) and "gen" in case_of(words[i]):
            # Theirs is this noun: "työttömien työllistymistä uusien palvelujen avulla".
            return None
        # Between a participle and its noun, its owners may stand: "esillä olleet nuorten pajojen mallit".
        owner = at == i + 1 and "gen" in case_of(word) and phrases.verbs.is_participle(words[i])
        others = others or bool(agrees) or owner
    return None


def _names_new(i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell a word that names people no label knows: a plural noun, or a participle with what it governs."""
    word, phrases = sentence.words[i], tools.phrases
    if stands_for(i, sentence, tools):
        return True
    if word.is_mark or word.open:
        return False
    several = phrases.is_many(word) or is_one_of_many(i, sentence, tools) or is_typical(i, sentence, tools)
    if not several or phrases.bound(sentence.words, i):
        return False
    if _is_adjective(word, tools):
        people, participle = phrases.names_people(word), phrases.verbs.is_participle(word)
        receiver = not people and is_receiver(i, sentence, tools)
        stands = people or participle or receiver or lemma(word).endswith(("ton", "tön"))
        qualifies = _carries_on(i, sentence, tools) or _leads_on(i, sentence, tools)
        if not stands or phrases.is_thing(word) or qualifies:
            return False
        if phrases.is_cue(word) and not phrases.role(sentence.words[max(0, i - 1) : i + 1]):
            return False
        at = _qualified(i, sentence, tools)
        if at and not _is_served(sentence.words[at], tools):
            return False
        attributes = tools.extents.start(sentence.words, i) < i
        alone = attributes or receiver
        return case_of(word) <= _NAMED and (people or alone)
    if phrases.is_generic(word):
        return _tells_which(i, sentence, tools)
    told = i > 0 and not phrases.bound(sentence.words, i - 1) and phrases.role(sentence.words[i - 1 : i + 1])
    people = phrases.names_people(word) or bool(told) or _is_worker(i, sentence, tools)
    return people or is_receiver(i, sentence, tools)


def _tells_which(i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell a word for anybody of whom more is said, and no group that is formed ("Oman ryhmänsä")."""
    first, word = tools.extents.start(sentence.words, i), sentence.words[i]
    formed = "ryhmä" in word.lemmas and (word.text.endswith(OWN) or is_formed(first, i, sentence, tools))
    return not formed and (first < i or bool(_clause_end(i, i, sentence, tools)))


def _takes_up(group: Named, sentence: Sentence) -> bool:
    """Tell those who are only named again ("näiden ammattilaisten osaamista")."""
    before = sentence.words[group.first - 1].text.casefold() if group.first else ""
    return before in _THESE and group.last - group.first == 1


def _is_in_title(i: int, sentence: Sentence) -> bool:
    """Tell the end of a name that a word after a space and a hyphen is called ("Opin tiet -ohjelma")."""
    following = sentence.words[i + 1 : i + 2]
    return bool(following) and after_hyphen(sentence.words[i], following[0])


def stands_for(i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell a pronoun whose relative clause says who is meant ("niille, jotka eivät halua asioida")."""
    if sentence.words[i].text not in tools.rules.words["standing_for"] or not _clause_end(
        i, i, sentence, tools
    ):
        return False
    following = {w.text for w in sentence.words[i + 2 : i + 4]}
    return "joiden" not in following or following.isdisjoint(tools.rules.words["through_whom"])


def _is_worker(i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell a word that names workers only by the genitive before it ("sosiaalityön tekijät")."""
    if i == 0 or "gen" not in case_of(sentence.words[i - 1]):
        return False
    said = " ".join(w.text for w in sentence.words[max(0, i - 2) : i + 1])
    return bool(tools.rules.wordings["professional"].search(said))


def whole_name(head: int, known: list[Named], sentence: Sentence, tools: Tools) -> Named:
    """Return the group whose name has this head: a known one if a label is its whole name, else a new one."""
    words, phrases = sentence.words, tools.phrases
    label = next((g for g in known if g.first <= head < g.last), None)
    apart = stands_for(head, sentence, tools)
    first = head if apart else tools.extents.start(words, head, label.first if label else head)
    if label is None and phrases.is_generic(words[head]):
        label = next((g for g in known if g.last == head), None)
    end = 0 if label and first < head else _clause_end(first, head, sentence, tools)
    if label and first >= label.first and not end:
        return replace(label, last=max(label.last, head + 1))
    spoken = words[first : end or head + 1]
    role = phrases.role(words[first : head + 1])
    if label and role != "intermediaries" and not phrases.is_served(words[first : head + 1]):
        role = label.role
    if not role and (end or phrases.is_quality(words[head])) and not phrases.is_cue(words[head]):
        role = "participants"
    wider = {t.code: t for t in (label.things if label else ())}
    wider |= {t.code: t for t in _wider(first, head, known, sentence, tools)}
    last = end or max(head + 1, label.last if label else 0)
    thing = new_thing(spoken, head - first, tuple(wider.values()), tools)
    return Named(first, last, (thing,), role, new=True)


def _clause_end(first: int, head: int, sentence: Sentence, tools: Tools) -> int:
    """Return the end of the relative clause that tells which people a bare word means, or 0.

    "Adults who have low skills" are not all adults; of a group with a name of its own it only tells more.
    """
    words, lists = sentence.words, tools.rules.words
    bare = words[head].lemmas & lists["bare_heads"]
    bare |= {words[head].text} & lists["standing_for"]
    # "Niille opiskelijoille, joilla ei ole asuntoa": the pronoun tells that a clause says which.
    pointed = first > 0 and words[first - 1].text.casefold() in _POINTING
    if not (pointed or (bare and first == head)) or head + 2 >= len(words) or words[head + 1].text != ",":
        return 0
    if words[head + 2].text.casefold() not in lists["restricting_relatives"]:
        return 0
    ends = (i for i in range(head + 3, len(words)) if words[i].is_mark and words[i].text not in '"”»')
    end = next(ends, len(words))
    return end if end - head <= _MOST_IN_CLAUSE else 0


def _wider(first: int, head: int, known: list[Named], sentence: Sentence, tools: Tools) -> Iterator[Thing]:
    """Yield the groups named inside a name that hold all whom it names: they agree with its head."""
    wanted = case_of(sentence.words[head])
    for group in known:
        last = sentence.words[group.last - 1]
        same = case_of(last) & (wanted if tools.phrases.is_quality(last) else wanted - {"gen"})
        if first <= group.first and group.last <= head and same:
            yield from group.things


def new_thing(words: tuple[Word, ...], head: int, wider: tuple[Thing, ...], tools: Tools) -> Thing:
    label = draft_label(words, head, tools.rules.words["plurals"])
    identity = " ".join(lemma(w) for w in words)
    values = {"proposedBroader": " ".join(t.code for t in wider)} if wider else {}
    return candidate("TargetGroup", label, identity=identity, values=values)
