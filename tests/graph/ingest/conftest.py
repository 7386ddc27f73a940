"""One reader for all tests of reading, and documents of both forms built around the words under test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from graph.assertion import Assertion
from graph.ingest.lemmas import Lemmatiser, lemmatiser
from graph.ingest.reader import Reader, Reading
from graph.ingest.rules import Rules, load
from graph.ingest.vocabulary import Vocabulary
from graph.text.source import decode
from ontology.source import graph

Read = Callable[..., Reading]

_THEME_HEADINGS = {
    "instruments": "1) Yhteys EU:n strategioihin, Suomen saamiin maakohtaisiin suosituksiin sekä "
    "kansallisiin strategioihin, ml. RRF",
    "added-value": "2) Lisäarvo kansalliseen toimintaan ja yhteistyö alueellisen "
    "rakennerahastotoiminnan kanssa",
    "target-groups": "3) Toiminnan kohderyhmät",
    "content": "4) Toiminnan konkreettinen sisältö ja mahdolliset alateemat",
    "cooperation": "5) Yhteistyö, kumppanuudet, yhteiskehittäminen",
    "indicators": "6) Tulosten mittaaminen ja käytettävät indikaattorit",
    "continuation": "7) Toiminnan jatkuminen/juurruttaminen teemaan kuuluvien hankkeiden päättymisen jälkeen",
    "communication": "8) Viestintäsuunnitelma",
}
_THEME_ROWS = {
    "Valtakunnallinen teema": "Keksitty teema",
    "Välittävän toimielimen yhteyshenkilö(t)": "–",
    "Koordinaatiohankkeen yhteyshenkilö(t)": "–",
    "Ministeriön/ministeriöiden vastuuhenkilö(t)": "–",
    "Toteutusaika": "–",
    "Rahoituskehysarvio (EU+valtio)": "–",
}
_REPORT_HEADINGS = {
    "summary": "Tiivis kuvaus konkreettisista tuloksista, valtakunnallisen toiminnan hyödyistä sekä "
    "kohdatuista haasteista ja kehittämistarpeista",
    "results": "Valtakunnallisessa toimenpidekokonaisuudessa on tähän mennessä kehitetty mm. seuraavia "
    "konkreettisia tuloksia:",
    "continuation": "Miten toiminta jatkuu hankerahoituksen päättymisen jälkeen?",
    "regional": "Kuvaus yhteyksistä alueelliseen toimintaan",
    "links": "Linkkejä toimenpidekokonaisuudesta kertoville verkkosivuille",
    "projects": "Toimenpidekokonaisuudesta rahoitettujen hankkeiden lista",
}
_REPORT_ROWS = {
    "Valtakunnallinen toimenpidekokonaisuus": "Erityistavoite: 9.9 Keksityn tavoitteen edistäminen",
    "Vastuullinen hallinnonala ja ministeriön vastuuhenkilön yhteystiedot": "–",
    "Toteutusaika": "–",
    "Julkinen rahoituskehys ja toteutuneet hyväksytyt kustannukset": "–",
}


def _built(rows: Mapping[str, str], headings: Mapping[str, str], said: Mapping[str, str]) -> str:
    table = "\n".join(f"{label}\t{said.get(label, value)}" for label, value in rows.items())
    parts = [f"{heading}\n\n{said.get(key, 'Täydentyy.')}" for key, heading in headings.items()]
    return "\n\n".join([table, *parts]) + "\n"


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The schemes and the reference data of the repository."""
    return Vocabulary.from_graphs(graph("schemes"), graph("reference"))


@pytest.fixture(scope="session")
def lemmas() -> Lemmatiser:
    """The default lemmatiser, its dictionaries loaded once."""
    return lemmatiser()


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The declared rules for Finnish, loaded once."""
    return load()


@pytest.fixture(scope="session")
def reader(vocabulary: Vocabulary, lemmas: Lemmatiser) -> Reader:
    """A reader that knows the repository's vocabulary."""
    return Reader(vocabulary, lemmas)


@pytest.fixture
def theme(reader: Reader) -> Read:
    """Read a theme description with these rows and section texts."""

    def read(rows: Mapping[str, str] | None = None, **sections: str) -> Reading:
        said = {**(rows or {}), **{key.replace("_", "-"): text for key, text in sections.items()}}
        text = _built(_THEME_ROWS, _THEME_HEADINGS, said)
        return reader.read(decode(Path("keksitty.txt"), text.encode()))

    return read


@pytest.fixture
def report(reader: Reader) -> Read:
    """Read a report with these rows and section texts."""

    def read(rows: Mapping[str, str] | None = None, **sections: str) -> Reading:
        text = _built(_REPORT_ROWS, _REPORT_HEADINGS, {**(rows or {}), **sections})
        return reader.read(decode(Path("keksitty.txt"), text.encode()))

    return read


Found = Callable[..., list[Assertion]]

_SAID = {"targets": "", "targetsIndirectly": "indirectly ", "targetsIntermediary": "by "}


def groups_said(reading: Reading, found: Found, section: str) -> set[str]:
    """Return the groups that a section names, with "by", "indirectly" or "not" before them."""
    return {
        ("not " if a.polarity == "denied" else "") + _SAID[a.relation] + " ".join(a.mention.split())
        for a in found(reading, *_SAID, section=section)
    }


@pytest.fixture
def found() -> Found:
    """Pick the assertions of some relations."""

    def pick(reading: Reading, *relations: str, section: str = "") -> list[Assertion]:
        held = [a for a in reading.assertions if not section or a.section == section]
        return [a for a in held if a.relation in relations]

    return pick


@pytest.fixture
def mentions(found: Found) -> Callable[..., list[str]]:
    """Pick the words in which some relations are said, affirmed ones only."""

    def pick(reading: Reading, *relations: str, section: str = "") -> list[str]:
        held = found(reading, *relations, section=section)
        return [" ".join(a.mention.split()) for a in held if a.polarity == "affirmed"]

    return pick
