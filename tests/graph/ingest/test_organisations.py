"""Who works with whom, who coordinates and what was funded before is read from cues and their places."""

from __future__ import annotations

from collections.abc import Callable

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]


def test_the_organisations_of_a_cooperation_are_its_partners(theme: Read, found: Found) -> None:
    text = "Yhteistyötä tehdään Lyhtyliiton, Kelan ja Opetushallituksen kanssa."
    said = {a.mention: a.candidate for a in found(theme(cooperation=text), "cooperatesWith")}
    assert said == {"Lyhtyliiton": True, "Kelan": False, "Opetushallituksen": False}


def test_the_partners_of_a_project_are_the_project_s(report: Read, found: Found) -> None:
    reading = report(results="- LYHTY-hanke toimi yhteistyössä Kelan kanssa.")
    assert [a.subject for a in found(reading, "cooperatesWith")] == [found(reading, "funds")[0].object]


def test_kinds_of_implementers_are_candidates(report: Read, found: Found) -> None:
    text = "Hankkeissa toteuttajatahoina on isoja kaupunkeja, tutkimuslaitoksia ja järjestöjä."
    said = found(report(summary=text), "hasImplementer")
    assert [a.mention for a in said] == ["isoja kaupunkeja", "tutkimuslaitoksia", "järjestöjä"]


def test_the_intermediate_body_is_named_beside_its_office(theme: Read, found: Found) -> None:
    text = "Yhteys välittävänä toimielimenä toimivaan Hämeen ELY-keskukseen on kiinteä."
    assert [a.object for a in found(theme(added_value=text), "hasIntermediateBody")] == ["k2520"]


def test_a_coordination_project_is_known_by_its_name(theme: Read, found: Found) -> None:
    name = "Osallisuuden, sukupuolten tasa-arvon ja yhdenvertaisuuden tuki ja koordinaatio"
    text = f"Tämä varmistetaan valtakunnallisen koordinaatiohankkeen *{name}* avulla."
    assert [(a.object, a.mention) for a in found(theme(cooperation=text), "coordinatedBy")] == [
        ("k2811", name)
    ]


def test_an_unknown_coordination_project_is_a_candidate(theme: Read, found: Found) -> None:
    text = 'Teemaa tukee koordinaatiohanke "Lyhdystä lyhtyyn".'
    said = found(theme(cooperation=text), "coordinatedBy")
    assert [(a.mention, a.candidate) for a in said] == [("Lyhdystä lyhtyyn", True)]


def test_funding_of_the_period_before_is_built_on(theme: Read, found: Found) -> None:
    text = "Toimintaan on osoitettu ESR TL5:n rahoitusta myös edellisellä ohjelmakaudella."
    said = found(theme(content=text), "buildsOnFunding")
    assert [(a.object, a.polarity) for a in said] == [("k2723", "affirmed")]


def test_that_there_was_no_funding_before_is_a_denial(theme: Read, found: Found) -> None:
    text = "Vastaavaan toimintaan ei ole aiemmin kohdennettu EU-rahoitusta."
    assert [a.polarity for a in found(theme(content=text), "buildsOnFunding")] == ["denied"]


def test_the_axis_of_this_period_is_not_funding_before(theme: Read, found: Found) -> None:
    assert found(theme(content="Toimintaa rahoitetaan ESR+ TL 4:stä."), "buildsOnFunding") == []


def test_the_objective_that_is_measured_is_the_theme_s(theme: Read, found: Found) -> None:
    text = "ET 4.h:n mukainen indikaattoriseuranta."
    assert [(a.object, a.mention) for a in found(theme(indicators=text), "isPartOf")] == [("k2743", "ET 4.h")]
