"""A citation says what was used, by the identifier that lasts longest, in forms that programs read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import InvalidIdentifier
from graph.release.citation import Citation, identifier_of, identify

TOLD = Citation(
    "Kytkös: 100 % & more_data",
    "Release 0a1b2c",
    "0a1b2c",
    "2026-03-09T10:11:12+00:00",
    "The editors",
    "https://w3id.org/kytkos/release/0a1b2c",
)
DOI = "10.99999/invented.1"
URN = "urn:nbn:fi-fe2026030900001"


def with_identifier(identifier: str) -> Citation:
    return Citation(
        TOLD.title, TOLD.version, TOLD.release, TOLD.issued, TOLD.publisher, TOLD.address, identifier
    )


@pytest.mark.parametrize(
    ("identifier", "address"),
    [("", TOLD.address), (DOI, f"https://doi.org/{DOI}"), (URN, f"https://urn.fi/{URN}")],
)
def test_it_ends_with_the_address_that_lasts_longest(identifier: str, address: str) -> None:
    told = with_identifier(identifier)
    assert told.as_text() == f"The editors (2026). Kytkös: 100 % & more_data. Release 0a1b2c. {address}"
    assert f"url = {{{address}}}" in told.as_bibtex()
    assert json.loads(told.as_csl())[0]["URL"] == address


def test_bibtex_holds_what_tex_would_act_on_as_text() -> None:
    told = with_identifier(DOI).as_bibtex()
    assert r"title = {{Kytkös: 100 \% \& more\_data}}" in told
    assert told.count("{") == told.count("}")
    assert "doi = {10.99999/invented.1}" in told


def test_csl_dates_it_by_day() -> None:
    (item,) = json.loads(with_identifier(DOI).as_csl())
    assert item["issued"] == {"date-parts": [[2026, 3, 9]]}
    assert (item["type"], item["DOI"]) == ("dataset", DOI)


@pytest.mark.parametrize(
    "given", [DOI, f"doi:{DOI}", f"https://doi.org/{DOI}", f"  {DOI}\n", URN, f"https://urn.fi/{URN}"]
)
def test_an_identifier_is_noted_bare_beside_the_release(tmp_path: Path, given: str) -> None:
    assert identifier_of(tmp_path) == ""
    assert identify(tmp_path, given) == identifier_of(tmp_path)
    assert identifier_of(tmp_path) in (DOI, URN)


@pytest.mark.parametrize("given", ["", "10.1/x", "doi:", "urn:isbn:951", "10.99999/a b", "javascript:x"])
def test_what_is_no_identifier_is_refused(tmp_path: Path, given: str) -> None:
    with pytest.raises(InvalidIdentifier):
        identify(tmp_path, given)
    assert identifier_of(tmp_path) == ""
