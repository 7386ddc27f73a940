"""What an error names is called as the reader's pages call it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.api.conftest import Client

SAID = [
    (
        "fi",
        "/analysis/coverage?period=1999",
        "Ohjelmakausi: tähän kuuluu jokin näistä: kaikki, 2014–2020, 2021–2027, eikä ”1999”",
    ),
    (
        "sv",
        "/analysis/gaps?nosuch=1",
        "”nosuch”: ett sådant val finns inte; det finns: Slag, Typ av lucka, Programperiod",
    ),
    ("en", "/analysis/gaps?nosuch=1", "“nosuch”: unknown; there are: Kind, Type of gap, Programming period"),
    (
        "fi",
        "/question/groups-of-theme?nosuch=1",
        "”nosuch”: tällaista valintaa ei ole; valittavissa on: teema",
    ),
    ("fi", "/question/groups-of-theme?page=7", "Sivu: sivuja on 1–1"),
    ("sv", "/search?q=" + "x" * 300, "Sökord: längre än 200 tecken"),
    ("fi", "/why/nosuch/neither", "Pyydettiin: ”nosuch neither”."),
]


@pytest.mark.parametrize(("language", "path", "said"), SAID)
def test_an_error_names_fields_and_choices_as_forms_do(
    client: Client, language: str, path: str, said: str
) -> None:
    headers = {"accept": "text/html", "accept-language": language}
    text = re.sub("</?span[^>]*>", "", client.get(path, headers=headers).text)
    assert said in unescape(text)


def test_of_names_those_are_told_that_are_spelt_nearly_so(client: Client) -> None:
    headers = {"accept": "text/html", "accept-language": "en"}
    text = client.get("/question/groups-of-theme?theme=zzz", headers=headers).text
    assert "Check the spelling" in text
    assert "There are:" not in text
