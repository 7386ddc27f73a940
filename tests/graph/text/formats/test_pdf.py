"""A PDF file's text is that of its text layer in reading order; what cannot be read is refused."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from graph.errors import UnreadableDocument
from graph.text.blocks import blocks
from graph.text.formats import pdf
from tests.graph.text.formats.making import Part, Sheet, bound, numbered, scanned
from tests.graph.text.formats.making import pdf as made

PATH = Path("a.pdf")
WORDS = "Merimiesten osallisuus rannalla ja merellä, häilyvä öinen majakka."


def shown(*sheets: Sheet) -> str:
    return pdf.text(PATH, bound(sheets))


def sheet(*lines: tuple[float, float, str]) -> Sheet:
    page = Sheet([])
    for x, y, words in lines:
        page.put(x, y, words)
    return page


def refused(data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        pdf.text(PATH, data)
    assert caught.value.path == PATH
    assert caught.value.remedy
    return caught.value


def test_lines_of_a_paragraph_stay_together_and_a_gap_parts_paragraphs() -> None:
    page = sheet((60, 780, "yksi"), (60, 767, "kaksi"), (60, 740, "kolme"), (60, 727, "neljä"))
    assert shown(page) == "yksi\nkaksi\n\nkolme\nneljä\n"


def test_cells_on_one_height_are_a_row() -> None:
    page = sheet((60, 780, "Aika"), (260, 780, "2021-2027"), (60, 760, "Raha"), (260, 760, "7 milj."))
    assert shown(page) == "Aika\t2021-2027\n\nRaha\t7 milj.\n"


def test_a_wrapped_label_and_a_wrapped_value_are_one_row() -> None:
    page = sheet(
        (60, 780, "Vastuullinen"),
        (60, 767, "ministeriö"),
        (260, 780, "Meriasiain ministeriö ja saaristoasiain"),
        (260, 767, "ministeriö"),
        (60, 747, "Aika"),
        (260, 747, "2021"),
    )
    assert shown(page) == (
        "Vastuullinen ministeriö\tMeriasiain ministeriö ja saaristoasiain ministeriö\n\nAika\t2021\n"
    )


def test_a_hyphen_at_the_end_of_a_line_stays_for_the_normal_form_to_judge() -> None:
    assert shown(sheet((60, 780, "merimies-"), (60, 767, "ten tuki"))) == "merimies-\nten tuki\n"


def test_columns_come_one_after_the_other() -> None:
    left = [(60.0, 780.0 - 13 * i, f"vasen rivi numero {i} jatkuu") for i in range(10)]
    right = [(310.0, 780.0 - 13 * i, f"oikea rivi numero {i} jatkuu") for i in range(10)]
    lines = shown(sheet(*left, *right)).split()
    assert lines.index("oikea") > max(i for i, word in enumerate(lines) if word == "vasen")


def test_running_headers_footers_and_page_numbers_go_and_the_rest_stays() -> None:
    pages = [
        sheet((60, 815, "KEKSITTY OHJELMA"), (60, 700, f"Sisältö {word}"), (300, 30, f"Sivu {n} / 3"))
        for n, word in enumerate(("yksi", "kaksi", "kolme"), 1)
    ]
    assert shown(*pages) == "Sisältö yksi\fSisältö kaksi\fSisältö kolme\n"


def test_a_form_feed_ends_a_page_so_that_pages_can_be_counted() -> None:
    text = shown(sheet((60, 700, "ensimmäinen")), sheet((60, 650, "toinen")))
    assert text.count("\f", 0, text.index("toinen")) == 1


@pytest.mark.parametrize("font", ["F1", "F2"])
@pytest.mark.parametrize("last", ["alalle ei ole osunut.", "alalle ei ole osunut"])
def test_a_numbered_heading_on_top_of_a_page_is_no_part_of_the_paragraph_before_it(
    font: str, last: str
) -> None:
    before, after = sheet((60, 60, "Muuta rahoitusta"), (60, 47, last)), sheet((60, 750, "Työtä tehdään."))
    top = Sheet([])
    top.put(60, 780, "5) Yhteistyö ja kumppanuudet", font=font)
    text = shown(before, Sheet([*top.words, *after.words]))
    found = [(block.kind, text[block.start : block.end].replace("*", "")) for block in blocks(text)]
    assert found == [
        ("paragraph", f"Muuta rahoitusta\n{last}"),
        ("heading", "5) Yhteistyö ja kumppanuudet"),
        ("paragraph", "Työtä tehdään."),
    ]


def test_a_page_that_is_a_picture_is_told_from_an_empty_one() -> None:
    data = bound([sheet((60, 700, WORDS)), scanned(), Sheet([]), sheet((60, 700, WORDS))])
    assert pdf.text(PATH, data).split("\f")[1:3] == ["", ""]
    assert pdf.pictured(PATH, data, [2, 3]) == (2,)


def test_a_note_in_small_print_is_raised() -> None:
    page = sheet(*((60, 780 - 13 * i, "leipätekstiä riittää") for i in range(5)))
    page.put(60, 100, "1 selitys alaviitteessä", 7)
    assert "¹ selitys alaviitteessä" in shown(page)


def test_a_bullet_opens_its_item() -> None:
    assert shown(sheet((60, 780, "•"), (78, 780, "kohta"), (78, 767, "jatkuu"))) == "• kohta\njatkuu\n"


def test_items_whose_bullets_are_drawn_as_pictures_are_told_by_their_indent() -> None:
    page = sheet(
        (60, 780, "Kohderyhmänä ovat:"),
        (90, 767, "lukijat"),
        (90, 754, "majakanvartijat, joita autetaan talven"),
        (90, 741, "yli"),
        (90, 728, "luotsit"),
        (60, 715, "Muita kohderyhmiä teemassa ei ole, ei toki."),
    )
    items = [line for line in shown(page).splitlines() if line.startswith("- ")]
    assert items == ["- lukijat", "- majakanvartijat, joita autetaan talven", "- luotsit"]


def test_a_disc_that_is_drawn_before_a_line_is_the_mark_of_its_item() -> None:
    lines = ("Majakanvartijoita autetaan.", "Luotseja opetetaan.", "Kapteenit ovat mukana.")
    page = sheet(*((90, 767 - 13 * i, line) for i, line in enumerate(("Kolme osaa", *lines), -1)))
    for i in (0, 2):
        page.draw(78, 769 - 13 * i, 4, 4)
    items = [line for line in shown(page).splitlines() if line.startswith("- ")]
    assert items == ["- Majakanvartijoita autetaan.", "- Kapteenit ovat mukana."]


def test_rules_frames_and_discs_beside_no_line_are_no_marks() -> None:
    page = sheet((90, 780, "Majakka"), (90, 767, "palaa"))
    for x, y, width, height in ((70, 778, 400, 1), (85, 700, 1, 90), (60, 760, 30, 30), (78, 600, 4, 4)):
        page.draw(x, y, width, height)
    assert shown(page) == "Majakka\npalaa\n"


def test_a_list_goes_on_over_a_page_that_has_nothing_but_it() -> None:
    pages = [
        sheet((60, 780, "Hyvä majakka palvelee monia ja siksi sen kohderyhmänä ovat:"), (90, 767, "lukijat")),
        sheet((90, 780, "majakanvartijat, joita autetaan talven pimeinä öinä"), (90, 767, "yli")),
        sheet((90, 780, "luotsit"), (90, 767, "kapteenit")),
    ]
    items = [line for line in shown(*pages).replace("\f", "\n").splitlines() if line.startswith("- ")]
    assert items == [
        "- lukijat",
        "- majakanvartijat, joita autetaan talven pimeinä öinä",
        "- luotsit",
        "- kapteenit",
    ]


def test_the_rest_of_an_item_on_the_next_page_is_no_item() -> None:
    pages = [
        sheet((60, 780, "Kohderyhmänä ovat:"), (90, 767, "majakanvartijat, joita autetaan talven")),
        sheet((90, 780, "yli"), (90, 767, "luotsit")),
    ]
    assert shown(*pages).endswith("talven\fyli\n- luotsit\n")


@pytest.mark.parametrize("full", ["majakanvartijat saarilla;", "Majakka, https://example.org/S99001"])
def test_an_item_begins_after_a_full_line_that_ends_one(full: str) -> None:
    page = sheet((60, 780, "Ovat:"), (90, 767, "alku"), (90, 754, full), (90, 741, "Saaristonluotsit"))
    assert shown(page).endswith(f"- {full}\n- Saaristonluotsit\n")


def test_the_rest_of_a_heading_that_hangs_is_no_item() -> None:
    page = sheet(
        (60, 780, "4) Sisältö ja alateemat sekä mitä niillä tavoitellaan"),
        (85, 767, "ja miten"),
        (60, 740, "Työ."),
    )
    assert "- " not in shown(page)


def test_the_bold_name_that_opens_an_item_is_marked_over_its_lines() -> None:
    page = sheet((60, 780, "•"))
    page.put(78, 780, "Pitkä nimi", font="F2")
    page.put(78, 767, "jatkuu", font="F2")
    page.put(120, 767, "ja selitys")
    page.put(60, 754, "• muu")
    assert shown(page) == "• **Pitkä nimi\njatkuu** ja selitys\n• muu\n"


def test_an_item_all_in_bold_is_not_marked() -> None:
    page = sheet((60, 780, "•"))
    page.put(78, 780, "Pitkä nimi", font="F2")
    page.put(60, 767, "• muu")
    assert shown(page) == "• Pitkä nimi\n• muu\n"


@pytest.mark.parametrize(
    "item", [((78, 780, "kohta on"), (78, 767, "pitkä.")), ((78, 767, "kohta on lyhyt."),)]
)
def test_a_paragraph_after_a_list_is_its_own(item: tuple[tuple[float, float, str], ...]) -> None:
    text = shown(sheet((60, item[0][1], "•"), *item, (60, 754, "Sitten muuta")))
    assert text.endswith(".\n\nSitten muuta\n")


def test_a_scan_is_refused_with_the_remedy() -> None:
    error = refused(bound([Sheet([]), Sheet([])]))
    assert "no text" in str(error)
    assert "OCR" in error.remedy


def test_an_encrypted_file_is_refused() -> None:
    key = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [<00> <00>]".format(
        "41" * 32
    )
    assert "password" in str(refused(bound([sheet((60, 780, WORDS))], trailer=key)))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_file_is_refused_or_read_whole(share: float) -> None:
    whole = made([Part("paragraph", WORDS)] * 20)
    with suppress(UnreadableDocument):
        assert WORDS.split()[0] in pdf.text(PATH, whole[: int(len(whole) * share)])


def test_pages_that_hold_each_other_end() -> None:
    cyclic = numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 3 /Kids [3 0 R 2 0 R] /Parent 3 0 R >>",
            b"<< /Type /Pages /Count 3 /Kids [2 0 R 3 0 R] /Parent 2 0 R >>",
        ]
    )
    refused(cyclic)


def test_a_file_without_pages_is_refused() -> None:
    refused(bound([]))


def test_two_thousand_pages_are_refused_with_what_helps() -> None:
    error = refused(bound([sheet((60, 780, WORDS))] * 2000))
    assert "2000 pages" in str(error)
    assert error.remedy


@pytest.mark.slow
def test_as_many_full_pages_as_may_be_are_read_within_the_time_for_one_file() -> None:
    page = sheet(*((60, 780 - 13 * i, WORDS) for i in range(50)))
    assert pdf.text(PATH, bound([page] * pdf.MOST_PAGES)).count("\f") == pdf.MOST_PAGES - 1
