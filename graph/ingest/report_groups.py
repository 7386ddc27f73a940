"""Report groups: whom a report says its projects, or the whole package, worked for, trained or reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from graph.ingest.beneficiaries import beneficiaries
from graph.ingest.claims import Claims, Thing
from graph.ingest.each import is_counted, is_typical
from graph.ingest.groups import assert_group, resumed
from graph.ingest.kin import is_kin, is_tie
from graph.ingest.naming import Named
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Sentence
from graph.ingest.phrases import case_of, lemma
from graph.ingest.reached import Reached
from graph.ingest.regions import RELATIVE
from graph.ingest.served_workers import Told, in_their_roles
from graph.ingest.speech import Turn

#: A pronoun and what it owns.
_ITS = 2
_PRONOUNS = frozenset({"sen", "niiden", "tämän", "näiden"})
_OF_ONE = frozenset({"nom", "gen"})
_SEXES = frozenset({"nainen", "mies"})
#: Who pays for projects or carries them out.
_RUNNING = ("rahoittaja", "toteuttaja", "hallinnoija")
#: What people can do is said right after these; by these they only meet others.
_ABLE = frozenset({"valmius", "taito", "kyky", "keino", "edellytys", "mahdollisuus", "rohkeus", "halu"})
_MEETING = frozenset({"kohdata", "tunnistaa", "ymmärtää", "kuulla"})
_TO_MEET = frozenset({"kohtaamaan", "tunnistamaan", "ymmärtämään", "kuulemaan"})
#: Adverbs of what hardly came about ("tavoittivat huonosti miehiä").
_HARDLY = frozenset({"huonosti", "heikosti", "tuskin", "niukasti"})


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
        for group in _joined(named, reached.of(turn.sentence), turn.sentence, tools):
            at = turn.sentence.words[group.first].start - turn.sentence.start
            # Before a project's name, a participle can say to whom it turned.
            ahead = reached.is_turned_to(turn.sentence.words, group.last - 1)
            if not (turn.start if ahead else max(turn.start, turn.name_end)) <= at < turn.end:
                continue
            if reached.takes_over(group, turn.sentence):
                continue
            if _is_again(group, turn.sentence, told.setdefault(turn.project.code, set())):
                continue
            if not _is_none(group, turn.sentence, tools):
                group = _kin_apart(group, turn.sentence, tools)
                yield Told("groups.project", turn.project, group, turn.passage, turn.sentence, said)


def _kin_apart(group: Named, sentence: Sentence, tools: Tools) -> Named:
    return replace(group, role="indirect") if is_kin(group, sentence, tools) else group


def _joined(named: list[Named], more: Iterator[Named], sentence: Sentence, tools: Tools) -> list[Named]:
    """Return groups in the order of the sentence; the role that clauses give one is better than a name's."""
    named = [g for g in named if not tools.phrases.verbs.is_past(sentence.words[g.last - 1])]
    told = list(more)
    # What people are trained to become is no group ("valmensi nuorista vertaisohjaajia").
    trained = {m.last for m in told if case_of(sentence.words[m.last - 1]) == {"ela"}}
    named = [g for g in named if g.first not in trained]
    same = {(m.first, m.last): m for m in told}
    found = [same.get((g.first, g.last), g) if g.role != "intermediaries" else g for g in named]
    found += [m for m in told if not any(g.first < m.last and m.first < g.last for g in named)]
    return sorted(found, key=lambda g: g.first)


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


def _is_none(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell how many there were, whose tie somebody has, and one organisation from a group."""
    return (
        _is_total(group, sentence, tools)
        or is_tie(group, sentence, tools)
        or _is_one_organisation(group, sentence, tools)
        or _is_one_person(group, sentence, tools)
        or _is_found_out(group, sentence, tools)
        or _is_undone(group, sentence, tools)
        or _is_place(group, sentence, tools)
        or _is_its_group(group, sentence, tools)
        or _is_what_there_is(group, sentence, tools)
        or _is_share(group, sentence, tools)
        or _is_met_by_others(group, sentence)
        or any(w.text in _HARDLY for w in sentence.words[max(0, group.first - 1) : group.first])
        or _qualifies(group, sentence, tools)
    )


def _is_undone(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those for whom something was meant that was never done ("piti valmentaa, mutta luovuttiin")."""
    told = tools.rules.wordings["group_undone"].search(" ".join(w.text for w in sentence.words))
    before = " ".join(w.text for w in sentence.words[: group.first])
    return told is not None and told.start() < len(before) < told.end()


def _is_share(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell how many were women or men ("joista 60 prosenttia oli naisia") from whom something was for."""
    head = sentence.words[group.last - 1]
    bare = group.last - group.first == 1 and case_of(head) == {"par"} and lemma(head) in _SEXES
    return bare and any(not w.lemmas.isdisjoint(tools.rules.words["shares"]) for w in sentence.words)


def _is_met_by_others(group: Named, sentence: Sentence) -> bool:
    """Tell whom those who are taught can meet ("valmiuksia kohdata vankeja", "opasti kohtaamaan vankeja")."""
    before = sentence.words[max(0, group.first - 2) : group.first]
    meeting = len(before) > 1 and before[1].text.casefold() in _MEETING
    taught = bool(before) and before[-1].text in _TO_MEET
    return taught or (meeting and not before[0].lemmas.isdisjoint(_ABLE))


def _qualifies(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell where a thing is from by the same word as people ("hollantilaisia kokemuksia")."""
    words = sentence.words[group.last - 1 : group.last + 1]
    alike = len(words) > 1 and not words[1].is_mark and bool(case_of(words[0]) & case_of(words[1]))
    return alike and lemma(words[0]).endswith(("lainen", "läinen")) and tools.phrases.is_thing(words[1])


def _is_what_there_is(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell things by a state that nobody is in ("käytössä olleet työtavat")."""
    words = sentence.words[group.first : group.last]
    being = not words[-1].lemmas.isdisjoint(tools.rules.words["being"])
    return being and any(w.text.casefold() in tools.rules.words["states_of_things"] for w in words[:-1])


def _is_its_group(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell groups held by one ("terapeutin ryhmiä"), a project's own workers, and who runs or pays for it."""
    words = sentence.words[group.first : group.last]
    its = len(words) == _ITS and words[0].text in _PRONOUNS
    owner = words[-2] if len(words) > 1 else None
    of_one = owner is not None and case_of(owner) == {"gen"} and not tools.phrases.is_plural(owner)
    held = "ryhmä" in words[-1].lemmas and (its or of_one)
    own = its and group.role == "intermediaries" and case_of(words[-1]) == {"nom"}
    running = lemma(words[-1]).endswith(_RUNNING) and "all" not in case_of(words[-1])
    return held or own or running


def _is_place(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell the organisations at which something was done ("koulutettiin hyvinvointialueilla")."""
    head = sentence.words[group.last - 1]
    return tools.phrases.is_organisation(head) and case_of(head) == {"ade"}


def _is_found_out(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those of whom is only told what was found out ("on käynyt ilmi, että nuoret odottavat")."""
    before = sentence.words[: group.first]
    that = next((i for i, w in enumerate(before) if w.text == "että"), None)
    telling = tools.rules.words["finding_out"]
    return that is not None and any(not w.lemmas.isdisjoint(telling) for w in before[:that])


def _is_one_person(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell one, of whom no number says many and no plan tells ("vetäytyneen nuoren kohtaaminen")."""
    words = sentence.words[group.first : group.last]
    # A relative clause that belongs to a name follows its head.
    head = next((w for w, mark in pairwise(words) if mark.text == "," and w.lemmas), words[-1])
    one = not tools.phrases.is_plural(head) and case_of(head) <= _OF_ONE
    many = lemma(head).endswith(tuple(tools.rules.words["collectives"])) or head.text.endswith(("nsa", "nsä"))
    told = is_counted(group.first, sentence) or is_typical(group.last - 1, sentence, tools)
    return one and not (many or told)


def _is_one_organisation(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell an organisation by its name ("Etelä-Savon ELY-keskus")."""
    words = sentence.words[group.first : group.last]
    one = tools.phrases.is_organisation(words[-1]) and not tools.phrases.is_plural(words[-1])
    named = any(w.text[:1].isupper() and i + group.first for i, w in enumerate(words))
    return one and named and not is_counted(group.first, sentence)


def _is_total(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell how many there were in all ("osallistui 900 nuorta") from who they were."""
    word = sentence.words[group.last - 1]
    bare = group.last - group.first == 1 and not word.lemmas.isdisjoint(tools.rules.words["bare_people"])
    return bare and case_of(word) == {"par"} and is_counted(group.first, sentence)


def _of_package(
    paper: Paper, tools: Tools, turns: list[Turn], package: Thing, reached: Reached
) -> Iterator[Told]:
    """Iterate over the groups of sentences that speak of the whole package, and of no project."""
    if package.kind != "MeasurePackage":
        return
    told = {(t.passage.start, t.sentence.start) for t in turns}
    above = ""
    for passage in paper.within("summary", "results"):
        listed = above if passage.kind == "list-item" else ""
        above = passage.text if passage.kind != "list-item" else above
        before = ""
        for sentence in passage.sentences:
            lead, before = before, passage.text_of(sentence)
            if (passage.start, sentence.start) in told:
                continue
            said = tools.said(passage, sentence, _affirming(resumed(lead, before, tools), tools))
            cue = _is_of_package(before, tools)
            named = list(beneficiaries(sentence, said, tools, helped=True)) if cue else []
            for group in _joined(named, reached.of(sentence, listed), sentence, tools):
                if _is_done(group, sentence, before, tools) and not _is_none(group, sentence, tools):
                    group = _kin_apart(group, sentence, tools)
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
        # Why it was so says nothing of whom it reached.
        if not aside.start() <= at - begin < aside.end():
            clause = clause.replace(aside.group(), "")
    clause = RELATIVE.sub("", clause)
    told = wordings["package_past"].search(clause) or wordings["surveyed"].search(clause)
    return not told and not wordings["left_out_after"].search(text)
