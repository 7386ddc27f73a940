"""Company: what the list or the sentence in which groups stand tells of their roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.ingest.naming import Named
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, has_lemma
from graph.ingest.phrases import case_of


def in_company(named: list[Named], sentence: Sentence, tools: Tools) -> Iterator[Named]:
    """Yield the groups; one whose name tells no role has that of a list of intermediaries."""
    sure = [g for g in named if not may_be_either(g, sentence, tools)]
    told, before = {g.role for g in sure}, len(sure) > 1
    cases = frozenset[str]().union(*(case_of(sentence.words[g.last - 1]) for g in sure))
    framed = _is_framed(sentence, tools)
    for group in named:
        either = may_be_either(group, sentence, tools)
        listed = before and bool(cases & case_of(sentence.words[group.last - 1]))
        alike = (framed and is_unsure(group, sentence, tools)) or (
            either and listed and told == {"intermediaries"}
        )
        yield replace(group, role="intermediaries") if alike else group
        before = before or not either


def in_one_list(named: list[Named], sentence: Sentence, tools: Tools, *, dealing: bool) -> list[Named]:
    """Return the groups; those joined to one list have one role, for all that each name tells by itself.

    Carers are counted among workers in a list of workers, and workers among those served after those who are;
    ``dealing`` says that the sentence tells what workers do with others.
    """
    found: list[Named] = []
    for run in _runs(named, sentence, tools):
        workers = [g for g in run if g.role == "intermediaries"]
        served = [g for g in run if g.role == "participants"]
        if workers and served:
            heads = {g.first: sentence.words[g.last - 1] for g in run}
            sure = [g for g in served if tools.phrases.is_surely_served(heads[g.first])]
            carers = [g for g in sure if tools.phrases.is_carer(heads[g.first])]
            person = not any(_deals(g, sentence, tools) for g in workers)
            if dealing or len(carers) == len(served) < len(workers):
                run = [replace(g, role="intermediaries") for g in run]
            elif run[0] in sure and person and len(workers) <= len(served):
                run = [replace(g, role="participants") for g in run]
            elif all(tools.phrases.role((w,)) == "intermediaries" for w in heads.values()):
                run = [replace(g, role=run[0].role) for g in run]
            elif run[0] in workers and len(workers) > len(served):
                run = [replace(g, role="intermediaries") for g in run]
        found += run
    return found


def _deals(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell organisations, and workers of whose work with others their name tells ("auttavat neuvojat")."""
    words = sentence.words[group.first : group.last]
    told = has_lemma(words[:-1], tools.rules.words["work_with_verbs"])
    return told or tools.phrases.is_organisation(words[-1])


def _runs(named: list[Named], sentence: Sentence, tools: Tools) -> Iterator[list[Named]]:
    """Iterate over the groups in lists: between two there is a comma or a conjunction, not both."""
    run: list[Named] = []
    for group in named:
        between = sentence.words[run[-1].last : group.first] if run else ()
        joined = len(between) == 1 and (
            between[0].text == "," or between[0].text in tools.rules.words["conjunctions"]
        )
        alike = run and case_of(sentence.words[run[-1].last - 1]) & case_of(sentence.words[group.last - 1])
        if run and not (joined and alike):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _is_framed(sentence: Sentence, tools: Tools) -> bool:
    """Tell a sentence that opens with from among whom it names some ("Yrityksistä tuetaan omistajia")."""
    opening = sentence.words[0]
    among = case_of(opening) == {"ela"} and tools.phrases.is_plural(opening)
    return among and tools.phrases.role((opening,)) == "intermediaries"


def may_be_either(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell a new group whose name does not say whether it is served or works with those who are."""
    head = sentence.words[group.last - 1]
    either = tools.phrases.is_either(head) or not group.things[0].values
    return either and is_unsure(group, sentence, tools)


def is_unsure(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell a new group that is served by default only: its name does not say so."""
    head = sentence.words[group.last - 1]
    served = group.new and group.role == "participants"
    return served and not tools.phrases.is_quality(head) and not tools.phrases.is_surely_served(head)


def in_need(named: list[Named], sentence: Sentence, tools: Tools) -> Iterator[Named]:
    """Yield the groups; workers of whom a relative clause tells what they lack take part themselves.

    So do those who are in one list with them.
    """
    if not tools.rules.wordings["in_need"].search(_spaced(sentence.words)):
        yield from named
        return
    told: list[Named] = []
    for group in reversed(named):
        after = _spaced(sentence.words[group.last :])
        before = told[-1] if told else None
        between = sentence.words[group.last : before.first] if before else ()
        joined = 0 < len(between) <= 2 and all(
            w.is_mark or tools.phrases.bound(sentence.words, group.last) for w in between
        )
        person = not tools.phrases.is_organisation(sentence.words[group.last - 1])
        if (person and tools.rules.wordings["in_need"].match(after)) or (before and joined):
            told.append(group)
    served = {g.first for g in told}
    for group in named:
        yield replace(group, role="participants") if group.first in served else group


def _spaced(words: Iterable[Word]) -> str:
    """Return words with a space before each but commas."""
    return "".join(w.text if w.text == "," else f" {w.text}" for w in words)
