"""Served workers: whom a report names as workers, where its projects were for those workers themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.ingest.claims import Thing
from graph.ingest.groups import said_role
from graph.ingest.naming import Named
from graph.ingest.paper import Tools, span_of
from graph.ingest.passages import Passage, Sentence, Word
from graph.ingest.phrases import case_of, lemma
from graph.ingest.wording import Wording
from graph.value import value

#: So many workers a report names at least, and so many times as many as others, that was for them.
_SEVERAL = 6
_TIMES = 4
#: Who may be those workers, by names that say nothing of it.
_PERHAPS = frozenset({"vastavalmistunut", "osallistuja"})


@value(frozen=True, slots=True)
class Told:
    """A group that a sentence tells that a subject works for or with, and the rule that found it."""

    rule: str
    subject: Thing
    group: Named
    passage: Passage
    sentence: Sentence
    said: Wording


def in_their_roles(told: Sequence[Told], tools: Tools) -> Iterator[Told]:
    """Iterate over the groups of a report; where hardly anybody else takes part, its workers do so.

    Those who only stand between workers and others keep their role, and leaders do unless it was for them.
    """
    workers = [t for t in told if _is_affirmed(t) and _is_worker(t, tools)]
    served = [t for t in told if _is_affirmed(t) and _is_served(t, tools)]
    if len(workers) < _SEVERAL or _TIMES * len(served) > len(workers):
        yield from told
        return
    aim = tools.rules.wordings["aim_told"]
    aimed = [t for t in workers if aim.search(t.passage.text_of(t.sentence))]
    between = tools.rules.ends["go_betweens"]
    if not any(lemma(_head(t)).endswith(tools.rules.ends["leaders"]) for t in aimed):
        between += tools.rules.ends["leaders"]
    for one in told:
        elsewhere = one.passage.section == "regional"
        apart = elsewhere or not _is_worker(one, tools) or _role(one) != "intermediaries"
        stays = apart or lemma(_head(one)).endswith(between) or _is_of_projects(one) or _is_made(one, tools)
        yield one if stays else replace(one, group=replace(one.group, role="participants"))


def _head(told: Told) -> Word:
    return told.sentence.words[told.group.last - 1]


def _role(told: Told) -> str:
    return said_role(told.group, told.sentence, told.said)


def _is_affirmed(told: Told) -> bool:
    start, end = span_of(told.sentence, told.group.first, told.group.last)
    return told.said.stance(start - told.sentence.start, end - told.sentence.start) == "affirmed"


def _is_worker(told: Told, tools: Tools) -> bool:
    head, kinds = _head(told), tools.phrases
    worker = told.group.role == "intermediaries" or kinds.role((head,)) == "intermediaries"
    return worker and not kinds.is_organisation(head)


def _is_served(told: Told, tools: Tools) -> bool:
    """Tell people who are surely no workers ("työssään olevat", members of teams and graduates may be)."""
    words, head = told.sentence.words[told.group.first : told.group.last], _head(told)
    working = any(lemma(w) == "työ" and case_of(w) == {"ine"} for w in words)
    perhaps = working or tools.phrases.is_either(head) or head.lemmas & _PERHAPS
    return _role(told) == "participants" and not perhaps and not _is_worker(told, tools)


def _is_of_projects(told: Told) -> bool:
    """Tell those who carry out projects ("alueellisten hankkeiden työntekijät")."""
    words = told.sentence.words[told.group.first : told.group.last]
    return any(lemma(w).endswith(("hanke", "projekti")) for w in words[:-1])


def _is_made(told: Told, tools: Tools) -> bool:
    """Tell workers who are made to teach others ("mentoreiksi perehdytettiin kokeneita hoitajia")."""
    into = [w for w in told.sentence.words if case_of(w) == {"tra"} and tools.phrases.is_plural(w)]
    return any(lemma(w).endswith(tools.rules.ends["go_betweens"]) for w in into)
