"""A small invented release, and drafts as they would be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import RdfFormat, parse

from graph.analysis.policy_layer import policy_layer
from graph.analysis.reach import Reach
from graph.assertion import Assertion, DocumentVersion
from graph.draft.profile import Known, known
from graph.ingest.reader import Reading
from graph.ingest.sections import Sections
from graph.store.dataset import Dataset

Draw = Callable[..., Assertion]
Made = Callable[..., Reading]

RELEASE = """
PREFIX id: <https://w3id.org/kytkos/id/>
PREFIX kyt: <https://w3id.org/kytkos/ns#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX accepted: <https://w3id.org/kytkos/graph/accepted>

accepted: {
  id:old a kyt:TargetGroup . id:young a kyt:TargetGroup . id:sad a kyt:TargetGroup .
  id:bold a kyt:TargetGroup ; skos:broader id:young .
  id:csr a kyt:PolicyInstrument, kyt:CountryRecommendation .
  id:part a kyt:RecommendationPart ; dct:isPartOf id:csr .
  id:plan a kyt:PolicyInstrument .
  id:near a kyt:Theme ; skos:prefLabel "Lähiteema"@fi ; kyt:targets id:young, id:old ;
    kyt:claimsAlignmentWith id:csr, id:plan ; kyt:usesMethod id:walking .
  id:far a kyt:Theme ; kyt:targets id:sad .
  id:project a kyt:Project ; kyt:targets id:young ; kyt:usesMethod id:walking .
  id:walking a kyt:Method .
}
"""
ID = "https://w3id.org/kytkos/id/"


@pytest.fixture(scope="session")
def release() -> Dataset:
    return Dataset.of(parse(RELEASE, format=RdfFormat.TRIG), "r1")


@pytest.fixture(scope="session")
def held(release: Dataset) -> Known:
    return known(release, Reach(policy_layer(release)))


@pytest.fixture(scope="session")
def link() -> Draw:
    """Make a link of a draft to a thing."""

    def made(code: str, relation: str = "targets", **more: str) -> Assertion:
        said = {"kind": "TargetGroup", "label": code, "subject": "draft", "language": "fi", **more}
        return Assertion(relation=relation, object=code, start=0, end=5, section="text", rule="r", **said)  # type: ignore[arg-type]

    return made


@pytest.fixture(scope="session")
def drafted() -> Made:
    """Make the reading of a draft with some links."""

    def made(*links: Assertion, text: str = "nuoret ja muut") -> Reading:
        version = DocumentVersion("draft", "0" * 64, "T", "free", "fi", len(text), "text/plain", "r")
        return Reading(version, links, Sections((), ()), text)

    return made
