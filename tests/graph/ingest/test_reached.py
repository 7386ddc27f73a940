"""Whom a report's clauses tell of as reached, in whatever order and case they stand."""

from __future__ import annotations

import pytest

from graph.ingest.participles import participle
from graph.terms import TARGETING
from tests.graph.ingest.conftest import Found, Read


def _roles(found: Found, reading: object) -> set[tuple[str, str]]:
    return {(" ".join(a.mention.split()), a.role) for a in found(reading, *TARGETING)}


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Suurimmat ryhmät olivat satamien huoltomiehet ja merelle palaavat nuoret.",
            {("satamien huoltomiehet", "participants"), ("merelle palaavat nuoret", "participants")},
        ),
        (
            "Osallistujia olivat myös kesäksi palkatut opiskelijat.",
            {("kesäksi palkatut opiskelijat", "participants")},
        ),
        (
            "Hankkeet ovat kouluttaneet luotseja, satamien isännöitsijöitä ja kuraattoreita.",
            {("satamien isännöitsijöitä", "intermediaries"), ("kuraattoreita", "intermediaries")},
        ),
        ("Kurssin on suorittanut 410 kielten opettajaa.", {("kielten opettajaa", "intermediaries")}),
        (
            "Vanhoista merimiehistä huomattava osa tavoitettiin kirkoissa.",
            {("Vanhoista merimiehistä", "participants")},
        ),
        (
            "Koulutettuja ammattilaisia 90: ammattikoulujen opettajia, satamien virkailijoita.",
            {("ammattikoulujen opettajia", "intermediaries"), ("satamien virkailijoita", "intermediaries")},
        ),
    ],
)
def test_a_summary_s_clauses_tell_whom_the_package_reached(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert groups <= _roles(found, report(summary=said))


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Lyhty-hankkeessa työskenneltiin merellä asuneiden kanssa.",
            {("merellä asuneiden", "participants")},
        ),
        (
            "Lyhty-hanke teki mallin yhdessä satamien ohjaajien kanssa.",
            {("satamien ohjaajien", "intermediaries")},
        ),
        (
            "Lyhty-hanke järjesti retkiä. Vankien lapset saivat uimaopetusta.",
            {("Vankien lapset", "indirect")},
        ),
        (
            "Lyhty-hanke järjesti retkiä. Toiminnasta hyötyivät sijoitetut lapset.",
            {("sijoitetut lapset", "indirect")},
        ),
    ],
)
def test_a_project_s_clauses_tell_whom_it_reached(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert groups <= _roles(found, report(results=f"- {said}"))


@pytest.mark.parametrize(
    "said",
    [
        "Hankkeisiin osallistui yhteensä 900 nuorta.",
        "Kalastajia hakeutui kahteen ryhmään, mutta hankkeita ei suunnattu heille.",
        "Kalastajat voisivat hyötyä.",
    ],
)
def test_totals_and_those_not_meant_are_no_groups(said: str, report: Read, found: Found) -> None:
    assert not _roles(found, report(summary=said))


def test_a_bare_noun_again_means_those_told_before(report: Read, found: Found) -> None:
    reading = report(results="- Lyhty-hanke tuki merelle palaavia nuoria. Nuoret saivat ohjausta.")
    assert _roles(found, reading) == {("merelle palaavia nuoria", "participants")}


@pytest.mark.parametrize(
    ("infinitive", "form"),
    [
        ("kouluttaa", "kouluttanut"),
        ("osallistua", "osallistunut"),
        ("saada", "saanut"),
        ("sparrata", "sparrannut"),
        ("työskennellä", "työskennellyt"),
        ("hyötyä", "hyötynyt"),
    ],
)
def test_a_verb_has_one_past_participle(infinitive: str, form: str) -> None:
    assert participle(infinitive) == form
