"""Part roles: in which role a theme's sub-themes and prose name those whom they mean."""

from __future__ import annotations

from dataclasses import replace

from graph.ingest.company import may_be_either
from graph.ingest.gathered import is_met_by_workers, is_taught
from graph.ingest.naming import Named
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence
from graph.ingest.people import role_of
from graph.ingest.phrases import case_of, lemma
from graph.ingest.staff import Told, is_person, is_served
from graph.ingest.wording import Wording

#: Cases of those who do something, or get something to do it with.
_HELPING = frozenset({"nom", "all"})
_GIVEN = frozenset({"all"})
_STAFF = frozenset({"työntekijä", "henkilöstö", "henkilökunta"})


def as_told(group: Named, sentence: Sentence, told: Told, tools: Tools) -> Named:
    """Return a group in the role in which its head was named before; none is indirect for all times.

    In a theme for workers they take part, and those whom they serve only gain.
    """
    head = sentence.words[group.last - 1]
    role = told.role(lemma(head))
    if role in ("participants", "intermediaries") or (role and told.of_workers):
        return replace(group, role=role)
    worker = group.role == "intermediaries" and is_person(head, tools)
    served = told.of_workers and worker and is_served(head, told, tools)
    return replace(group, role="participants") if served else group


def role_in_part(group: Named, sentence: Sentence, said: Wording, tools: Tools, told: Told) -> str:
    """Return the role of those who are meant."""
    if told.of_workers and group.role == told.role(lemma(sentence.words[group.last - 1])) == "indirect":
        return group.role
    if _is_kin_of_those_served(group, sentence, tools, told):
        return "indirect"
    if _is_kin_served(group, sentence, tools, told):
        return "participants"
    if _is_staff_taught(group, sentence, tools, told):
        return "intermediaries"
    if told.of_workers and group.role == "participants" and is_met_by_workers(group, sentence, tools):
        return "indirect"
    dealing = may_be_either(group, sentence, tools) and _learns_of_clients(group, sentence, said, tools)
    return "intermediaries" if dealing else role_of(group, sentence, tools)


def _is_kin_of_those_served(group: Named, sentence: Sentence, tools: Tools, told: Told) -> bool:
    """Tell relatives by a bare word where the theme said of such that they only benefit in the end."""
    kin = tools.rules.words["kin"]
    head = lemma(sentence.words[group.last - 1])
    bare = group.last - group.first == 1 and head in kin and told.roles.get(head) in (None, "indirect")
    return bare and any(role == "indirect" and other in kin for other, role in told.roles.items())


def _is_kin_served(group: Named, sentence: Sentence, tools: Tools, told: Told) -> bool:
    """Tell relatives to whom something is given themselves ("kurssi heille ja läheisilleen")."""
    head = sentence.words[group.last - 1]
    given = case_of(head) == _GIVEN and tools.phrases.is_relational(head)
    return given and told.role(lemma(head)) != "indirect" and not told.of_workers


def _is_staff_taught(group: Named, sentence: Sentence, tools: Tools, told: Told) -> bool:
    """Tell the staff of some place who are taught, where a theme is not for workers."""
    words = sentence.words
    staff = not words[group.last - 1].lemmas.isdisjoint(_STAFF) and group.last - group.first > 1
    if told.of_workers or not staff or "gen" not in case_of(words[group.last - 2]):
        return False
    served = lemma(words[group.last - 2]).endswith(tools.rules.ends["service_places"])
    return served and is_taught(group, sentence, tools)


def _learns_of_clients(group: Named, sentence: Sentence, said: Wording, tools: Tools) -> bool:
    """Tell those who are given training on how to meet, help or employ others."""
    given = case_of(sentence.words[group.last - 1]) <= _HELPING
    return given and bool(tools.rules.wordings["about_clients"].search(said.text))
