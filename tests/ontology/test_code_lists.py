from __future__ import annotations

import pytest
from rdflib import RDF, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from ontology.source import graph, paths

KYT = Namespace("https://w3id.org/kytkos/ns#")
LISTS = Graph().parse(paths("schemes")[0], format="turtle")
SHAPES = graph("shapes")
SCHEMES = sorted(str(s) for s in LISTS.subjects(RDF.type, SKOS.ConceptScheme))
CONCEPTS = sorted(str(c) for c in LISTS.subjects(SKOS.inScheme, None))

#: The states as the design's table has them: Finnish, Swedish.
STATES = {
    "direct": ("todettu", "konstaterad"),
    "partial": ("osittain", "delvis"),
    "weak": ("vain yläkäsitteen kautta", "endast via överordnat begrepp"),
    "proposed": ("ehdotettu", "föreslagen"),
    "denied": ("lähde kiistää", "källan förnekar"),
    "absent": ("ei ole täydeksi ilmoitetussa luettelossa", "finns inte i en fullständig förteckning"),
    "not-stated": ("ei mainita luetussa aineistossa", "nämns inte i det lästa materialet"),
    "unknown": ("aineisto puuttuu", "material saknas"),
    "conflict": ("lähteet ristiriidassa", "källorna motsäger varandra"),
}


def members(scheme: str) -> set[str]:
    return {str(c) for c in LISTS.subjects(SKOS.inScheme, URIRef(scheme))}


@pytest.mark.parametrize("iri", [*SCHEMES, *CONCEPTS])
def test_every_list_and_value_is_named_in_three_languages_and_defined(iri: str) -> None:
    labels = [o for o in LISTS.objects(URIRef(iri), SKOS.prefLabel) if isinstance(o, Literal)]
    assert sorted(str(label.language) for label in labels) == ["en", "fi", "sv"]
    definitions = LISTS.objects(URIRef(iri), SKOS.definition)
    assert "en" in {d.language for d in definitions if isinstance(d, Literal)}


@pytest.mark.parametrize("iri", CONCEPTS)
def test_a_values_iri_says_its_list(iri: str) -> None:
    kept_in = LISTS.value(URIRef(iri), SKOS.inScheme)
    assert kept_in == KYT[f"list-{iri.removeprefix(KYT).split('-')[0]}"]
    assert str(kept_in) in SCHEMES


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_two_values_of_a_list_have_one_name(scheme: str) -> None:
    names = [label for member in members(scheme) for label in LISTS.objects(URIRef(member), SKOS.prefLabel)]
    assert len(names) == len(set(names)) == 3 * len(members(scheme)) > 0


@pytest.mark.parametrize("name", STATES)
def test_a_state_reads_as_the_design_says(name: str) -> None:
    labels = set(LISTS.objects(KYT[f"state-{name}"], SKOS.prefLabel))
    finnish, swedish = STATES[name]
    assert {Literal(finnish, lang="fi"), Literal(swedish, lang="sv")} <= labels


def test_there_is_no_state_besides() -> None:
    assert members(KYT["list-state"]) == {str(KYT[f"state-{name}"]) for name in STATES}


@pytest.mark.parametrize("iri", sorted(members(KYT["list-gap"])))
def test_every_gap_type_says_in_three_languages_what_would_close_it(iri: str) -> None:
    texts = [o for o in LISTS.objects(URIRef(iri), KYT.closedBy) if isinstance(o, Literal)]
    assert sorted(str(text.language) for text in texts) == ["en", "fi", "sv"]


def test_the_values_a_shape_allows_are_the_whole_list() -> None:
    checked = set()
    for owner, head in SHAPES.subject_objects(SH["in"]):
        if owner == KYT.OnlyProposed:  # is about all but the accepted
            continue
        allowed = {str(item) for item in Collection(SHAPES, head)}
        scheme = str(LISTS.value(URIRef(min(allowed)), SKOS.inScheme))
        if scheme in SCHEMES and len(allowed) > 1:
            assert allowed == members(scheme)
            checked.add(scheme.removeprefix(KYT["list-"]))
    assert checked >= {"state", "status", "band", "polarity", "role", "mode", "uptake", "stage"}
    assert checked >= {"composition", "fundingScope", "indicatorKind", "indicatorStatus", "label"}
