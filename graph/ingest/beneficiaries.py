"""Beneficiaries: of the people that a sentence names, those for whom or through whom something is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.ingest.each import is_counted, is_typical
from graph.ingest.gathered import (
    is_gathered,
    is_leading,
    is_met_by_workers,
    is_met_with,
    is_own_staff,
    is_product,
    is_taught,
    is_trade,
    is_workplace,
)
from graph.ingest.naming import Named, people_in
from graph.ingest.paper import Tools, span_of
from graph.ingest.part_roles import as_told, role_in_part
from graph.ingest.passages import Sentence, has_lemma
from graph.ingest.people import is_anybody, is_meant, is_used, works_with
from graph.ingest.phrases import case_of, lemma
from graph.ingest.staff import Told
from graph.ingest.wording import Wording

_NEAR = 25
_FEW = 2
_NOTHING = Told()
#: Cases of those who do something, or get something to do it with.
_HELPING = frozenset({"nom", "all"})
_GIVEN = frozenset({"all"})
_WHERE = ("jossa", "joissa", "jolloin")
_WITHOUT = "ilman"
#: With whom those served are compared ("samoin ehdoin kuin vakinaiset").
_THAN, _LIKEWISE = "kuin", frozenset({"samoin", "samalla", "samat", "saman", "yhtä"})
_FROM_AMONG = ("keskuudesta", "joukosta", "keskuudestaan")
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
        group = as_told(group, sentence, told, tools)
        if _is_nobody(group, sentence, tools, addressed=addressed):
            continue
        if helped and is_gathered(group, sentence, tools):
            yield replace(group, role="participants")
            continue
        joined = trained is not None and _joins(trained, group, sentence, tools)
        group = replace(group, role="intermediaries") if joined and group.new else group
        if _is_beside(group, trained, sentence, tools) or (helped and _only_names(group, sentence)):
            continue
        if group.role == "intermediaries":
            place = (at - sentence.start for at in span_of(sentence, group.first, group.last))
            if (
                _is_trained(group, sentence, said, tools, addressed=addressed)
                or (helped and (_helps(group, sentence, tools) or is_taught(group, sentence, tools)))
                or said.is_indirect(*place)
                or (joined and _alike(trained, group, sentence))
            ):
                trained = group
                yield group
        elif trained and _met(group, sentence, tools):
            yield replace(group, role="indirect")
        elif is_meant(group, sentence, tools) or (helped and _is_along(group, sentence, said, tools, told)):
            yield replace(group, role=role_in_part(group, sentence, said, tools, told))


def _is_nobody(group: Named, sentence: Sentence, tools: Tools, *, addressed: bool) -> bool:
    """Tell those whom only a name is about, and a singular that stands for anybody."""
    if addressed and _is_what_about(group, sentence, tools):
        return True
    return is_anybody(group, sentence, tools) and not _is_one_meant(group, sentence, tools)


def _is_along(group: Named, sentence: Sentence, said: Wording, tools: Tools, told: Told) -> bool:
    """Tell those with whom something is done, whose services are named, and whom workers learn to meet."""
    along = _takes_part(group, sentence, said, tools) or is_met_with(group, sentence, tools)
    met = told.of_workers and is_met_by_workers(group, sentence, tools)
    return along or met or _names_services(group, sentence, tools)


def _names_services(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell whose services a name of a part is of ("Näkövammaisten palvelut")."""
    following = sentence.words[group.last : group.last + 1]
    named = any(not w.is_mark and "nom" in case_of(w) for w in following)
    owner = named and group.first == 0 and "gen" in case_of(sentence.words[group.last - 1])
    return owner and not tools.phrases.has_verb(sentence.words)


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
            head = words[before.last - 1]
            worker = kinds.role((head,)) == "intermediaries"
            served = kinds.is_served(words[before.first : before.last])
            trade = is_trade(head, tools) and not is_leading(words[group.first], tools)
            if ((worker and served) or trade) and not kinds.is_organisation(words[group.first]):
                group = replace(group, role="participants")
        before = group
        yield group


def _is_what_about(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those whom only a name is about, of something made or of projects ("nuorten hankkeille")."""
    words = sentence.words[group.last - 1 :]
    last = next((i for i, w in enumerate(words) if w.is_mark or "gen" not in case_of(w)), len(words))
    named = (*tools.rules.words["products"], *_PROJECTS)
    return last > 0 and any(lemma(w).endswith(named) for w in words[1 : last + 1] if not w.is_mark)


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
    if _is_partner(group, sentence, tools) or is_own_staff(group, sentence):
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
    bare = group.last - group.first == 1 and not tools.phrases.is_plural(head)
    acts = (
        aside
        and (bare or any(w.text in _WHERE for w in words[: group.first]))
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
    before = [w.text.casefold() for w in sentence.words[: group.first]]
    if before[-1:] == [_WITHOUT] or (before[-1:] == [_THAN] and not _LIKEWISE.isdisjoint(before)):
        return True
    if is_product(group, sentence) or is_workplace(group, sentence, tools):
        return True
    return trained is not None and _is_place(trained, group, sentence, tools)


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
