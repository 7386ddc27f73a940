"""Projects are listed in bullets, on one line and in tables, with codes, before codes and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]

URL = "https://www.example.org/projekti.php?projektikoodi="


def listed(reading: Reading, found: Found) -> set[tuple[str, str]]:
    """Return the names with their codes, what stands for a code where there is none left out."""
    names = [(" ".join(a.mention.split()), a.object) for a in found(reading, "funds")]
    return {
        (name, code if code.startswith("S9") else "-") for name, code in names if not name.startswith("S9")
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"- Valokiila, <{URL}S99001>; Sumutorvi, <{URL}S99002>", "Valokiila=S99001|Sumutorvi=S99002"),
        (
            "Valokiila (S99001), Sumutorvi (S99002) ja Luoto (S99003)",
            "Valokiila=S99001|Sumutorvi=S99002|Luoto=S99003",
        ),
        ("Hankkeet: Valokiila (S99001), Sumutorvi (S99002)", "Valokiila=S99001|Sumutorvi=S99002"),
        (
            "- S99001 Valokiila\n- S99002 – Sumutorvi ja sen kaiku",
            "Valokiila=S99001|Sumutorvi ja sen kaiku=S99002",
        ),
        ("- ”Kuka sytyttää?” (S99001)\n- «Valokiila», S99002", "Kuka sytyttää?=S99001|Valokiila=S99002"),
        (f"- [Valokiila]({URL}S99001)\n- **Sumutorvi**, koodi S99002", "Valokiila=S99001|Sumutorvi=S99002"),
        ("- Valokiila (koodi puuttuu)\n- Sumutorvi (S99002)", "Valokiila=-|Sumutorvi=S99002"),
        (
            "1. Valokiila, S99001\n2. Sumutorvi 2.0, S99002\n3. Luoto 24/7, S99003",
            "Valokiila=S99001|Sumutorvi 2.0=S99002|Luoto 24/7=S99003",
        ),
        (
            "Hanke\tKoodi\tToteuttaja\nValokiila\tS99001\tLuotokunta\nSumutorvi\tei koodia\tSumuyhdistys ry",
            "Valokiila=S99001|Sumutorvi=-",
        ),
        (
            "| Koodi | Hanke | Tekijä |\n|---|---|---|\n| S99001 | Valokiila – luotsien tuki | – |\n"
            "| S99002 | Sumutorvi | Sumuyhdistys ry |",
            "Valokiila – luotsien tuki=S99001|Sumutorvi=S99002",
        ),
        (
            "<table><tr><th>Hanke</th><th>Koodi</th></tr><tr><td>Valokiila</td><td>S99001</td></tr>"
            "<tr><td>Sumutorvi</td><td>S99002</td></tr></table>",
            "Valokiila=S99001|Sumutorvi=S99002",
        ),
        (
            f"- Valokiila,\n  {URL}S99\xad001\n- Sumu-\n  torvi, {URL}S99002",
            "Valokiila=S99001|Sumu- torvi=S99002",
        ),
    ],
)
def test_an_entry_gives_its_name_and_its_own_code(text: str, names: str, report: Read, found: Found) -> None:
    assert listed(report(projects=text + "\n"), found) == {
        tuple(name.split("=")) for name in names.split("|")
    }


def test_codes_in_a_list_of_their_own_are_projects_without_names(report: Read, found: Found) -> None:
    reading = report(projects="Kokonaisuuden hankkeiden koodit: S99001, S99002.\n")
    assert {a.object for a in found(reading, "funds")} == {"S99001", "S99002"}


def test_who_carries_a_project_out_is_told_by_its_column(report: Read, found: Found) -> None:
    reading = report(
        projects="Hanke\tKoodi\tToteuttaja\nValokiila\tS99001\tLuotokunta\nSumutorvi\tS99002\t–\n"
    )
    assert [(a.subject, a.mention) for a in found(reading, "hasImplementer")] == [("S99001", "Luotokunta")]


@pytest.mark.parametrize(
    "text", ["- Lisätietoja antaa luotsi.", "- https://www.example.org", "- katso liite"]
)
def test_other_items_of_the_section_are_no_projects(text: str, report: Read, found: Found) -> None:
    assert found(report(projects=text + "\n"), "funds") == []


def test_two_projects_with_one_acronym_stay_two(report: Read, found: Found) -> None:
    reading = report(
        summary="VALO-hanke (S99002) tuotti oppaan.\n\nMolemmat VALO-hankkeet kasvoivat. VALO-hanke päättyi.",
        projects="- Varmuutta luodolle (VALO), S99001\n- Vanhan tornin lohkot (VALO), S99002\n",
    )
    assert {a.object for a in found(reading, "funds")} == {"S99001", "S99002"}
    assert [a.subject for a in found(reading, "produced")] == ["S99002"]


@pytest.mark.parametrize(
    "text",
    [
        "Valokiila, Sumutorvi ja Luoto: koodit S99001, S99002 ja S99003 samassa järjestyksessä",
        "**Valokiila**, **Sumutorvi** ja **Luoto** (S99001, S99002 ja S99003)",
        "Valokiila\tS99001\t2015–2016\nSumutorvi\tS99002\t2016–2017\nLuoto\tS99003\tkeskeytyi",
    ],
)
def test_names_and_codes_in_the_same_order_belong_together(text: str, report: Read, found: Found) -> None:
    names = {("Valokiila", "S99001"), ("Sumutorvi", "S99002"), ("Luoto", "S99003")}
    assert listed(report(projects=text + "\n"), found) == names


def test_a_row_without_a_code_has_its_name_where_the_others_have(report: Read, found: Found) -> None:
    reading = report(projects="Valokiila\tS99001\t2015–2016\nSumutorvi\thaettavana\t2016–2017\n")
    assert {name for name, _ in listed(reading, found)} == {"Valokiila", "Sumutorvi"}


def test_names_without_bullets_are_entries_beside_others(report: Read, found: Found) -> None:
    reading = report(projects=f"Valokiila, {URL}S99001\n\nSumu55+\n\nLuoto, {URL}S99003\n")
    assert listed(reading, found) == {("Valokiila", "S99001"), ("Sumu55+", "-"), ("Luoto", "S99003")}
