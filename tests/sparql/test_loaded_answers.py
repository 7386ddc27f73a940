"""What the shipped data leave unknown is answered as soon as somebody loads it."""

from __future__ import annotations

from functools import cache

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.identifiers import ID, NS
from graph.store import layout
from graph.store.dataset import Dataset, Term
from ontology.source import Part, paths
from sparql.answers import answer

PREFIXES = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix g: <https://w3id.org/kytkos/graph/> .
@prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <http://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
#: An invented programme with an objective and a theme, and the day of the last decision.
BASE = """
GRAPH g:entities {
  id:2021-2027 a kyt:ProgrammingPeriod .
  id:k9002 a kyt:Programme ; kyt:period id:2021-2027 .
  id:k9004 a kyt:SpecificObjective ; kyt:period id:2021-2027 ; dct:isPartOf id:k9002 .
  id:k9005 a kyt:Theme ; kyt:period id:2021-2027 ; dct:isPartOf id:k9004 .
}
GRAPH g:decisions { id:d1 a kyt:Decision ; prov:atTime "2026-05-10T08:00:00Z"^^xsd:dateTime . }
"""
CALLS = """
GRAPH g:entities {
  id:c1 a kyt:Call ; dct:isPartOf id:k9005 ;
    schema:startDate "2026-04-01"^^xsd:date ; schema:endDate "2026-05-31"^^xsd:date ; kyt:hasFunding id:m1 .
  id:m1 a kyt:MonetaryAmount ; kyt:amount 500000 ; kyt:currency "EUR" ;
    kyt:stage kyt:stage-called ; kyt:asOf "2026-04-01" .
  id:c2 a kyt:Call ; dct:isPartOf id:k9005 ;
    schema:startDate "2026-09-01"^^xsd:date ; schema:endDate "2026-10-31"^^xsd:date .
  id:c3 a kyt:Call ; dct:isPartOf id:k9005 ;
    schema:startDate "2025-09-01"^^xsd:date ; schema:endDate "2025-10-31"^^xsd:date .
}
"""


@cache
def vocabulary() -> tuple[Quad, ...]:
    parts: tuple[tuple[Part, str], ...] = (("terms", layout.ONTOLOGY), ("schemes", layout.SCHEMES))
    return tuple(
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph))
        for part, graph in parts
        for path in paths(part)
        for triple in parse(path=path, format=RdfFormat.TURTLE)
    )


def rows(more: str, name: str, columns: str, **params: str) -> list[tuple[str, ...]]:
    """Ask a question of the invented release with more in it; resources and terms by their short names."""
    held = Dataset.of([*vocabulary(), *parse(PREFIXES + BASE + more, format=RdfFormat.TRIG)], "r1")
    got = answer(held, name, params)
    places = [got.columns.index(column) for column in columns.split()]
    return [tuple(_short(row[place]) for place in places) for row in got.rows]


def _short(term: Term | None) -> str:
    value = "" if term is None else getattr(term, "value", str(term))
    return value.removeprefix(ID).removeprefix(NS).removeprefix("state-")


def test_a_call_is_open_planned_or_over_as_of_the_last_decision() -> None:
    assert rows(CALLS, "calls-of-themes", "call isOpen isPlanned amount missing state") == [
        ("c3", "false", "false", "", "", "direct"),
        ("c1", "true", "false", "500000", "", "direct"),
        ("c2", "false", "true", "", "", "direct"),
    ]


def test_the_day_can_be_given_and_a_call_is_open_on_its_first_and_last() -> None:
    for day, is_open in (
        ("2026-03-31", "false"),
        ("2026-04-01", "true"),
        ("2026-05-31", "true"),
        ("2026-06", "false"),
    ):
        got = rows(CALLS, "calls-of-themes", "call isOpen", asOf=day)
        assert ("c1", is_open) in got, day


def test_a_call_without_dates_is_neither_open_nor_planned() -> None:
    more = "GRAPH g:entities { id:c9 a kyt:Call ; dct:isPartOf id:k9005 . }"
    assert rows(more, "calls-of-themes", "call isOpen isPlanned state") == [("c9", "", "", "direct")]


def test_the_stages_of_a_frame_hold_the_sums_of_its_calls_with_their_day() -> None:
    assert rows(CALLS, "frame-by-stage", "stage whose amount asOf missing state", theme="k9005") == [
        ("stage-planned", "", "", "", "missing-sums", "unknown"),
        ("stage-called", "c1", "500000", "2026-04-01", "", "direct"),
        ("stage-committed", "", "", "", "missing-sums", "unknown"),
        ("stage-paid", "", "", "", "missing-sums", "unknown"),
    ]


def test_a_form_that_was_read_and_names_no_sum_has_not_stated_the_plan() -> None:
    more = "GRAPH g:entities { id:doc kyt:describes id:k9005 . id:v1 dct:isVersionOf id:doc . }"
    planned = rows(more, "frame-by-stage", "stage missing state", theme="k9005")[0]
    assert planned == ("stage-planned", "missing-statement", "not-stated")


@pytest.mark.parametrize(
    ("approval", "state"),
    [("kyt:approvedBy id:k9012 ; dct:dateAccepted '2024-05-14'^^xsd:date ;", "direct"), ("", "unknown")],
)
def test_a_version_is_approved_only_where_body_and_day_are_stated(approval: str, state: str) -> None:
    said = f"{approval} dct:isVersionOf id:k9002 ; kyt:notation '2.0'"
    more = f"GRAPH g:entities {{ id:k9013 a kyt:ProgrammeVersion ; {said} . }}"
    got = rows(more, "programme-versions", "programme version number approved state")
    assert got == [("k9002", "k9013", "2.0", "2024-05-14" if state == "direct" else "", state)]


def test_a_common_indicator_has_the_values_of_each_objectives_own_link() -> None:
    more = """
    GRAPH g:entities {
      id:k9004 kyt:hasIndicator id:EECO18 . id:k9005 kyt:hasIndicator id:EECO18 .
      id:EECO18 kyt:targetValue 9 .
    }
    GRAPH g:assertions {
      id:a1 rdf:subject id:k9004 ; rdf:predicate kyt:hasIndicator ; rdf:object id:EECO18 ;
        kyt:baselineValue 0 ; kyt:targetValue 40 ; kyt:achievedValue 12 ; kyt:asOf "2025-12-31" .
    }
    """
    assert rows(more, "indicator-values", "whose baseline target achieved asOf missing state") == [
        ("k9004", "0", "40", "12", "2025-12-31", "", "direct"),
        ("k9005", "", "9", "", "", "missing-values", "partial"),
    ]


def test_what_owners_declared_is_told_and_what_waits_for_a_decision_is_proposed() -> None:
    said = "prov:wasAttributedTo id:k9020 ; kyt:asOf '2026-01-31' ; dct:source <https://example.org/list>"
    more = f"""
    GRAPH g:accepted {{
      id:s1 a kyt:HandledElsewhere ; kyt:covered id:k1179 ; kyt:handledBy id:k9021 ; {said} .
    }}
    GRAPH g:decisions {{
      id:s2 a kyt:JustifiedOverlap ; kyt:between id:k9004 , id:k9005 ;
        kyt:decisionState kyt:status-proposed ; {said} .
      id:s3 a kyt:CompletenessStatement ; kyt:completeFor id:k9005 ; kyt:completeRelation kyt:targets ;
        kyt:decisionState kyt:status-rejected ; {said} .
    }}
    """
    assert rows(more, "owners-statements", "register about declared asOf missing state") == [
        ("CompletenessStatement", "", "", "", "missing-statement", "unknown"),
        ("HandledElsewhere", "k1179", "k9021", "2026-01-31", "", "direct"),
        ("JustifiedOverlap", "k9004", "k9005", "2026-01-31", "", "proposed"),
    ]


def test_links_without_a_persons_decision_are_told_by_kind() -> None:
    more = """
    GRAPH g:entities { id:doc a kyt:Document . id:v1 dct:isVersionOf id:doc . id:unread a kyt:Document . }
    GRAPH g:decisions { id:d1 kyt:about id:a1 ; kyt:decidedInRole "ministry" . }
    GRAPH g:assertions {
      id:a1 a kyt:Assertion ; prov:wasDerivedFrom id:v1 ; rdf:predicate kyt:targets .
      id:a2 a kyt:Assertion ; prov:wasDerivedFrom id:v1 ; rdf:predicate kyt:targets .
      id:a3 a kyt:Assertion ; prov:wasDerivedFrom id:v1 ; rdf:predicate kyt:usesMethod .
    }
    """
    assert sorted(rows(more, "links-nobody-checked", "document relation role links state")) == [
        ("doc", "", "ministry", "1", "direct"),
        ("doc", "targets", "", "1", "proposed"),
        ("doc", "usesMethod", "", "1", "proposed"),
        ("unread", "", "", "0", "unknown"),
    ]


@pytest.mark.parametrize(
    ("declared", "state", "missing"),
    [
        ("id:k9002 a kyt:Programme", "unknown", "missing-set"),
        ("id:k9002 kyt:answersTo id:k9030", "direct", ""),
        (
            "id:s a kyt:CompletenessStatement ; kyt:completeRelation kyt:answersTo ; "
            "kyt:completeFor id:k9002",
            "absent",
            "",
        ),
    ],
)
def test_a_programme_must_answer_what_its_owner_lists_and_no_more_where_the_list_is_complete(
    declared: str, state: str, missing: str
) -> None:
    more = f"""
    GRAPH g:entities {{
      id:k9030 a kyt:CountryRecommendation ; kyt:recommendationYear 2019 .
      id:k9031 a kyt:RecommendationPart ; dct:isPartOf id:k9030 . {declared} .
    }}
    GRAPH <{layout.COVERAGE}> {{
      id:cell kyt:coverer id:k9004 ; kyt:covered id:k9031 ; kyt:state kyt:state-not-stated .
    }}
    """
    asked = {"year": "2019", "programme": "k9002"}
    got = rows(more, "recommendations-no-objective-answers", "part nearest setState missing state", **asked)
    assert got == [("k9031", "", state, missing, "not-stated")]


def test_what_one_document_affirms_and_another_denies_is_a_conflict_with_both() -> None:
    ends = "rdf:subject id:k9005 ; rdf:predicate kyt:targets ; rdf:object id:k1179"
    link = f"{ends} ; kyt:decisionState kyt:status-accepted"
    more = f"""
    GRAPH g:entities {{ id:v1 dct:isVersionOf id:doc . }}
    GRAPH g:one {{ id:a1 {link} ; kyt:polarity kyt:polarity-denied ; prov:wasDerivedFrom id:v1 . }}
    GRAPH g:two {{ id:a2 {link} ; kyt:polarity kyt:polarity-affirmed ; prov:wasDerivedFrom id:v2 . }}
    """
    got = rows(more, "sources-disagree", "property thing value source state")
    assert [row for row in got if row[-1] == "conflict"] == [
        ("polarity", "k9005", "k1179", "doc", "conflict")
    ]
