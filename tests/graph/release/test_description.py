"""What a release says of documents, links, entities and decisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from pyoxigraph import NamedNode

from graph.assertion import Assertion, Decision
from graph.curation.log import DecisionLog
from graph.identifiers import ID, NS, mint, version_code
from graph.release.build import build
from graph.release.opening import opened
from graph.release.vocabulary import Vocabulary
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace
from graph.terms import DCT, OA, PROV, RDF, RDFS, SKOS
from tests.graph.invented import (
    DESCRIBED,
    DOCUMENT,
    LINKS,
    PERSON,
    SHA,
    TARGETED,
    UNDECIDED,
    WHEN,
    decision,
    link,
    version,
)

VERSION = version_code(SHA)
READING = layout.assertions(VERSION)
Say = Callable[..., dict[str, set[str]]]


@pytest.fixture
def said(held: Workspace) -> Say:
    """Build, and read what a graph says of a thing, by the last parts of its predicates."""

    def say(thing: str, graph: str, *more: Assertion, policy: str = "short") -> dict[str, set[str]]:
        links = [*LINKS, *more]
        held.write_document(replace(version(), quote_policy=policy), links)
        for number, added in enumerate(more, 10):
            DecisionLog(held).append(decision(number, "accept", added))
        build(held, vocabulary=Vocabulary())
        return about(opened(held), thing, graph)

    return say


def about(dataset: Dataset, thing: str, graph: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in dataset.quads(graph):
        if quad.subject == NamedNode(ID + thing):
            value = str(getattr(quad.object, "value", ""))
            found.setdefault(quad.predicate.value, set()).add(value)
    return found


def expect(found: Mapping[str, set[str]], expected: Mapping[str, str]) -> None:
    assert {name: found.get(name) for name in expected} == {name: {value} for name, value in expected.items()}


def test_a_link_is_said_with_its_state_band_polarity_role_and_rule(said: Say) -> None:
    expect(
        said(TARGETED.code, READING),
        {
            RDF + "type": NS + "Assertion",
            RDF + "subject": ID + "xtheme",
            RDF + "predicate": NS + "targets",
            RDF + "object": ID + "xgroup",
            NS + "decisionState": NS + "status-accepted",
            NS + "band": NS + "band-B",
            NS + "polarity": NS + "polarity-affirmed",
            NS + "role": NS + "role-participants",
            NS + "rule": "invented-rule",
            PROV + "wasDerivedFrom": ID + VERSION,
        },
    )


def test_each_mention_is_evidence_with_words_and_place(said: Say, held: Workspace) -> None:
    passages = said(TARGETED.code, READING)[NS + "evidence"]
    assert len(passages) == 2
    dataset = opened(held)
    found = [about(dataset, passage.removeprefix(ID), READING) for passage in passages]
    selectors = [about(dataset, s.removeprefix(ID), READING) for f in found for s in f[OA + "hasSelector"]]
    assert {start for s in selectors for start in s.get(OA + "start", ())} == {"80", "180"}
    assert {words for s in selectors for words in s.get(OA + "exact", ())} == {
        "sepitetyt ryhmät",
        "Sepitetyt ryhmät",
    }
    assert all(f[OA + "hasSource"] == {ID + VERSION} for f in found)
    sections = {s for f in found for s in f[NS + "inSection"]}
    assert {
        about(dataset, s.removeprefix(ID), layout.ENTITIES)[NS + "sectionKey"].pop() for s in sections
    } == {"target-groups"}


def test_a_mention_on_a_page_is_evidence_on_that_page(said: Say, held: Workspace) -> None:
    paged = replace(link("targets", "xtheme", "xpaged", "TargetGroup", "sivullinen", start=70), page=3)
    (passage,) = said(paged.code, READING, paged)[NS + "evidence"]
    assert about(opened(held), passage.removeprefix(ID), READING)[NS + "page"] == {"3"}


def test_no_more_than_twelve_words_are_quoted(said: Say, held: Workspace) -> None:
    long = link("targets", "xtheme", "xlong", "TargetGroup", "pitkä", start=70, mention="sana " * 40, end=300)
    said(long.code, READING, long)
    quotes = opened(held).texts(f"SELECT ?q {{ GRAPH ?g {{ ?s <{OA}exact> ?q }} }}")
    assert max(len(quote.split()) for (quote,) in quotes) == 12
    assert max(len(quote) for (quote,) in quotes) <= 120


def test_a_document_that_may_not_be_quoted_is_not(said: Say, held: Workspace) -> None:
    said(TARGETED.code, READING, policy="none")
    dataset = opened(held)
    assert dataset.texts(f"SELECT ?q {{ GRAPH ?g {{ ?s <{OA}exact> ?q }} }}") == []
    assert dataset.texts(f"SELECT ?q {{ GRAPH ?g {{ ?s <{OA}start> ?q }} }}") != []


def test_qualifiers_are_said_of_the_link_and_values_of_the_thing(said: Say, held: Workspace) -> None:
    sum_ = link(
        *("hasFunding", "xtheme", "xsum", "MonetaryAmount", "13 milj.", 300),
        values={
            "amount": "13000000",
            "stage": "planned",
            "fundingScope": "kyt:fundingScope-theme",
            "startYear": 2021,
        },
        qualifiers={"hedged": True, "mode": "goal"},
    )
    expect(said(sum_.code, READING, sum_), {NS + "hedged": "true", NS + "mode": NS + "mode-goal"})
    expect(
        about(opened(held), "xsum", layout.ENTITIES),
        {
            NS + "amount": "13000000",
            NS + "stage": NS + "stage-planned",
            NS + "fundingScope": NS + "fundingScope-theme",
            NS + "startYear": "2021",
            SKOS + "prefLabel": "13 milj.",
            DCT + "source": ID + VERSION,
        },
    )


def test_what_is_only_proposed_is_named_beside_its_assertion(said: Say, held: Workspace) -> None:
    expect(said("xother", READING), {SKOS + "prefLabel": "muut sepitetyt", RDF + "type": NS + "TargetGroup"})
    assert about(opened(held), "xother", layout.ENTITIES) == {}


def test_the_first_name_is_preferred_and_the_rest_are_alternatives(said: Say) -> None:
    expect(
        said("xgroup", layout.ENTITIES),
        {SKOS + "prefLabel": "sepitetyt ryhmät", SKOS + "altLabel": "Sepitetyt ryhmät"},
    )


def test_a_project_is_identified_by_its_code_where_it_has_an_official_one(said: Say) -> None:
    minted = mint("Project", "nimi vain")
    named = [
        link("funds", "xtheme", code, "Project", f"Hanke {at}", start=200 + 20 * at)
        for at, code in enumerate(("S99001", minted))
    ]
    assert said("S99001", layout.ENTITIES, *named)[DCT + "identifier"] == {"S99001"}
    assert DCT + "identifier" not in said(minted, layout.ENTITIES, *named)


@pytest.mark.parametrize(
    ("relations", "role"),
    [
        (["targetsIntermediary"], "intermediaries"),
        (["targetsIndirectly"], "indirect"),
        (["targetsIntermediary", "targets"], "participants"),
    ],
)
def test_a_group_that_no_scheme_knows_has_the_role_in_which_links_name_it(
    relations: list[str], role: str, said: Say
) -> None:
    named = [link(name, "xtheme", "xnew", "TargetGroup", "uudet sepitetyt", start=20) for name in relations]
    assert said("xnew", layout.ENTITIES, *named)[NS + "groupRole"] == {f"{NS}role-{role}"}


def test_what_the_vocabulary_knows_keeps_its_name_and_kind(held: Workspace) -> None:
    (held.path / "facts").mkdir()
    fact = f'<{ID}xgroup> a <{NS}TargetGroup> ; <{SKOS}prefLabel> "virallinen nimi"@fi .'
    (held.path / "facts" / "names.ttl").write_text(fact)
    build(held, vocabulary=Vocabulary())
    found = about(opened(held), "xgroup", layout.ENTITIES)
    assert found[SKOS + "prefLabel"] == {"virallinen nimi"}
    assert SKOS + "altLabel" not in found


def test_a_name_becomes_an_alternative_label(said: Say) -> None:
    name = link("altLabel", "xtheme", '"Påhittat tema"@sv', "Name", "Påhittat tema", start=20)
    assert said("xtheme", layout.ACCEPTED, name)[SKOS + "altLabel"] == {"Påhittat tema"}


def test_an_example_is_an_assertion_only(said: Say, held: Workspace) -> None:
    example = link("namedAsExampleOf", "xgroup", "xexample", "TargetGroup", "esimerkki", start=100)
    assert said("xgroup", layout.ACCEPTED, example) == {}
    assert example.code in {row[0].removeprefix(ID) for row in assertions(opened(held))}


def assertions(dataset: Dataset) -> list[tuple[str, ...]]:
    return dataset.texts(f"SELECT ?a {{ GRAPH ?g {{ ?a a <{NS}Assertion> }} }}")


def test_a_document_says_its_versions_sections_and_what_it_lacks(held: Workspace) -> None:
    broken = replace(version(), missing=({"part": "header", "reason": "alku puuttuu", "start": 0},))
    held.write_document(broken, LINKS)
    build(held, vocabulary=Vocabulary())
    dataset = opened(held)
    expect(
        about(dataset, DOCUMENT, layout.ENTITIES),
        {NS + "form": "theme", NS + "documentStatus": "undated draft"},
    )
    found = about(dataset, VERSION, layout.ENTITIES)
    expect(found, {NS + "sha256": SHA, NS + "characters": "500", DCT + "isVersionOf": ID + DOCUMENT})
    sections = [about(dataset, s.removeprefix(ID), layout.ENTITIES) for s in found[NS + "hasSection"]]
    assert {(*s[NS + "sectionKey"], *s[NS + "found"]) for s in sections} == {
        ("header", "true"),
        ("target-groups", "true"),
        ("instruments", "false"),
    }
    (lacking,) = found[NS + "lacks"]
    expect(
        about(dataset, lacking.removeprefix(ID), layout.ENTITIES),
        {NS + "part": "header", RDFS + "comment": "alku puuttuu", OA + "start": "0"},
    )


def test_a_decision_says_when_why_and_in_which_role_but_not_who(held: Workspace) -> None:
    log = DecisionLog(held)
    log.append(decision(3, "reject", UNDECIDED, "ei kohderyhmä"))
    log.undo(Decision("e4", WHEN, PERSON, "graph editor", "undo", "sittenkin", undoes="e3"))
    build(held, vocabulary=Vocabulary())
    dataset = opened(held)
    expect(
        about(dataset, "e2", layout.DECISIONS),
        {
            NS + "action": "accept",
            NS + "decidedInRole": "graph editor",
            NS + "about": ID + TARGETED.code,
            RDFS + "comment": "sanotaan näin",
            PROV + "atTime": "2025-01-01T00:00:00Z",
        },
    )
    expect(about(dataset, "e3", layout.DECISIONS), {PROV + "wasInvalidatedBy": ID + "e4"})
    assert not any(PERSON in str(quad) for quad in dataset.quads())


def test_the_best_band_of_the_mentions_is_the_link_s(held: Workspace) -> None:
    held.write_document(version(), [DESCRIBED, TARGETED, replace(TARGETED, start=300, end=320, band="A")])
    build(held, vocabulary=Vocabulary())
    expect(about(opened(held), TARGETED.code, READING), {NS + "band": NS + "band-A"})
