from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, Node, URIRef

from ontology.source import graph, paths

KYT = Namespace("https://w3id.org/kytkos/ns#")
ID = Namespace("https://w3id.org/kytkos/id/")
ADMS = Namespace("http://www.w3.org/ns/adms#")
VOCABULARIES = Path(__file__).resolve().parents[3] / "shared" / "data" / "vocabularies"

SCHEMES = graph("schemes")
CONCEPTS = sorted(str(c) for c in SCHEMES.subjects(SKOS.inScheme, None) if str(c).startswith(ID))
GROUPS = set(SCHEMES.subjects(RDF.type, KYT.TargetGroup))
ALIGNMENTS = set(SCHEMES.subjects(RDF.type, KYT.Alignment))
MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")

#: Where codes of a scheme lie: (scheme, first, last).
RANGES = (("k1000", 1001, 1499), ("k1500", 1501, 1699), ("k1700", 1701, 1899))

#: One name for each group, so that the tests read as sentences.
NAMED = {
    "aged": ID.k1140,
    "ageing": ID.k1141,
    "unemployed": ID.k1002,
    "long-term unemployed": ID.k1003,
    "outside working life": ID.k1001,
    "inactive": ID.k1004,
    "minorities": ID.k1177,
    "ethnic minorities": ID.k1178,
    "Roma": ID.k1179,
    "Sámi": ID.k1180,
    "gender minorities": ID.k1183,
    "sanction clients": ID.k1200,
    "prisoners being released": ID.k1202,
    "released prisoners": ID.k1204,
    "disabled": ID.k1150,
    "partial work ability": ID.k1009,
    "children and young": ID.k1100,
    "child welfare clients": ID.k1111,
    "children in care": ID.k1112,
    "at risk of exclusion": ID.k1032,
    "excluded": ID.k1033,
    "severe substance use": ID.k1162,
    "substance use": ID.k1161,
    "substitution treatment": ID.k1165,
}


def broader(group: Node) -> set[Node]:
    above = SCHEMES.transitive_objects(group, SKOS.broader)
    return {node for node in above if node is not None and node != group}


def labels(subject: Node) -> Counter[Node]:
    names = (SKOS.prefLabel, SKOS.altLabel)
    return Counter(o for name in names for o in SCHEMES.objects(subject, name))


def labelled(subject: Node) -> Counter[Node]:
    nodes = SCHEMES.objects(subject, KYT.labelling)
    return Counter(text for node in nodes for text in SCHEMES.objects(node, KYT.labelText))


def test_every_concept_is_named_once_in_each_language() -> None:
    for iri in CONCEPTS:
        names = [o for o in SCHEMES.objects(URIRef(iri), SKOS.prefLabel) if isinstance(o, Literal)]
        assert sorted(str(name.language) for name in names) == ["en", "fi", "sv"], iri


def test_labelling_covers_every_label_of_a_concept_exactly_once() -> None:
    assert [iri for iri in CONCEPTS if labelled(URIRef(iri)) != labels(URIRef(iri))] == []


def test_an_official_label_has_a_source_and_the_others_have_none() -> None:
    official = set(SCHEMES.subjects(KYT.labelStatus, KYT["label-official"]))
    assert official
    assert all(SCHEMES.value(node, DCTERMS.source) for node in official)
    others = set(SCHEMES.subjects(KYT.labelStatus, None)) - official
    assert not [node for node in others if SCHEMES.value(node, DCTERMS.source)]


@pytest.mark.parametrize(("scheme", "first", "last"), RANGES)
def test_codes_lie_in_the_range_of_their_scheme(scheme: str, first: int, last: int) -> None:
    members = [str(c).removeprefix(ID) for c in SCHEMES.subjects(SKOS.inScheme, ID[scheme])]
    assert members
    assert all(first <= int(code.removeprefix("k")) <= last for code in members)


@pytest.mark.parametrize("scheme", ["k1000", "k1500", "k1700"])
def test_one_name_means_one_concept_of_a_scheme(scheme: str) -> None:
    owners: dict[tuple[str, str | None], set[Node]] = defaultdict(set)
    for concept in SCHEMES.subjects(SKOS.inScheme, ID[scheme]):
        for name in labels(concept):
            if isinstance(name, Literal):
                owners[str(name).casefold(), name.language].add(concept)
    assert [name for name, found in owners.items() if len(found) > 1] == []


def test_broader_stays_inside_the_scheme_and_never_returns() -> None:
    for concept in map(URIRef, CONCEPTS):
        above = {node for b in SCHEMES.objects(concept, SKOS.broader) for node in broader(b) | {b}}
        assert concept not in above
        schemes = {s for node in above for s in SCHEMES.objects(node, SKOS.inScheme)}
        assert schemes <= set(SCHEMES.objects(concept, SKOS.inScheme))


def test_a_group_keeps_its_role_in_every_broader_group() -> None:
    for group in GROUPS:
        role = SCHEMES.value(group, KYT.groupRole)
        assert role is not None
        assert {SCHEMES.value(above, KYT.groupRole) for above in broader(group)} <= {role}


@pytest.mark.parametrize(
    ("narrower", "wider"),
    [
        ("long-term unemployed", "unemployed"),
        ("unemployed", "outside working life"),
        ("inactive", "outside working life"),
        ("Roma", "ethnic minorities"),
        ("gender minorities", "minorities"),
        ("prisoners being released", "sanction clients"),
        ("child welfare clients", "children and young"),
        ("children in care", "child welfare clients"),
        ("severe substance use", "substance use"),
    ],
)
def test_every_member_of_the_narrower_group_is_in_the_broader(narrower: str, wider: str) -> None:
    assert NAMED[wider] in broader(NAMED[narrower])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aged", "ageing"),
        ("Sámi", "minorities"),
        ("Sámi", "ethnic minorities"),
        ("inactive", "unemployed"),
        ("partial work ability", "disabled"),
        ("at risk of exclusion", "excluded"),
        ("released prisoners", "sanction clients"),
        ("substitution treatment", "severe substance use"),
    ],
)
def test_groups_that_sound_alike_are_not_in_each_other(one: str, other: str) -> None:
    first, second = NAMED[one], NAMED[other]
    assert second not in broader(first)
    assert first not in broader(second)
    assert not set(labels(first)) & set(labels(second))


def test_a_phenomenon_points_at_groups_as_related_only() -> None:
    phenomena = set(SCHEMES.subjects(RDF.type, KYT.Phenomenon))
    pointed = {g for p in phenomena for g in SCHEMES.objects(p, SKOS.related)}
    assert pointed & GROUPS
    assert not {b for p in phenomena for b in SCHEMES.objects(p, SKOS.broader)} & GROUPS
    assert not {b for g in GROUPS for b in SCHEMES.objects(g, SKOS.broader)} & phenomena


def test_groups_are_counted_by_indicators_of_the_scheme() -> None:
    counted = set(SCHEMES.subject_objects(KYT.countedBy))
    indicators = set(SCHEMES.subjects(SKOS.inScheme, ID.k1900))
    assert {g for g, _ in counted} <= GROUPS
    assert {i for _, i in counted} <= indicators
    assert not [g for g, _ in counted if g in (NAMED["aged"], NAMED["ageing"])]


def _indicator_rows() -> list[dict[str, str]]:
    table = VOCABULARIES / "esfplus_indicators.tsv"
    if not table.is_file():
        pytest.skip("the vocabularies are not beside the checkout")
    with table.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def test_an_indicators_name_and_code_are_as_verified_as_the_table_says() -> None:
    rows = _indicator_rows()
    assert {ID[r["code"]] for r in rows} == set(SCHEMES.subjects(SKOS.inScheme, ID.k1900))
    for row in rows:
        indicator = ID[row["code"]]
        name = Literal(row["name_en"], lang="en")
        node = next(
            n for n in SCHEMES.objects(indicator, KYT.labelling) if (n, KYT.labelText, name) in SCHEMES
        )
        official = SCHEMES.value(node, KYT.labelStatus) == KYT["label-official"]
        assert official == (row["name_verified"] == "yes")
        identifier = SCHEMES.value(indicator, ADMS.identifier)
        status = KYT["status-accepted" if row["code_verified"] == "yes" else "status-proposed"]
        assert SCHEMES.value(identifier, ADMS.status) == status


def alignments() -> Iterator[tuple[Node, Node, Node, Node]]:
    for node in ALIGNMENTS:
        parts = [SCHEMES.value(node, p) for p in (RDF.subject, RDF.predicate, RDF.object, ADMS.status)]
        yield tuple(part for part in parts if part is not None)  # type: ignore[misc]


def test_every_alignment_is_complete_and_of_the_editors() -> None:
    assert ALIGNMENTS
    for node in ALIGNMENTS:
        assert SCHEMES.value(node, DCTERMS.source) is not None
        assert SCHEMES.value(node, DCTERMS.date) is not None
        assert SCHEMES.value(node, KYT.judge) == Literal("editor")
    assert all(len(found) == 4 for found in alignments())
    assert all(URIRef(str(s)) in set(map(URIRef, CONCEPTS)) for s, *_ in alignments())


def test_the_plain_mappings_are_exactly_the_accepted_alignments() -> None:
    accepted = {(s, p, o) for s, p, o, status in alignments() if status == KYT["status-accepted"]}
    plain = {(s, SKOS[m], o) for m in MATCHES for s, o in SCHEMES.subject_objects(SKOS[m])}
    assert plain == accepted


def test_nothing_of_another_vocabulary_is_declared_the_same() -> None:
    assert not list(SCHEMES.subject_objects(SKOS.exactMatch))


def test_occupations_match_professional_groups_and_no_group_of_people_served() -> None:
    served = {g for g in GROUPS if (g, KYT.groupRole, KYT["role-intermediaries"]) not in SCHEMES}
    assert not [s for s, _, o, _ in alignments() if "/esco/" in str(o) and s in served]


def _table_rows() -> list[dict[str, str]]:
    table = VOCABULARIES / "alignments.tsv"
    if not table.is_file():
        pytest.skip("the vocabularies are not beside the checkout")
    with table.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def _yso() -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for language in ("fi", "sv", "en"):
        table = VOCABULARIES / f"yso-{language}.tsv"
        if not table.is_file():
            pytest.skip("the YSO labels are not beside the checkout")
        for line in table.read_text("utf-8").splitlines():
            iri, label = line.split("\t", 1)
            found[iri.strip("<>")].add((label, language))
    return found


def test_an_alignments_status_follows_the_verification_of_its_identifier() -> None:
    verified = {r["identifier"] for r in _table_rows() if r["verified"] == "yes"} | set(_yso())
    accepted = {str(o) for _, _, o, status in alignments() if status == KYT["status-accepted"]}
    assert accepted <= verified


def test_labels_said_to_be_yso_are_its_labels() -> None:
    yso = _yso()
    for row in _table_rows():
        known = {(row[f"label_{lang}"], lang) for lang in ("fi", "sv", "en")}
        yso[row["identifier"]] |= known
    checked = 0
    for node, source in SCHEMES.subject_objects(DCTERMS.source):
        if str(source).startswith("http://www.yso.fi/onto/yso/"):
            for text in SCHEMES.objects(node, KYT.labelText):
                assert isinstance(text, Literal)
                assert (str(text), str(text.language)) in yso[str(source)]
                checked += 1
    assert checked > 100


def test_each_scheme_stands_in_its_own_file() -> None:
    for path in paths("schemes")[1:]:
        own = Graph().parse(path, format="turtle")
        assert len(set(own.subjects(RDF.type, SKOS.ConceptScheme))) == (path.stem != "alignments")
