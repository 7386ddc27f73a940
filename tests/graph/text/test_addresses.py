"""E-mail addresses and phone numbers are found whole in their many spellings. All here are invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.addresses import emails, phones
from graph.text.personal import redact


@pytest.mark.parametrize(
    "address",
    [
        "aino.aallokko@example.org",
        "aino@aallokko@example.org",
        '<a href="mailto:aino.aallokko@example.org">aino.aallokko@example.org</a>',
        "aino.aallokko(at)example.org",
        "aino.aallokko [at] example.org",
        "aino.aallokko at example.org",
        "aino.aal-\nlokko@example.org",
        "aino.aallokko@exam-\nple.org",
        "AINO.AALLOKKO@EXAMPLE.ORG",
    ],
)
def test_email_addresses_go(address: str) -> None:
    redacted = redact(f"Kirjoita osoitteeseen {address} viikon kuluessa.")
    assert "lokko" not in redacted.lower()
    assert "example" not in redacted.lower()
    assert redacted.startswith("Kirjoita osoitteeseen ")
    assert redacted.endswith(" viikon kuluessa.")


@pytest.mark.parametrize(
    "text", ["Tarpeet: (a) kouluakäymättömyys, (b) koti.", "tehdään [a] kartoitus. Ja sitten"]
)
def test_a_lettered_item_is_no_address(text: str) -> None:
    assert list(emails(text)) == []


@pytest.mark.parametrize(
    "text", ["aino.aallokko (a) ministerio", "aino (a) example.org", "aino(a)ministerio"]
)
def test_an_address_with_a_lettered_sign_goes(text: str) -> None:
    assert list(emails(text)) == [(0, len(text))]


@pytest.mark.parametrize(
    "number",
    [
        "+999295163726",
        "+999 295 163 726",
        "+999 (0)40 123 4567",
        "+999-40-1234567",
        "0295 163132",
        "0295 163 232",
        "0295\u00a0163\u00a0232",
        "040-1234567",
        "040 - 123 4567",
        "(09) 123 4567",
        "09 123 4567",
        "00999 40 1234567",
        "050.123.4567",
        "p. 0295 163132",
        "p.0295163132",
        "puh. 29516",
        "puh.nro 0295 163132",
        "tel: 12 345 67",
        "+999 295\n163726",
    ],
)
def test_phone_numbers_go(number: str) -> None:
    redacted = redact(f"Vaihde vastaa, {number}, arkisin.")
    assert not re.search(r"\d", redacted)
    assert redacted.endswith(", arkisin.")


def test_an_address_is_found_with_its_exact_place() -> None:
    text = "Kysy: aino@example.org, tai +999 12 345 6789."
    assert {text[s:e] for s, e in emails(text)} == {"aino@example.org"}
    assert {text[s:e] for s, e in phones(text)} == {"+999 12 345 6789"}


@pytest.mark.parametrize("text", ["@merihanke", "#meri@", "klo 12 at noon", "a @ b"])
def test_a_sign_without_words_on_both_sides_is_no_address(text: str) -> None:
    assert list(emails(text)) == []


@given(st.text(alphabet="ab@.-+0195 \n()/", max_size=80))
def test_spans_lie_inside_the_text(text: str) -> None:
    assert all(0 <= s < e <= len(text) for s, e in [*emails(text), *phones(text)])
