"""Two releases compared by what they answer: gaps and cells that opened or closed, and the decisions why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from graph.analysis import gaps
from graph.analysis.analysis import Finding, Remark
from graph.analysis.fingerprint import query_hash, result_hash
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.analysis.picture import Bar, Bars
from graph.analysis.value import thing
from graph.identifiers import ID, NS
from graph.store.dataset import Term
from graph.terms import state

_COLUMNS = ("change", "thing", "gap", "at", "thenState", "nowState", "decision", "reason")
_COVERED = ("direct", "partial")


class Question(NamedTuple):
    """What both releases are asked, by IRIs: of a gap its type, of a cell none; ``at`` is the coverer."""

    thing: str
    gap: str
    at: str


#: The name of the state that each question is in.
States: TypeAlias = Mapping[Question, str]


@dataclass(frozen=True, slots=True)
class Answered:
    """What one release answers, which things it knows, and the fingerprints of question and answer."""

    release: str
    states: States
    things: frozenset[str]
    query: str
    result: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What another release answers, by what is asked, and its decisions: all a comparison needs of it."""

    answers: Mapping[tuple[tuple[str, str], ...], Answered]
    decisions: frozenset[str]


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """Compare with another release, the earlier one; raises NotFound for one that is not there."""
    if not given["with"] and (offered := tuple(_offered(held))):
        return Finding(_COLUMNS, (), (Remark("which"), *offered), is_asked=False)
    earlier = held.compared(given["with"], _all) if given["with"] else None
    if earlier is None:
        return Finding(_COLUMNS, (), (Remark("alone"),), is_asked=False)
    asked = {name: value for name, value in given.items() if name != "with"}
    then, now = earlier.answers[_key(asked)], _answered(held, asked)
    decided = _decisions(earlier.decisions, held)
    changes = sorted(
        (_change(question, then, now), question)
        for question in then.states.keys() | now.states.keys()
        if then.states.get(question) != now.states.get(question)
    )
    rows = tuple(_row(change, question, then.states, now.states, decided) for change, question in changes)
    return Finding(_COLUMNS, rows, (_counted(changes), *_addresses(then, now)), _picture(changes))


def _offered(held: Held) -> Iterator[Remark]:
    """Tell with which releases a comparison can be made."""
    if others := held.others():
        yield Remark("there", {"releases": ", ".join(others)})


def asks() -> Iterator[dict[str, str]]:
    """Yield all that can be asked of two releases."""
    choices = [param for param in analysis("compare").declared.params if param.type == "choice"]
    for chosen in product(*(param.classes for param in choices)):
        yield dict(zip((param.name for param in choices), chosen, strict=True))


def _all(held: Held) -> Earlier:
    """Ask a release all that can be compared, so that it need not stay open."""
    answers = {_key(asked): _answered(held, asked) for asked in asks()}
    return Earlier(answers, frozenset(row[0] for row in held.rows("decisions")))


def _answered(held: Held, asked: Mapping[str, str]) -> Answered:
    """Answer the question of one release; what was asked of it before is answered at once."""
    ask = _gaps if asked["of"] == "gaps" else _cells
    return held.once(("compared", *_key(asked)), lambda: ask(held, asked))


def _key(asked: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(asked.items()))


def _gaps(held: Held, asked: Mapping[str, str]) -> Answered:
    # With the defaults of what is not asked here: the fingerprint is that of the gaps themselves.
    params = analysis("gaps").declared.given({"kind": asked["kind"], "period": asked["period"]})
    found = gaps.find(held, params)
    place = {name: found.columns.index(name) for name in ("thing", "gap", "at", "state")}
    answers = {}
    for row in found.rows:
        values = {name: str(getattr(row[at], "value", "")) for name, at in place.items()}
        answers[Question(values["thing"], values["gap"], values["at"])] = _name(values["state"])
    return _told(held, answers, query_hash("gaps", params), found)


def _cells(held: Held, asked: Mapping[str, str]) -> Answered:
    sort, period = gaps.SORTS[asked["kind"]], ID + asked["period"]
    layer, covered = held.layer, held.reach.covered
    within = [who for who in held.reach.coverers if period in (who, *layer.targets(who, NS + "period"))]
    things = [what for what, of in covered.items() if of == sort]
    answers = {Question(what, "", who): held.cells[who, what].state for who in within for what in things}
    rows = ((NamedNode(q.at), NamedNode(q.thing), NamedNode(state(said))) for q, said in answers.items())
    found = Finding(("coverer", "covered", "state"), tuple(rows))
    return _told(held, answers, query_hash("compare", asked), found)


def _told(held: Held, states: States, query: str, found: Finding) -> Answered:
    return Answered(held.dataset.release, states, frozenset(held.layer.graph), query, result_hash(found))


def _change(question: Question, then: Answered, now: Answered) -> str:
    """Name what became of a question whose answer is not the same."""
    ends = {end for end in (question.thing, question.at) if end}
    if not ends <= then.things:
        return "new"
    if not ends <= now.things:
        return "gone"
    if question.gap:
        was, is_now = (question not in one.states for one in (then, now))
    else:
        was, is_now = (one.states.get(question, "") in _COVERED for one in (then, now))
    if was == is_now:
        return "moved"
    return "closed" if is_now else "opened"


def _decisions(known: Collection[str], later: Held) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return the latest decision that is not known yet, and its reason, by link and by its ends."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for decision, reason, start, end in later.rows("decisions"):
        if decision not in known:
            for link in ((start, end), (end,), (start,)):
                found.setdefault(link, (decision, reason))
    return found


def _row(
    change: str,
    question: Question,
    then: States,
    now: States,
    decided: Mapping[tuple[str, ...], tuple[str, str]],
) -> tuple[Term | None, ...]:
    links: tuple[tuple[str, ...], ...] = ((question.at, question.thing), (question.thing,))
    decision, reason = next((decided[link] for link in links if link in decided), ("", ""))
    said = (one.get(question, "") for one in (then, now))
    return (
        *(NamedNode(f"{NS}change-{change}"), NamedNode(question.thing)),
        *(thing(question.gap), thing(question.at)),
        *(NamedNode(state(name)) if name else None for name in said),
        *(thing(decision), Literal(reason) if reason else None),
    )


def _counted(changes: list[tuple[str, Question]]) -> Remark:
    tally = Counter(change for change, _ in changes)
    counts = {name: tally[name] for name in ("opened", "closed", "moved", "new", "gone")}
    return Remark("counts", counts) if changes else Remark("same")


def _picture(changes: list[tuple[str, Question]]) -> Bars:
    """Draw how many questions each thing happened to."""
    tally = Counter(f"{NS}change-{change}" for change, _ in changes)
    return Bars(tuple(Bar(name, ((name, count),)) for name, count in sorted(tally.items())), "questions")


def _addresses(then: Answered, now: Answered) -> Iterator[Remark]:
    """Tell where both answers are found again."""
    for key, one in (("then", then), ("now", now)):
        yield Remark(key, {"query": one.query, "release": one.release or "–", "result": one.result})


def _name(iri: str) -> str:
    return iri.removeprefix(NS + "state-")
