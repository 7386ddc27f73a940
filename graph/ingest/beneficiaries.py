"""Beneficiaries: of the people that a sentence names, those for whom or through whom something is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.ingest.company import may_be_either
from graph.ingest.each import is_counted, is_typical
from graph.ingest.naming import Named, people_in
from graph.ingest.paper import Tools, span_of
from graph.ingest.passages import Sentence, has_lemma
from graph.ingest.people import is_anybody, is_meant, is_used, role_of, works_with
from graph.ingest.phrases import case_of, lemma
from graph.ingest.staff import Told, is_person, is_served
from graph.ingest.wording import Wording

_NEAR = 25
_FEW = 2
_NOTHING = Told()
#: Cases of those who do something, or get something to do it with.
_HELPING = frozenset({"nom", "all"})
_GIVEN = frozenset({"all"})
_WHERE = ("jossa", "joissa", "jolloin")
_FROM_AMONG = ("keskuudesta", "joukosta", "keskuudestaan")
_TRIED = re.compile(
    r"\b(?:kokeil|pilotoi|sovelle|harjoitel|testat|tehdään|käytetään)\w*(?![^.;]*\b(?:yhdessä|yhteistyö))"
)
#: Where another clause begins, which says nothing of those before it.
_NEXT_CLAUSE = re.compile(r",\s+(?:ja|mutta|vaan)\b")
#: What is done together with one service is done with a partner ("yhdessä työterveyshuollon kanssa").
_TOGETHER = frozenset({"yhdessä", "yhteistyössä"})
#: How many words a part's name has that is no sentence.
_SHORT = 4
_PROJECTS = ("hanke", "projekti")


def beneficiaries(
    sentence: Sentence,
    said: Wording,
    tools: Tools,
    *,
    addressed: bool = False,
    helped: bool = False,
    told: Told = _NOTHING,
) -> Iterator[Named]:
    """Keep those served, and of the intermediaries those whose skills or support the sentence is about.

    With ``addressed``, also those to whom something is given; with ``helped``, also those who do something.
    ``told`` is in which role people whose name has the same head were named before.
    """
    trained: Named | None = None
    for group in _in_list(people_in(sentence, tools), sentence, tools):
        group = _as_told(group, sentence, told, tools)
        if addressed and _is_what_about(group, sentence, tools):
            continue
        if is_anybody(group, sentence, tools) and not _is_one_meant(group, sentence, tools):
            continue
        joined = trained is not None and _joins(trained, group, sentence, tools)
        if joined and group.new:
            group = replace(group, role="intermediaries")
        if _is_beside(group, trained, sentence, tools) or (helped and _only_names(group, sentence)):
            continue
        if group.role == "intermediaries":
            place = (at - sentence.start for at in span_of(sentence, group.first, group.last))
            if (
                _is_trained(group, sentence, said, tools, addressed=addressed)
                or (helped and _helps(group, sentence, tools))
                or said.is_indirect(*place)
                or (joined and _alike(trained, group, sentence))
            ):
                trained = group
                yield group
        elif trained and _met(group, sentence, tools):
            yield replace(group, role="indirect")
        elif is_meant(group, sentence, tools) or (helped and _is_along(group, sentence, said, tools)):
            yield replace(group, role=_role(group, sentence, said, tools, told))


def _role(group: Named, sentence: Sentence, said: Wording, tools: Tools, told: Told) -> str:
    """Return the role of those who are meant."""
    if told.of_workers and group.role == told.role(lemma(sentence.words[group.last - 1])) == "indirect":
        return group.role
    if _is_kin_of_those_served(group, sentence, tools, told):
        return "indirect"
    dealing = may_be_either(group, sentence, tools) and _learns_of_clients(group, sentence, said, tools)
    return "intermediaries" if dealing else role_of(group, sentence, tools)


def _is_kin_of_those_served(group: Named, sentence: Sentence, tools: Tools, told: Told) -> bool:
    """Tell relatives by a bare word where the theme said of such that they only benefit in the end."""
    kin = tools.rules.words["kin"]
    head = lemma(sentence.words[group.last - 1])
    bare = group.last - group.first == 1 and head in kin and told.roles.get(head) in (None, "indirect")
    return bare and any(role == "indirect" and other in kin for other, role in told.roles.items())


def _learns_of_clients(group: Named, sentence: Sentence, said: Wording, tools: Tools) -> bool:
    """Tell those who are given training on how to meet, help or employ others."""
    given = case_of(sentence.words[group.last - 1]) <= _HELPING
    return given and bool(tools.rules.wordings["about_clients"].search(said.text))


def _is_along(group: Named, sentence: Sentence, said: Wording, tools: Tools) -> bool:
    return _takes_part(group, sentence, said, tools) or _is_tried_with(group, sentence, said)


def _is_one_meant(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell one that stands for many: by a number, a word for each, an aim or plan, or "Isälle apua"."""
    if is_counted(group.first, sentence) or is_typical(group.last - 1, sentence, tools):
        return True
    verb = tools.phrases.has_verb(sentence.words)
    return group.first == 0 and not verb and case_of(sentence.words[group.last - 1]) == _GIVEN


def _in_list(named: list[Named], sentence: Sentence, tools: Tools) -> Iterator[Named]:
    """Yield the groups; a bare worker after workers who are said to be served is served with them.

    So "hoitajille" in "maahan muuttaneille ohjaajille ja hoitajille".
    """
    words, kinds = sentence.words, tools.phrases
    before: Named | None = None
    for group in named:
        bare = group.role == "intermediaries" and group.last - group.first == 1
        if before and bare and _joins(before, group, sentence, tools) and _alike(before, group, sentence):
            worker = kinds.role((words[before.last - 1],)) == "intermediaries"
            served = kinds.is_served(words[before.first : before.last])
            if worker and served and not kinds.is_organisation(words[group.first]):
                group = replace(group, role="participants")
        before = group
        yield group


def _is_what_about(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those whom only a name is about, of something made or of projects ("nuorten hankkeille")."""
    words = sentence.words[group.last - 1 :]
    last = next((i for i, w in enumerate(words) if w.is_mark or "gen" not in case_of(w)), len(words))
    named = (*tools.rules.words["products"], *_PROJECTS)
    return last > 0 and any(lemma(w).endswith(named) for w in words[1 : last + 1] if not w.is_mark)


def _as_told(group: Named, sentence: Sentence, told: Told, tools: Tools) -> Named:
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


def _is_trained(group: Named, sentence: Sentence, said: Wording, tools: Tools, *, addressed: bool) -> bool:
    """Tell intermediaries whose skills are raised, and one of them who stands for many in a plan."""
    given = addressed and _is_addressed(group, sentence, said, tools)
    listed = works_with(group, sentence, tools, through=False)
    raised = given or listed or _raised(group, sentence, said, tools) or _is_able(group, sentence, tools)
    meant = raised and is_meant(replace(group, role=""), sentence, tools)
    return meant or is_typical(group.last - 1, sentence, tools)


def _is_able(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those of whom an aim is that they can do something ("Tavoitteena on, että ohjaajat osaavat")."""
    words = sentence.words
    if case_of(words[group.last - 1]) != {"nom"}:
        return False
    able = has_lemma(words[group.last : group.last + _FEW], tools.rules.words["skilful"])
    that = next((i for i, w in enumerate(words[: group.first]) if w.text == "että"), 0)
    return able and has_lemma(words[:that], tools.rules.words["aims"])


def _helps(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell intermediaries who do something, or with whom something is done."""
    if _is_partner(group, sentence, tools):
        return False
    if works_with(group, sentence, tools):
        return True
    case = case_of(sentence.words[group.last - 1])
    if case == _GIVEN and has_lemma(sentence.words, tools.rules.words["spreading"]):
        return False
    verb = tools.phrases.has_verb(sentence.words, _label_end(group, sentence))
    return (verb or case == _GIVEN) and case <= _HELPING and is_meant(group, sentence, tools)


def _label_end(group: Named, sentence: Sentence) -> int:
    """Return where the label ends that a group stands in, or the end of the sentence."""
    colon = next((i for i, w in enumerate(sentence.words) if w.text == ":"), 0)
    return colon if group.last <= colon else len(sentence.words)


def _is_partner(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell an organisation with which something is done, or that acts in it ("malli, jossa kunta sopii")."""
    words = sentence.words
    head = words[group.last - 1]
    together = any(w.text in _TOGETHER for w in words[: group.first])
    services = tools.rules.ends["services"]
    service = together and lemma(head).endswith(services) and not tools.phrases.is_plural(head)
    if not (service or tools.phrases.is_organisation(head)):
        return False
    aside = any(p.aside and p.first < group.last <= p.last for p in tools.phrases_of(sentence))
    acts = (
        aside
        and any(w.text in _WHERE for w in words[: group.first])
        and case_of(words[group.last - 1]) == {"nom"}
    )
    return acts or any(w.text == "kanssa" for w in words[group.last :])


def _only_names(group: Named, sentence: Sentence) -> bool:
    """Tell workers whose skills only give a part its name ("Ammattilaisten yhteinen osaaminen")."""
    named = [w for w in sentence.words if not w.is_mark]
    return group.last - group.first == 1 and len(named) <= _SHORT and named[-1].text == "osaaminen"


def _is_beside(group: Named, trained: Named | None, sentence: Sentence, tools: Tools) -> bool:
    """Tell the place of those trained, and those from among whom others are ("ohjaajien keskuudesta")."""
    if any(w.text in _FROM_AMONG for w in sentence.words[group.last : group.last + 1]):
        return True
    return trained is not None and _is_place(trained, group, sentence, tools)


def _is_tried_with(group: Named, sentence: Sentence, said: Wording) -> bool:
    """Tell those with whom something is tried or done ("kokeillaan opiskelijoiden kanssa")."""
    after = [w.text for w in sentence.words[group.last : group.last + 1]]
    before = said.text[: sentence.words[group.first].start - sentence.start]
    return after == ["kanssa"] and bool(_TRIED.search(before))


def _joins(before: Named, group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell whether a group is in one list with the one before it: only a conjunction is between them."""
    between = [w.text.casefold() for w in sentence.words[before.last : group.first]]
    return 0 < len(between) <= _FEW and tools.rules.words["conjunctions"] >= {t for t in between if t != ","}


def _is_place(trained: Named, group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell the organisation that people are trained for ("koulutetaan tukihenkilöitä kouluihin")."""
    head = sentence.words[group.last - 1]
    return (
        case_of(head) == {"ill"}
        and tools.phrases.is_organisation(head)
        and not _alike(trained, group, sentence)
    )


def _alike(before: Named | None, group: Named, sentence: Sentence) -> bool:
    """Tell whether two members of one list stand in the same case."""
    last = sentence.words[before.last - 1] if before else None
    return last is not None and bool(case_of(last) & case_of(sentence.words[group.last - 1]))


def _takes_part(group: Named, sentence: Sentence, said: Wording, tools: Tools) -> bool:
    """Tell those together with whom something is made for them."""
    start, end = (place - sentence.start for place in span_of(sentence, group.first, group.last))
    together = tools.rules.wordings["together"].finditer(said.text)
    return any(m.start() < start and end < m.end() for m in together)


def _raised(group: Named, sentence: Sentence, said: Wording, tools: Tools) -> bool:
    """Tell whether the words next to a group say that its skills are raised or that it is supported."""
    start, end = (place - sentence.start for place in span_of(sentence, group.first, group.last))
    after, before = said.text[end : end + _NEAR], said.text[max(0, start - 2 * _NEAR) : start]
    after = _NEXT_CLAUSE.split(after)[0]
    wordings = tools.rules.wordings
    head = sentence.words[group.last - 1]
    organisation = tools.phrases.is_organisation(head)
    # "Annetaan työpaikoilla" tells where.
    apart = case_of(head) == {"gen"} or (organisation and case_of(head) == {"ade"})
    came = wordings["came_along"].search(before) and not organisation
    trained = not apart and (came or wordings["raised_before"].search(before))
    return bool(trained or (wordings["raised_after"].match(after) and not is_used(sentence, tools)))


def _is_addressed(group: Named, sentence: Sentence, said: Wording, tools: Tools) -> bool:
    """Tell whether something is given to or made for a group, or its cooperation is what was furthered."""
    head = sentence.words[group.last - 1]
    after = said.text[head.end - sentence.start :][: 2 * _NEAR]
    given = "all" in case_of(head)
    # What is made for the use of an organisation, as of a municipality, only serves others there.
    wanted = ("cooperation_furthered", "for_use", "for_needs")
    uses = (w for w in wanted if w != "for_use" or not tools.phrases.is_organisation(head))
    return given or any(tools.rules.wordings[w].match(after) for w in uses)


def _met(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell whether a group is named as those whom the trained professionals meet."""
    after = " ".join(w.text for w in sentence.words[group.last : group.last + 2])
    return bool(tools.rules.wordings["met"].match(after))
