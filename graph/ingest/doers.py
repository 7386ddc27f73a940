"""Doers: people of whom a report tells what they did in a project, and how many of some took part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.ingest.clauses import Clause
from graph.ingest.doings import Doings
from graph.ingest.each import is_number
from graph.ingest.employers import TEACHING
from graph.ingest.naming import Named
from graph.ingest.paper import Tools
from graph.ingest.participles import with_participles
from graph.ingest.passages import Sentence, Word, has_lemma
from graph.ingest.phrases import case_of, lemma

Words = tuple[Word, ...]
_MANY = ("vat", "vät", "neet")
_PASSIVE = ("tiin", "tu", "ty", "taan", "tään")
#: Verbs by which nobody does anything: what people are, say or think.
_NO_DEEDS = with_participles(
    "olla kertoa sanoa todeta arvioida kokea toivoa pitää katsoa kritisoida vaihtua jäädä puuttua"
)
#: What is done with a thing that was made by those who take it over.
_TAKING_OVER = with_participles(
    "ottaa hyödyntää jatkaa vakinaistaa omaksua hankkia ostaa rahoittaa palkata ladata käyttää"
)
#: What those do of whom only some are told to have gone.
_LEAVING = with_participles("olla vetäytyä keskeyttää lopettaa jäädä luopua kieltäytyä erota")
#: Who speaks for others in meetings, and who only works with a project.
_PARTNERS = ("edustaja", "kumppani", "toteuttaja", "järjestäjä")
_EACH_OTHER = frozenset({"toinen"})
_RELATIVE = "jo"
_AMONG = frozenset({"joukosta", "keskuudesta"})


def doers(
    people: Sequence[Named], sentence: Sentence, clauses: Sequence[Clause], doings: Doings, tools: Tools
) -> Iterator[Named]:
    """Yield the people that are the subjects of what was done, in a sentence on a project."""
    words = sentence.words
    for first, last, start, main in clauses:
        if not _tells_deed(words, (start, main), doings):
            continue
        over = not words[main].lemmas.isdisjoint(_TAKING_OVER)
        for group in people:
            if not first <= group.last - 1 < last:
                continue
            many = words[start].text.endswith(_MANY) and _is_subject(group, sentence, tools)
            if many or (not over and _is_counted_subject(group, words, (first, start, main))):
                trains = many and _trains(words[first:last], words[main], doings)
                yield replace(group, role="intermediaries") if trains else group


def among(
    people: Sequence[Named], sentence: Sentence, clauses: Sequence[Clause], doings: Doings, tools: Tools
) -> Iterator[Named]:
    """Yield those of whom some took part, as many as a number alone tells ("opettajista 212 kävi kurssin").

    After a first clause only the number is told ("neuvojista osallistui 190 ja opettajien joukosta 76").
    """
    words = sentence.words
    told = False
    for first, last, start, main in clauses:
        past = (doings.is_past(words, (start, main)) and words[main].lemmas.isdisjoint(_LEAVING)) or told
        counts = [i for i in range(first, last) if is_number(words[i]) and _stands_alone(words, i, tools)]
        for group in people:
            at = group.last - 1
            if tools.phrases.is_organisation(words[at]):
                continue
            elative = case_of(words[at]) == {"ela"} and group.last < len(words)
            joined = "gen" in case_of(words[at]) and any(
                w.text in _AMONG for w in words[group.last : group.last + 1]
            )
            near = [i for i in counts if i >= group.last]
            if past and first <= at < last and (elative or joined) and near:
                told = True
                yield group


def _trains(around: Words, verb: Word, doings: Doings) -> bool:
    """Tell a clause on who taught others ("valmennusta antoivat yrittäjät"), not on who taught each other."""
    taught = any("par" in case_of(w) and lemma(w).endswith(TEACHING) for w in around)
    return taught and "giving_verbs" in doings.of(verb) and not has_lemma(around, _EACH_OTHER)


def _tells_deed(words: Words, verb: tuple[int, int], doings: Doings) -> bool:
    main = words[verb[1]]
    if main.text.endswith(_PASSIVE) or not main.lemmas.isdisjoint(_NO_DEEDS):
        return False
    return doings.is_past(words, verb)


def _is_subject(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell people in the nominative plural; a bare word that opens a sentence takes up those named before."""
    head = sentence.words[group.last - 1]
    if tools.phrases.is_organisation(head) or group.last == 1 or lemma(head).endswith(_PARTNERS):
        return False
    return case_of(head) == {"nom"} and tools.phrases.is_plural(head)


def _is_counted_subject(group: Named, words: Words, clause: tuple[int, int, int]) -> bool:
    """Tell the counted subject of a clause or a relative clause ("jonka 58 työnantajaa allekirjoitti")."""
    first, start, _ = clause
    at = group.first - 1
    while at > first and words[at].text.endswith(("a", "ä")) and not is_number(words[at]):
        at -= 1
    if at < first or not is_number(words[at]) or not words[group.last - 1].text.endswith(("a", "ä")):
        return False
    before = [w for w in words[first:at] if not w.is_mark and not is_number(w)]
    if group.last <= start:
        return all(w.text.startswith(_RELATIVE) or "nom" not in case_of(w) for w in before)
    # After the verb, the subject's verb has its object before it ("jota testasi 37 yritystä").
    return bool(before) and any(w.text in ("jota", "joita", "jonka") for w in before)


def _stands_alone(words: Words, i: int, tools: Tools) -> bool:
    """Tell a number after which nothing is counted: a verb, a mark or a conjunction follows."""
    return i + 1 == len(words) or bool(tools.phrases.bound(words, i + 1))
