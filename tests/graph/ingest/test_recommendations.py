"""A country-specific recommendation is known by its issuer, its verb and its year."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]


def _acts(reading: Reading, found: Found) -> list[tuple[str, str]]:
    said = found(reading, "claimsAlignmentWith", "citesAsBackground")
    return [(a.object, a.mention) for a in said if a.kind == "CountryRecommendation"]


def test_two_dates_in_a_sentence_are_two_recommendations(theme: Read, found: Found) -> None:
    text = "Euroopan unionin neuvosto suositti 5.6.2019 Suomea toimimaan sekä 20.5.2020 toimimaan lisää."
    assert _acts(theme(instruments=text), found) == [("k2001", "5.6.2019"), ("k2002", "20.5.2020")]


def test_the_stated_date_is_kept_beside_the_act(theme: Read, found: Found) -> None:
    text = "Neuvosto suositti 5.6.2019 Suomea toimimaan."
    said = [
        a for a in found(theme(instruments=text), "claimsAlignmentWith") if a.kind == "CountryRecommendation"
    ]
    assert [a.qualifiers["asOf"] for a in said] == ["2019-06-05"]


def test_the_commission_s_proposal_is_another_act(theme: Read, found: Found) -> None:
    text = "Komissio suositteli 20.5.2020 Suomelle, että palveluja parannetaan."
    assert _acts(theme(instruments=text), found)[0][0] == "52020DC0526"


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        (
            "Kehyksenä ovat EU:n Suomelle toukokuussa 2020 antamat suositukset.",
            "toukokuussa 2020 antamat suositukset",
        ),
        ("Teema vastaa vuoden 2020 maakohtaisiin suosituksiin.", "vuoden 2020 maakohtaisiin suosituksiin"),
    ],
)
def test_a_year_is_enough(text: str, mention: str, theme: Read, found: Found) -> None:
    assert _acts(theme(instruments=text), found) == [("k2002", mention)]


def test_later_recommendations_without_a_year_are_the_ones_before(theme: Read, found: Found) -> None:
    text = "Teema vastaa vuoden 2020 maakohtaisiin suosituksiin.\n\nEU:n suosituksissa Suomea autetaan."
    assert [code for code, _ in _acts(theme(instruments=text), found)] == ["k2002", "k2002"]


def test_the_part_that_the_sentence_speaks_of_is_proposed_weakly(theme: Read, found: Found) -> None:
    text = "Neuvosto suositti 20.5.2020 Suomea parantamaan sosiaali- ja terveyspalvelujen saatavuutta."
    said = [
        a for a in found(theme(instruments=text), "claimsAlignmentWith") if a.kind == "RecommendationPart"
    ]
    assert [(a.object, a.band) for a in said] == [("k2034", "C")]


def test_what_the_recommendations_do_not_say_is_no_part_of_them(theme: Read, found: Found) -> None:
    text = "Kehyksenä ovat EU:n Suomelle toukokuussa 2020 antamat suositukset lyhtyjen huollosta."
    assert all(a.kind != "RecommendationPart" for a in found(theme(instruments=text), "claimsAlignmentWith"))


def test_a_year_without_a_known_act_is_a_candidate(theme: Read, found: Found) -> None:
    text = "Teema vastaa vuoden 2029 maakohtaisiin suosituksiin."
    said = found(theme(instruments=text), "claimsAlignmentWith")
    assert [(a.label, a.candidate) for a in said] == [("Maakohtaiset suositukset Suomelle 2029", True)]
    assert said[0].values == {"recommendationYear": 2029}


def test_recommendations_of_no_year_have_none(theme: Read, found: Found) -> None:
    said = found(theme(instruments="Teema vastaa EU:n maakohtaisiin suosituksiin."), "claimsAlignmentWith")
    assert [(a.label, a.values) for a in said] == [("Maakohtaiset suositukset Suomelle", {})]


def test_another_recommendation_is_not_the_country_s(theme: Read, found: Found) -> None:
    assert _acts(theme(instruments="Työpaja suosittaa vuonna 2020 uusia lyhtyjä."), found) == []


def test_after_a_recommendation_one_with_its_date_is_another(theme: Read, found: Found) -> None:
    text = (
        "Teema vastaa vuoden 2019 maakohtaiseen suositukseen. Kesällä 2022 annetuissa suosituksissa "
        "korostettiin valoja, ja teema vastaa niihin."
    )
    assert [code for code, _ in _acts(theme(instruments=text), found)] == ["k2001", "32022H0901(26)"]
