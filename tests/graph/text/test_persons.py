"""Names of contact persons are told from organisations, titles and places. All names are invented."""

from __future__ import annotations

import pytest

from graph.text.personal import redact
from graph.text.persons import names


def named(text: str) -> set[str]:
    return {word for start, end in names(text, []) for word in text[start:end].split()}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Yhteyshenkilö: Aino Aallokko, STM", {"Aino", "Aallokko"}),
        ("Yhteyshenkilö: ylijohtaja Aino Aallokko", {"Aino", "Aallokko"}),
        ("Yhteyshenkilö: Kaukorannan ELY-keskus", set()),
        ("Yhteyshenkilö: Terveyden ja hyvinvoinnin laitos", set()),
        ("Yhteyshenkilö: Hyvän Sataman yhdistys ry, Aino", {"Hyvän", "Aino"}),
        ("Kontaktperson: Ministry of Sea and Shore, Aino", {"Aino"}),
        ("Yhteyshenkilö nimetään myöhemmin. Suomen Merimiesunioni osallistuu.", set()),
        ("Yhteyshenkilönä on Aino Aallokko. Meri Kutsuu -hanke jatkuu.", {"Aino", "Aallokko"}),
        ("Yhteyshenkilö\tNimetään, kun hanke on valittu.", set()),
        ("Suunnittelija Aino Aallokko esitteli työn.", {"Aino", "Aallokko"}),
        ("Työtä on valmisteltu Satamalaitoksen, Terveyden ja hyvinvoinnin laitoksen kesken.", set()),
        ("Työ on valmisteltu sataman johdolla, mukana Business Finland.", set()),
        ("Aino Aallokko lauloi.", set()),
    ],
)
def test_the_names_in_a_row_or_sentence_are_found(row: str, found: set[str]) -> None:
    assert named(row) == found


def test_a_pair_beside_an_address_is_a_name() -> None:
    text = "Teeman tunnetuin tukija on Aino Aallokko, ks. osoite."
    place = text.index("osoite")
    assert {text[s:e] for s, e in names(text, [(place, place + 6)])} == {"Aino Aallokko"}


def test_the_value_ends_with_its_row() -> None:
    assert named("Yhteyshenkilö\tAino\nToteutusaika\t2021\nTeema\tMeri Kutsuu") == {"Aino"}
    assert named("Yhteyshenkilö: Aino\n\nMeri Kutsuu") == {"Aino"}


def test_an_address_on_the_line_after_a_contact_keeps_its_code() -> None:
    line = "https://www.example.org/projekti.php?projektikoodi=S29999"
    assert line in redact(f"Yhteyshenkilö: Matti Merisuola, matti@example.org\n{line}\n")


def test_a_clause_before_a_colon_is_no_contact_row() -> None:
    text = "Tapaa, jolla valaisua valmistellaan: suunnittelu alkaa nyt. Lyhtyriippuvaisille luvataan valoa."
    assert redact(text) == text


def test_an_organisation_that_goes_on_after_a_hyphen_is_no_name() -> None:
    masked = redact("Yhteyshenkilö\tLyhty-\nja valoministeriö, Matti Merisuola\n")
    assert "Lyhty-\nja valoministeriö" in masked
    assert "Merisuola" not in masked


def test_a_contact_in_brackets_of_a_list_leaves_the_entries_after_it() -> None:
    text = "Rytmi S23003 (yhteyshenkilö Aino Aallokko)\nTahti S23004\n- Puhe S23005, yhteyshenkilö Aino A.\n"
    masked = redact(text + "- Melodia soi S23006\n")
    assert "Aino" not in masked
    for kept in ("Rytmi S23003", "Tahti S23004", "Puhe S23005", "Melodia soi S23006"):
        assert kept in masked


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_the_cells_under_a_heading_of_contacts_are_overwritten_and_the_others_stay(mark: str) -> None:
    rows = [
        ("Hanke", "Koodi", "Yhteyshenkilö"),
        ("Rytmi", "S23003", "Aino Aallokko, Hyvä Satama ry"),
        ("Tahti soi", "S23004", "Eino Aallokko"),
    ]
    masked = redact("\n".join(mark.join(row) for row in rows) + "\n\nRytmi Tahti jatkuu.")
    assert "Aallokko" not in masked
    assert "ino" not in masked
    for kept in ("Rytmi", "S23003", "Satama ry", "Tahti soi", "S23004", "Rytmi Tahti"):
        assert kept in masked


def test_who_wrote_a_report_is_not_kept() -> None:
    assert "Aallokko" not in redact(
        "¹ Kirjoittaja Aino Aallokko toimi hankkeessa.\n\nYhteys: Eino Aallokko\n"
    )
