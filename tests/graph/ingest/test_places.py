"""Each heading of a form has at most one place, found by the surest sign there is."""

from __future__ import annotations

import pytest

from graph.ingest import form as forms
from graph.ingest.heading import Match
from graph.ingest.places import places
from graph.text.blocks import blocks
from tests.examples.variants import LINES, example, parts_of, with_contents, written

THEME, REPORT = (next(f for f in forms.load() if f.key == key) for key in ("theme", "report"))


def placed(text: str, form: forms.Form = THEME) -> list[Match]:
    return places(text, blocks(text), form)


@pytest.mark.parametrize("name", sorted(LINES))
def test_places_are_in_order_and_each_heading_has_one(name: str) -> None:
    found = placed(example(name), THEME if name.startswith("theme") else REPORT)
    assert [p.start for p in found] == sorted(p.start for p in found)
    assert len({p.heading.key for p in found}) == len(found)


def test_of_two_places_the_one_with_the_forms_number_is_taken() -> None:
    text = "Viestintäsuunnitelma\n\nSe on liitteenä.\n\n8) Viestintäsuunnitelma\n\nMajakka vilkkuu.\n"
    assert [(p.heading.key, p.start) for p in placed(text)] == [("communication", text.index("8)"))]


def test_a_table_of_contents_is_passed_over_unless_a_heading_is_there_alone() -> None:
    parts = parts_of(example("theme-seafarers.md"), LINES["theme-seafarers.md"])
    text, starts = written(with_contents([p for p in parts if p.key != "indicators"]))
    assert {p.heading.key: p.start for p in placed(text)} == {
        key: start for key, start in starts.items() if key not in ("contents", "header")
    }


def test_a_number_alone_is_trusted_only_where_the_others_bear_the_forms_numbers() -> None:
    body = "\n\nMerimiehet kertovat kokemuksistaan satamassa.\n\n"
    numbered = ["2) Toiminnan lisäarvo", "3) Väki", "4) Toiminnan sisältö", "5) Kumppanuudet"]
    found = {p.heading.key for p in placed(body.join([*numbered, ""]))}
    assert "target-groups" in found
    shifted = ["5) Toiminnan lisäarvo", "3) Väki", "7) Toiminnan sisältö", "8) Kumppanuudet"]
    assert "target-groups" not in {p.heading.key for p in placed(body.join([*shifted, ""]))}


def test_telling_words_count_only_in_headings_between_their_neighbours() -> None:
    body = "\n\nMerimiehet kertovat kokemuksistaan satamassa.\n\n"
    before = ["## Väki ja sen kohderyhmäjako", "## Toiminnan lisäarvo", "## Toiminnan sisältö"]
    assert "target-groups" not in {p.heading.key for p in placed(body.join([*before, ""]))}
    between = ["## Toiminnan lisäarvo", "## Väki ja sen kohderyhmäjako", "## Toiminnan sisältö"]
    assert "target-groups" in {p.heading.key for p in placed(body.join([*between, ""]))}


def test_a_list_that_has_lost_its_heading_begins_at_its_first_entry() -> None:
    text = "Yhteydet alueelliseen toimintaan\n\nSaaret mukana.\n\n- Valo, S29901\n- Aalto, S29902\n"
    found = placed(text, REPORT)
    assert [(p.heading.key, text[p.start : p.end]) for p in found][1] == ("projects", "")
    assert found[1].start == text.index("- Valo")
