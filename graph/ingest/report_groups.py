"""Report groups: whom a report says its projects, or the whole package, worked for, trained or reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.ingest.beneficiaries import beneficiaries
from graph.ingest.claims import Claims, Thing
from graph.ingest.groups import assert_group, resumed
from graph.ingest.kin import are_owned_by_them, is_kin
from graph.ingest.naming import Named, new_thing
from graph.ingest.nobody import is_nobody
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Sentence, has_lemma
from graph.ingest.phrases import case_of, lemma
from graph.ingest.reached import Reached
from graph.ingest.regions import RELATIVE
from graph.ingest.served_workers import Told, in_their_roles
from graph.ingest.speech import Turn

#: Ends of names of occupations, and of those that name people who are served.
_AGENTS = ("ja", "jä", "mies", "mestari", "päällikkö")
_SERVED_AGENTS = (
    "hakija",
    "muuttaja",
    "kuntoutuja",
    "toipuja",
    "osallistuja",
    "suorittaja",
    "yrittäjä",
    "viljelijä",
    "opiskelija",
    "kävijä",
    "palaaja",
    "asuja",
    "käyttäjä",
)


#: Words that rank those who took part by how many they were.
_RANKED = frozenset({"suurin", "suurimmat", "eniten"})
_HAVING_DONE = ("nut", "nyt")
#: The sections that tell what projects did.
_TOLD = ("results", "summary")
_JOINING = frozenset({"osallistua", "ilmoittautua", "saada", "käydä"})


def of_report(paper: Paper, tools: Tools, claims: Claims, turns: list[Turn], package: Thing) -> None:
    """Assert the groups that a report says its projects, or the whole package, work for or train."""
    reached = Reached(tools)
    found = [*_of_package(paper, tools, turns, package, reached), *_of_projects(tools, turns, reached)]
    for told in in_their_roles(found, tools):
        rule = tools.rules[f"{told.rule}-new" if told.group.new else told.rule]
        assert_group(claims, rule, told.subject, told.group, told.passage, told.sentence, told.said)


def _of_projects(tools: Tools, turns: list[Turn], reached: Reached) -> Iterator[Told]:
    """Iterate over the groups of sentences that speak of a project."""
    told: dict[str, set[str]] = {}
    for turn in turns:
        said = tools.said(turn.passage, turn.sentence)
        partners = [m.span() for m in tools.rules.wordings["together"].finditer(said.text)]
        supposed = any(tools.phrases.verbs.is_conditional(w) for w in turn.sentence.words)
        named = list(beneficiaries(turn.sentence, said, tools, addressed=True)) if not supposed else []
        named = [g for g in named if not _lies_in(g, turn.sentence, partners)]
        for group in _joined(
            named, reached.of(turn.sentence, done=turn.passage.section in _TOLD), turn.sentence, tools
        ):
            group = _without_name(group, turn, tools)
            at = turn.sentence.words[group.first].start - turn.sentence.start
            # Before a project's name, a participle can say to whom it turned.
            ahead = reached.is_turned_to(turn.sentence.words, group.last - 1)
            ahead = ahead or _takes_part_in(group, turn) or _is_worked_for(group, turn, tools)
            if not (turn.start if ahead else max(turn.start, turn.name_end)) <= at < turn.end:
                continue
            if reached.takes_over(group, turn.sentence):
                continue
            if _is_again(group, turn.sentence, told.setdefault(turn.project.code, set())):
                continue
            if not is_nobody(group, turn.sentence, tools):
                group = _kin_apart(group, turn.sentence, reached, tools)
                yield Told("groups.project", turn.project, group, turn.passage, turn.sentence, said)


def _takes_part_in(group: Named, turn: Turn) -> bool:
    """Tell those who took part in what a project after them did ("isät kävivät Lyhty-hankkeen leireillä")."""
    words = turn.sentence.words
    end = turn.sentence.start + turn.name_end
    between = [w for w in words[group.last :] if w.end <= end]
    clause = not any(w.is_mark and w.text in (",", ";", ":") for w in between)
    return clause and bool(turn.name_end) and has_lemma(between, _JOINING)


def _is_worked_for(group: Named, turn: Turn, tools: Tools) -> bool:
    """Tell those before the verb whose subject a project is ("opiskelijoiden arkeen paneutui Lyhty")."""
    name = turn.sentence.start + turn.name_start
    between = [w for w in turn.sentence.words[group.last :] if w.end <= name]
    if not between or any(w.is_mark for w in between):
        return False
    last = between[-1]
    verb = tools.phrases.verbs.is_past(last) or last.text.endswith(_HAVING_DONE)
    return verb and not last.text.endswith("tiin")


def _without_name(group: Named, turn: Turn, tools: Tools) -> Named:
    """Cut a project's name from the beginning of a group's ("Lyhty-kahvilassa nuoret")."""
    words, end = turn.sentence.words, turn.sentence.start + turn.name_end
    first = next((i for i in range(group.first, group.last) if words[i].start >= end), group.last)
    if not turn.name_end or not group.first < first < group.last:
        return group
    if "gen" in case_of(words[first - 1]) and case_of(words[group.last - 1]) == {"nom"}:
        # A project's own workers ("Lyhdyn ohjaajat kävivät kouluissa").
        return group
    thing = new_thing(words[first : group.last], group.last - 1 - first, (), tools)
    return replace(group, first=first, things=(thing,), new=True)


def _kin_apart(group: Named, sentence: Sentence, reached: Reached, tools: Tools) -> Named:
    """Take relatives for those who gain in the end, unless a project itself was for them.

    So in "hanke tarjosi muuttajien puolisoille valmennusta", not where something was held for them, too.
    """
    after = " ".join(w.text for w in sentence.words[group.last :]).replace(" ,", ",")
    if tools.rules.wordings["not_themselves"].search(after):
        return replace(group, role="indirect")
    if reached.is_given_by_project(group, sentence) and not _is_theirs(group, sentence):
        return group
    return replace(group, role="indirect") if is_kin(group, sentence, tools) else group


def _is_theirs(group: Named, sentence: Sentence) -> bool:
    """Tell those whom only a pronoun tells whose they are ("heidän puolisoille")."""
    near = sentence.words[max(0, group.first - 1) : group.last]
    return are_owned_by_them(near)


def _joined(named: list[Named], more: Iterator[Named], sentence: Sentence, tools: Tools) -> list[Named]:
    """Return groups in the order of the sentence; the role that clauses give one is better than a name's."""
    named = [g for g in named if not tools.phrases.verbs.is_past(sentence.words[g.last - 1])]
    told = list(more)
    # What people are trained to become is no group ("valmensi nuorista vertaisohjaajia").
    trained = {m.last for m in told if case_of(sentence.words[m.last - 1]) == {"ela"}}
    named = [g for g in named if g.first not in trained]
    same = {(m.first, m.last): m for m in told}
    ranked = any(w.text.casefold() in _RANKED for w in sentence.words)
    found = [_surer(g, same.get((g.first, g.last), g), ranked=ranked) for g in named]
    found += [m for m in told if not any(g.first < m.last and m.first < g.last for g in named)]
    return _like_neighbours(sorted(found, key=lambda g: g.first), sentence, tools)


def _surer(named: Named, told: Named, *, ranked: bool) -> Named:
    """Return the surer role of two: workers stay workers unless they rank first among who took part."""
    if told.role == "indirect":
        return told
    return told if named.role != "intermediaries" or (ranked and told.role == "participants") else named


def _like_neighbours(groups: list[Named], sentence: Sentence, tools: Tools) -> list[Named]:
    """Take whom no scheme knows for workers next to workers ("valtuutetut ja mestarit saivat ohjausta")."""
    words = sentence.words
    workers = {(one.first, one.last) for one in groups if one.role == "intermediaries"}

    def is_next(one: Named, other: Named) -> bool:
        between = words[min(one.last, other.last) : max(one.first, other.first)]
        joint = len(between) == 1 and between[0].text in ("ja", "sekä", ",")
        return joint and case_of(words[one.last - 1]) == case_of(words[other.last - 1])

    def is_worker(one: Named) -> bool:
        owner = words[one.last - 2] if one.last - one.first > 1 else None
        bare = owner is None or ("gen" in case_of(owner) and tools.phrases.is_organisation(owner))
        bare = bare and one.new and one.role == "participants"
        name = lemma(words[one.last - 1])
        agent = bare and name.endswith(_AGENTS) and not name.endswith(_SERVED_AGENTS)
        near = (g for g in groups if (g.first, g.last) in workers)
        return agent and any(is_next(*sorted((one, g), key=lambda n: n.first)) for g in near)

    return [replace(one, role="intermediaries") if is_worker(one) else one for one in groups]


def _lies_in(group: Named, sentence: Sentence, spans: list[tuple[int, int]]) -> bool:
    at = sentence.words[group.first].start - sentence.start
    return any(start <= at < end for start, end in spans)


def _is_again(group: Named, sentence: Sentence, told: set[str]) -> bool:
    """Tell a bare noun for those whom more words named before ("Työntekijät saivat" of care workers)."""
    head = lemma(sentence.words[group.last - 1])
    bare = group.last - group.first == 1
    if bare and head in told:
        return True
    if not bare:
        told.add(head)
    return False


def _of_package(
    paper: Paper, tools: Tools, turns: list[Turn], package: Thing, reached: Reached
) -> Iterator[Told]:
    """Iterate over the groups of sentences that speak of the whole package, and of no project."""
    if package.kind != "MeasurePackage":
        return
    told = {(t.passage.start, t.sentence.start) for t in turns}
    above = ""
    for passage in paper.within("summary", "results", "regional"):
        regional = passage.section == "regional"
        listed = above if passage.kind == "list-item" else ""
        above = passage.text if passage.kind != "list-item" else above
        before = ""
        for sentence in passage.sentences:
            lead, before = before, passage.text_of(sentence)
            if (passage.start, sentence.start) in told:
                continue
            said = tools.said(passage, sentence, _affirming(resumed(lead, before, tools), tools))
            cue = not regional and _is_of_package(before, tools)
            named = list(beneficiaries(sentence, said, tools, helped=True)) if cue else []
            gained = bool(tools.rules.wordings["gain_told"].search(before))
            for group in _joined(named, reached.of(sentence, listed, done=gained), sentence, tools):
                if _is_done(group, sentence, before, tools) and not is_nobody(group, sentence, tools):
                    group = _kin_apart(group, sentence, reached, tools)
                    yield Told("groups.package", package, group, passage, sentence, said)


def _affirming(lead: str, tools: Tools) -> str:
    """Return the sentence before where it leaves nobody out; what it wishes would not be denies nobody."""
    denied = tools.rules.wordings["negation"].search(lead)
    return "" if denied and not tools.rules.wordings["deniable"].search(lead) else lead


def _is_of_package(text: str, tools: Tools) -> bool:
    return bool(tools.rules.wordings["package_cue"].search(text))


def _is_done(group: Named, sentence: Sentence, text: str, tools: Tools) -> bool:
    """Tell a group in a clause on what was done from one in a clause on what was not, or on others."""
    at, wordings = sentence.words[group.first].start - sentence.start, tools.rules.wordings
    ends = [0, *(m.end() for m in wordings["others_again"].finditer(text)), len(text)]
    begin, end = next((a, b) for a, b in pairwise(ends) if a <= at < b)
    clause = text[begin:end]
    for aside in wordings["subordinate"].finditer(clause):
        if aside.group().startswith(("Kun ", "kun ")) and aside.start() <= at - begin < aside.end():
            # What follows from whom it reached may be denied ("kun ohjaajia saatiin, jonoja ei ollut").
            clause = aside.group()
    for aside in wordings["subordinate"].finditer(clause):
        # Why it was so says nothing of whom it reached.
        if not aside.start() <= at - begin < aside.end():
            clause = clause.replace(aside.group(), "")
    clause = RELATIVE.sub("", clause)
    told = wordings["package_past"].search(clause) or wordings["surveyed"].search(clause)
    return not told and not wordings["left_out_after"].search(text)
