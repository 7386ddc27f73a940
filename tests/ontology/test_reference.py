from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from rdflib import DCTERMS, ORG, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, Node, URIRef

from ontology.source import graph, paths

KYT = Namespace("https://w3id.org/kytkos/ns#")
ID = Namespace("https://w3id.org/kytkos/id/")
ADMS = Namespace("http://www.w3.org/ns/adms#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
SCHEMA = Namespace("http://schema.org/")
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
CELEX = re.compile(r"[3-5]\d{4}[A-Z]{1,2}\d{4}(\(\d\d\))?")

REFERENCE = graph("reference")
RESOURCES = sorted({str(s) for s in REFERENCE.subjects(RDF.type, None) if str(s).startswith(ID)})
PROPOSAL, ACT = KYT["act-commission-proposal"], KYT["act-council-recommendation"]


def code(node: Node) -> str:
    return str(node).removeprefix(ID)


def dates(node: Node, predicate: URIRef) -> set[str]:
    records = REFERENCE.objects(node, KYT.hasRecord)
    return {str(d) for record in records for d in REFERENCE.objects(record, predicate)}


def test_every_resource_has_one_finnish_name_and_at_most_one_in_each_language() -> None:
    for iri in RESOURCES:
        names = [o for o in REFERENCE.objects(URIRef(iri), SKOS.prefLabel) if isinstance(o, Literal)]
        languages = Counter(name.language for name in names)
        assert languages["fi"] == 1, iri
        assert set(languages) <= {"fi", "sv", "en"}, iri
        assert max(languages.values()) == 1, iri


def test_labelling_covers_every_label_of_a_resource_exactly_once() -> None:
    for iri in map(URIRef, RESOURCES):
        names = Counter(o for p in (SKOS.prefLabel, SKOS.altLabel) for o in REFERENCE.objects(iri, p))
        nodes = REFERENCE.objects(iri, KYT.labelling)
        assert Counter(t for n in nodes for t in REFERENCE.objects(n, KYT.labelText)) == names, iri


def test_an_official_label_has_a_source_and_the_others_have_none() -> None:
    for node, status in REFERENCE.subject_objects(KYT.labelStatus):
        official = status == KYT["label-official"]
        assert bool(REFERENCE.value(node, DCTERMS.source)) == official


def test_no_code_is_given_twice() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for part in ("schemes", "reference"):
        for path in paths(part):
            for subject in Graph().parse(path, format="turtle").subjects(SKOS.prefLabel, None):
                owners[str(subject)].add(path.stem)
    assert {iri for iri, files in owners.items() if len(files) > 1} == set()


def test_codes_without_an_official_one_lie_in_the_range_of_their_file() -> None:
    ranges = {
        "instruments": (2000, 2499),
        "organisations": (2500, 2699),
        "programmes": (2700, 2899),
        "projects": (2900, 2999),
    }
    for path in paths("reference"):
        first, last = ranges[path.stem]
        subjects = {code(s) for s in Graph().parse(path, format="turtle").subjects(SKOS.prefLabel, None)}
        curated = {int(c[1:]) for c in subjects if re.fullmatch(r"k\d{4}", c)}
        assert all(first <= number <= last for number in curated), path.name


def test_the_commissions_proposal_and_the_councils_act_are_two_works() -> None:
    acts = set(REFERENCE.subject_objects(ELI.adopts))
    assert {(code(act), code(proposal)) for act, proposal in acts} >= {
        ("k2001", "52019DC0526"),
        ("k2002", "52020DC0526"),
    }
    for act, proposal in acts:
        assert act != proposal
        assert REFERENCE.value(act, ELI.type_document) == ACT
        assert REFERENCE.value(proposal, ELI.type_document) == PROPOSAL
        years = {REFERENCE.value(node, KYT.recommendationYear) for node in (act, proposal)}
        assert len(years) == 1


@pytest.mark.parametrize(("date", "work"), [("2019-06-05", "52019DC0526"), ("2020-05-20", "52020DC0526")])
def test_the_days_the_forms_ascribe_to_the_council_are_the_commissions(date: str, work: str) -> None:
    dated = {code(s) for s, o in REFERENCE.subject_objects(ELI.date_document) if str(o) == date}
    assert dated == {work}
    assert REFERENCE.value(ID[work], ELI.type_document) == PROPOSAL


def test_one_year_has_at_most_one_council_act_and_one_proposal() -> None:
    years: Counter[tuple[Node | None, Node | None]] = Counter()
    for node in REFERENCE.subjects(RDF.type, KYT.CountryRecommendation):
        years[REFERENCE.value(node, KYT.recommendationYear), REFERENCE.value(node, ELI.type_document)] += 1
    assert set(years.values()) == {1}
    assert {int(str(year)) for year, _ in years} >= {2019, 2020, 2022, 2024, 2025}


def test_every_part_of_recommendations_is_sourced_and_leads_to_an_act() -> None:
    parts = set(REFERENCE.subjects(RDF.type, KYT.RecommendationPart))
    acts = set(REFERENCE.subjects(RDF.type, KYT.CountryRecommendation))
    assert parts
    for part in parts:
        assert REFERENCE.value(part, DCTERMS.source) is not None
        assert acts & set(REFERENCE.transitive_objects(part, DCTERMS.isPartOf))


def test_the_recommendations_of_2020_are_four_and_their_sentences_count_from_one() -> None:
    numbered = set(REFERENCE.subjects(DCTERMS.isPartOf, ID.k2002))
    assert {int(str(REFERENCE.value(p, KYT.number))) for p in numbered} == {1, 2, 3, 4}
    for recommendation in numbered:
        sentences = sorted(
            int(str(REFERENCE.value(p, KYT.sentence)))
            for p in REFERENCE.subjects(DCTERMS.isPartOf, recommendation)
        )
        assert sentences == list(range(1, len(sentences) + 1))


def test_no_celex_number_stands_without_a_source_unless_it_is_only_proposed() -> None:
    seen = 0
    for iri in map(URIRef, RESOURCES):
        if CELEX.fullmatch(code(iri)):
            seen += 1
            assert REFERENCE.value(iri, DCTERMS.source) is not None
            assert REFERENCE.value(iri, DCTERMS.identifier) == Literal(code(iri))
    for node, notation in REFERENCE.subject_objects(SKOS.notation):
        if CELEX.fullmatch(str(notation)):
            assert REFERENCE.value(node, ADMS.status) == KYT["status-proposed"]
            assert REFERENCE.value(node, RDFS.comment) is not None
    assert seen >= 9


def test_an_accepted_identifier_has_a_source_and_a_proposed_one_says_why() -> None:
    for node in REFERENCE.subjects(RDF.type, ADMS.Identifier):
        accepted = REFERENCE.value(node, ADMS.status) == KYT["status-accepted"]
        needed = DCTERMS.source if accepted else RDFS.comment
        assert REFERENCE.value(node, needed) is not None


def _verified() -> dict[str, bool]:
    table = DATA / "vocabularies" / "alignments.tsv"
    if not table.is_file():
        pytest.skip("the vocabularies are not beside the checkout")
    with table.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    kinds = ("CELEX", "CCI", "Y-tunnus (PRH)", "EURA hankekoodi")
    return {r["identifier"]: r["verified"] == "yes" for r in rows if r["vocabulary"] in kinds}


def test_an_identifier_the_table_does_not_verify_is_only_proposed() -> None:
    unverified = {identifier for identifier, yes in _verified().items() if not yes}
    own = {i for i in unverified if re.fullmatch(r"[SA]\d{5}", i)}
    assert not {code(URIRef(iri)) for iri in RESOURCES} & (unverified - own)
    for node, notation in REFERENCE.subject_objects(SKOS.notation):
        if str(notation) in unverified:
            assert REFERENCE.value(node, ADMS.status) == KYT["status-proposed"]


def test_one_number_means_different_things_in_the_two_programmes() -> None:
    axes = [a for a, n in REFERENCE.subject_objects(KYT.programmeNumber) if str(n) == "5"]
    periods = {REFERENCE.value(axis, KYT.period) for axis in axes}
    assert len(axes) == 2
    assert periods == {ID["2014-2020"], ID["2021-2027"]}


def test_the_three_numbers_of_equal_inclusion_are_one_objective() -> None:
    numbers = {
        str(REFERENCE.value(ID.k2743, predicate))
        for predicate in (KYT.regulationNumber, KYT.programmeNumber, KYT.draftNumber)
    }
    assert numbers == {"4.h", "4.3", "4.1.7"}


def test_a_theme_prefers_its_published_name_and_keeps_the_forms() -> None:
    for theme in (ID.k2801, ID.k2802):
        for node in REFERENCE.objects(theme, KYT.labelling):
            texts = set(REFERENCE.objects(node, KYT.labelText))
            preferred = texts & set(REFERENCE.objects(theme, SKOS.prefLabel))
            official = REFERENCE.value(node, KYT.labelStatus) == KYT["label-official"]
            assert preferred == (texts if official else set())


def test_unread_themes_are_known_by_name() -> None:
    themes = {code(t) for t in REFERENCE.subjects(RDF.type, KYT.Theme)}
    assert themes > {"k2801", "k2802"}
    assert all(REFERENCE.value(ID[t], DCTERMS.source) for t in themes)


def test_the_ely_centres_ended_and_no_successor_is_named() -> None:
    change = REFERENCE.value(None, RDF.type, ORG.ChangeEvent)
    assert change is not None
    assert str(REFERENCE.value(change, DCTERMS.date)) == "2025-12-31"
    assert ID.k2520 in set(REFERENCE.objects(change, ORG.originalOrganization))
    assert not list(REFERENCE.objects(change, ORG.resultingOrganization))


def test_registers_that_disagree_stand_side_by_side() -> None:
    assert dates(ID.S20220, SCHEMA.endDate) == {"2017-09-30", "2022-09-30", "2023-08-31"}
    assert not list(REFERENCE.subject_objects(OWL.sameAs))


def test_every_project_says_which_register_or_report_knows_its_code() -> None:
    for project in REFERENCE.subjects(DCTERMS.identifier, None):
        if re.fullmatch(r"S\d{5}", code(project)):
            notations = {
                str(REFERENCE.value(node, SKOS.notation))
                for node in REFERENCE.objects(project, ADMS.identifier)
            }
            assert code(project) in notations


def test_the_projects_dates_and_partners_are_the_registers() -> None:
    table = DATA / "portfolio" / "eura2014_records.tsv"
    if not table.is_file():
        pytest.skip("the register records are not beside the checkout")
    with table.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for row in rows:
        project = ID[row["hankekoodi"]]
        day, month, year = row["paattyy"].split(".")
        assert f"{year}-{int(month):02}-{int(day):02}" in dates(project, SCHEMA.endDate)
        linked = [o for p in (KYT.hasImplementer, KYT.cooperatesWith) for o in REFERENCE.objects(project, p)]
        ids = {
            str(REFERENCE.value(node, SKOS.notation))
            for organisation in linked
            for node in REFERENCE.objects(organisation, ADMS.identifier)
        }
        partners = {p.rsplit(" ", 1)[1] for p in row["osatoteuttajat"].split("|") if p}
        assert partners | {row["hakija_ytunnus"]} <= ids
