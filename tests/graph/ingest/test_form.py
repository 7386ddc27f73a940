"""Forms are data: what a document is of is told by its headings, and a new form is a new file."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UnreadableDocument
from graph.ingest.form import Form, load, recognise, require
from graph.text.blocks import blocks

CORPUS = Path(__file__).resolve().parents[3] / ".." / "shared" / "corpus"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "documents"
PROSE = """Kaukorannan satamassa kokoonnuttiin keväällä. Yhteistyö sujui hyvin, ja viestintä oli avointa.

Merimiehet kertoivat kokemuksistaan. Kohderyhmä oli laaja.

Yhteistyö

Lopuksi laulettiin.
"""


def known(text: str, forms: tuple[Form, ...]) -> str | None:
    found = recognise(text, blocks(text), forms)
    return found[0].key if found else None


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.*")), ids=lambda p: p.name)
def test_an_example_is_of_the_form_in_its_name(path: Path) -> None:
    assert known(path.read_text(encoding="utf-8"), load()) == path.name.partition("-")[0]


def test_a_document_of_no_form_is_refused_with_the_headings_looked_for() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        require(Path("kirje.txt"), PROSE, blocks(PROSE), load())
    assert "kirje.txt" in str(refused.value)
    assert "Toiminnan kohderyhmät" in refused.value.remedy
    assert "Rahoitettujen" in refused.value.remedy or "rahoitettujen" in refused.value.remedy


def test_prose_that_mentions_headings_is_of_no_form() -> None:
    assert known(PROSE, load()) is None
    assert known("", load()) is None


def test_half_of_the_headings_are_enough() -> None:
    text = (EXAMPLES / "theme-lamplighters.txt").read_text(encoding="utf-8")
    assert known(text[: text.index("4) Toiminnan")], load()) == "theme"
    assert known(text[text.index("4) Toiminnan") :], load()) == "theme"


def test_a_new_form_is_a_new_file(tmp_path: Path) -> None:
    (tmp_path / "log.toml").write_text(
        'key = "log"\n[label]\nfi = "Lokikirja"\nsv = "Loggbok"\nen = "Log book"\n'
        '[[heading]]\nkey = "weather"\nfi = ["Sään kuvaus"]\n[[heading]]\nkey = "crew"\nfi = ["Miehistö"]\n',
        encoding="utf-8",
    )
    text = "Sään kuvaus\n\nTyyntä ja sumua koko yön.\n\nMiehistö\n\nHyvä, kokki nuhainen.\n"
    assert known(text, load(tmp_path)) == "log"


def test_every_heading_is_worded_in_three_languages_and_no_wording_heads_two_sections() -> None:
    for form in load():
        assert {"fi", "sv", "en"} <= set(form.labels)
        letters = [w for part in (*form.headings, *form.rows) for w in set(part.letters)]
        assert len(letters) == len(set(letters))
        assert form.keys[0] == "header"


def test_the_forms_have_the_agreed_section_keys() -> None:
    assert {form.key: form.keys for form in load()} == {
        "theme": (
            "header",
            "instruments",
            "added-value",
            "target-groups",
            "content",
            "cooperation",
            "indicators",
            "continuation",
            "communication",
        ),
        "report": ("header", "summary", "results", "continuation", "regional", "links", "projects"),
    }
