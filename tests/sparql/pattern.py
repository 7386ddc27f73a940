"""The graph pattern of a query file, read token by token: its shape, and the kinds of thing it joins."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from graph.store.query_file import QueryFile
from graph.store.tokens import Kind, Token, tokens

_CONSTANTS = (Kind.IRI, Kind.NAME, Kind.STRING, Kind.NUMBER)

#: The kinds at the ends of a relation, beside those that a query names as classes.
_ENDS = {
    "kyt:describes": {"Document"},
    "dct:isVersionOf": {"Document", "DocumentVersion"},
    "kyt:hasSection": {"DocumentVersion", "Section"},
    "kyt:sectionKey": {"Section"},
    "kyt:inSection": {"Section"},
    "kyt:lacks": {"DocumentVersion", "MissingPart"},
    "kyt:coverer": {"CoverageCell"},
    "kyt:covered": {"CoverageCell"},
    "kyt:holds": {"CoverageCell"},
    "kyt:through": {"CoverageCell"},
    "kyt:decisionState": {"Assertion"},
    "rdf:subject": {"Assertion"},
    "rdf:predicate": {"Assertion"},
    "rdf:object": {"Assertion"},
    "kyt:evidence": {"Assertion", "Evidence"},
    "oa:hasSelector": {"Evidence"},
    "kyt:about": {"Decision", "Assertion"},
    "kyt:targets": {"TargetGroup"},
    "kyt:targetsIndirectly": {"TargetGroup"},
    "kyt:targetsIntermediary": {"TargetGroup"},
    "kyt:groupRole": {"TargetGroup"},
    "kyt:countedBy": {"TargetGroup", "Indicator"},
    "kyt:namedAsExampleOf": {"TargetGroup"},
    "kyt:concerns": {"Phenomenon"},
    "kyt:funds": {"Project"},
    "kyt:coordinatedBy": {"Theme", "CoordinationProject"},
    "kyt:produced": {"Project", "Result"},
    "kyt:hasUptake": {"Result", "UptakeStatus"},
    "kyt:usesMethod": {"Method"},
    "kyt:hasIndicator": {"Indicator"},
    "kyt:indicatorKind": {"Indicator"},
    "kyt:hasFunding": {"MonetaryAmount"},
    "kyt:amount": {"MonetaryAmount"},
    "kyt:hasResponsibleMinistry": {"Organization"},
    "kyt:hasIntermediateBody": {"Organization"},
    "kyt:hasImplementer": {"Organization"},
    "kyt:cooperatesWith": {"Organization"},
    "kyt:hasImplementationPeriod": {"Interval"},
    "kyt:declaresMissing": {"Field"},
    "kyt:buildsOnFunding": {"PriorityAxis"},
    "kyt:appliesPrinciple": {"Principle"},
    "kyt:citesAsBackground": {"PolicyInstrument"},
    "kyt:claimsAlignmentWith": {"PolicyInstrument"},
    "kyt:alignedByInstrumentText": {"PolicyInstrument"},
    "kyt:recommendationYear": {"CountryRecommendation"},
    "kyt:period": {"ProgrammingPeriod"},
    "kyt:fundedFrom": {"Programme", "Fund"},
}


def shape(query: QueryFile) -> tuple[str, ...]:
    """Return the pattern with every variable and constant renamed by the order of first appearance.

    Predicates and classes are constants too: two questions that differ in nothing but names are one.
    """
    renamed: dict[str, str] = {}
    return tuple(_renamed(token, renamed) for token in _pattern(query))


def kinds(query: QueryFile) -> set[str]:
    """Return the kinds of thing that the pattern names as classes, or reaches by its relations."""
    names = [token.text for token in _pattern(query) if token.kind is Kind.NAME]
    named = {name.partition(":")[2] for name in names if name.partition(":")[2][:1].isupper()}
    return named.union(*(_ENDS.get(name, set()) for name in names))


def is_ordered(query: QueryFile) -> bool:
    """Say whether the whole answer, and not just some part of it, is put in order."""
    told = [token.text.upper() for token in tokens(query.text) if not token.is_silent]
    after = told[len(told) - told[::-1].index("}") :] if "}" in told else []
    return ("ORDER", "BY") in pairwise(after)


def _pattern(query: QueryFile) -> Iterable[Token]:
    """Yield what stands between the first brace and its match."""
    told = [token for token in tokens(query.text) if not token.is_silent]
    first = next(place for place, token in enumerate(told) if token.text == "{")
    last = max(place for place, token in enumerate(told) if token.text == "}")
    return told[first : last + 1]


def _renamed(token: Token, renamed: dict[str, str]) -> str:
    if token.kind is Kind.VARIABLE and token.text.startswith("?"):
        return renamed.setdefault(token.text, f"?{len(renamed)}")
    if token.kind in _CONSTANTS or token.kind is Kind.VARIABLE:
        return renamed.setdefault(token.text, f"={len(renamed)}")
    return token.text.upper()
