"""Analyses answered: as catalogue questions are, with their scope and states, definition and picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal

from graph.analysis.analysis import Analysis, Declared, Finding, Remark
from graph.analysis.held import Held
from graph.errors import InvalidParameter, NotFound
from graph.export.figure import filled
from graph.identifiers import ID, resource
from graph.store.dataset import Term
from sparql.answers import Answer, tally
from sparql.labels import Labels
from sparql.naming import given, is_fit, is_name, resolve
from sparql.scope import Scope, scope
from sparql.words import Language

#: The parameter that names another release: the one before, where none is given.
RELEASE = "with"
#: Texts that name a thing where one is given, and may be left empty.
THINGS = frozenset(("other", "only"))
#: The column of roles in which something was checked: texts that whoever decides gives.
ROLE = "checked"


@dataclass(frozen=True, slots=True)
class Analysed:
    """What an analysis found, as an answer with its scope in the reader's language."""

    declared: Declared
    answer: Answer
    finding: Finding
    held: Held


def analyse(
    held: Held, asked: Analysis, params: Mapping[str, str], lang: Language = "fi", known: Scope | None = None
) -> Analysed:
    """Run an analysis; a thing is given by its code or its name, and reaches the analysis as an IRI.

    Raises InvalidParameter, AmbiguousName, and what the analysis itself refuses.
    """
    declared = asked.declared
    values = _bound(held, declared, params)
    finding = asked.find(held, values)
    answer = Answer(
        name=declared.name,
        question=declared.question[lang],
        need="",
        parameters={name: value.removeprefix(ID) for name, value in values.items()},
        scope=known or scope(held.dataset),
        columns=finding.columns,
        rows=_in_words(declared, finding, lang),
        states=tally(finding.columns, finding.rows),
        release=held.dataset.release,
    )
    return Analysed(declared, answer, finding, held)


def remarks(found: Analysed, labels: Labels, language: Language) -> tuple[str, ...]:
    """Say what is to be said beside the rows."""
    return tuple(said(found.declared, remark, labels, language) for remark in found.finding.remarks)


def said(declared: Declared, remark: Remark, labels: Labels, language: Language) -> str:
    """Say one remark of an analysis."""
    values = {name: _said(declared, value, labels, language) for name, value in remark.values.items()}
    return filled(declared.remarks[remark.key][language], language, values)


def _said(declared: Declared, value: str | int, labels: Labels, language: Language) -> str | int:
    """Name a thing by its IRI, or say a word of the analysis; whatever else there is stands as it is."""
    if isinstance(value, int):
        return value
    if value.startswith("http"):
        return labels.of(value, language).text
    word = declared.words.get(value)
    return word[language] if word else value


def _in_words(
    declared: Declared, finding: Finding, language: Language
) -> tuple[tuple[Term | None, ...], ...]:
    """Say roles in the reader's language, where the analysis has words for them; the rest is as it is."""
    if ROLE not in finding.columns:
        return finding.rows
    place = finding.columns.index(ROLE)
    return tuple(
        (*row[:place], _worded(declared, row[place], language), *row[place + 1 :]) for row in finding.rows
    )


def _worded(declared: Declared, term: Term | None, language: Language) -> Term | None:
    if not isinstance(term, Literal) or term.value not in declared.words:
        return term
    return Literal(declared.words[term.value][language])


def _bound(held: Held, declared: Declared, params: Mapping[str, str]) -> dict[str, str]:
    bound = declared.given(dict(_named(held, declared, params)))
    if not bound.get(RELEASE, "unasked"):
        bound[RELEASE] = held.before
    things = {p.name for p in declared.params if p.type == "resource"}
    return {
        name: resource(_code(value)) if name in things and value else value for name, value in bound.items()
    }


def _named(held: Held, declared: Declared, params: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    known = {p.name: p for p in declared.params}
    for name, value in params.items():
        try:
            chosen = given(held.dataset, known[name], value) if name in known else value
        except NotFound as unknown:
            reason = f"{unknown}. {unknown.remedy}"
            if is_name(held.dataset, value):
                reason = f"{value} is none of these: {', '.join(known[name].classes)}"
            raise InvalidParameter(declared.name, name, reason) from None
        if name in known and not is_fit(held.dataset, known[name], chosen):
            reason = f"{_code(value)} is none of these: {', '.join(known[name].classes)}"
            raise InvalidParameter(declared.name, name, reason)
        yield name, _thing(held, value) if value and name in THINGS else chosen


def _thing(held: Held, value: str) -> str:
    """Return the code of what covers or is covered, given by its code or name; anything else as it is."""
    reach = held.reach
    try:
        found = resolve(held.dataset, value, lambda iri: iri in reach.members or iri in reach.covered)
    except NotFound:
        return value
    return _code(found)


def _code(value: str) -> str:
    return value.removeprefix(ID).removeprefix("id:")
