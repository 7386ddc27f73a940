"""One project has one code, by whatever name the document calls it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]

ADDRESS = "https://www.example.org/projekti.php?projektikoodi="


def _projects(reading: Reading, found: Found) -> list[tuple[str, str]]:
    return [(" ".join(a.mention.split()), a.object) for a in found(reading, "funds")]


@pytest.mark.parametrize(
    "entry",
    [
        f"Lyhtyjen valo, {ADDRESS}S99001, https://www.example.org/lyhty",
        f"Lyhtyjen valo, <{ADDRESS}S99001>",
        "Lyhtyjen valo (S99001)",
        "Lyhtyjen valo, hankekoodi S99001",
        "Lyhtyjen valo, https://www.example.org/projekti.php?pro-\n\njektikoodi=S99001",
        "Lyhtyjen valo, https://www.example.org/projekti.php?projekтикoodi=S99001",
        "Lyhtyjen valo, \u0405" + "99001",
    ],
)
def test_an_entry_of_the_list_gives_a_name_and_a_code(entry: str, report: Read, found: Found) -> None:
    projects = _projects(report(projects=f"- {entry}\n"), found)
    assert {code for _, code in projects} == {"S99001"}
    assert projects[0][0] == "Lyhtyjen valo"


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Polkuja valoon (LYHTY) - huollon kehittäminen", "LYHTY-hanke"),
        ("Valon valtakunnallinen kehittämishanke (LYHTY-hanke)", "LYHTY -hanke"),
        ("Valon edistämisen koordinaatiohanke - Lyhty", "Lyhty-koordinaatiohanke"),
        ("LYHTY Parempaa valoa -projekti", "LYHTYn"),
        ("LYHTY, parempaa valoa", "LYHTY:n"),
        ("Lyhty palaa: huollon malli", "Lyhty palaa -hanke"),
        ("Lyhty – valon verkosto", "Lyhty-hankkeen"),
        ("Lyhty palaa", "Lyhty palaa -hankkeessa"),
    ],
)
def test_a_short_name_is_the_listed_project(name: str, spoken: str, report: Read, found: Found) -> None:
    reading = report(results=f"- {spoken} on tuottanut oppaan.", projects=f"- {name}, {ADDRESS}S99001\n")
    assert {code for _, code in _projects(reading, found)} == {"S99001"}


def test_a_name_that_only_begins_alike_is_another_project(report: Read, found: Found) -> None:
    reading = report(
        results="- Lyhtystä-hanke on tuottanut oppaan.", projects=f"- Lyhtyjen huolto, {ADDRESS}S99001\n"
    )
    assert len({code for _, code in _projects(reading, found)}) == 2


def test_a_project_with_a_name_only_has_the_same_code_in_every_document(report: Read, found: Found) -> None:
    one = report(results="- LYHTY-hanke on tuottanut oppaan.")
    other = report(results="- Eilen päättynyt LYHTY-hanke on tuottanut mallin.")
    assert _projects(one, found)[0][1] == _projects(other, found)[0][1]
    assert found(one, "funds")[0].candidate


def test_a_project_that_the_reference_knows_by_name_has_its_code(report: Read, found: Found) -> None:
    reading = report(results="- Sokra-koordinaatiohanke on tuottanut oppaan.")
    assert [(a.object, a.kind) for a in found(reading, "funds")] == [("S20220", "CoordinationProject")]


def test_projects_in_general_are_no_project(report: Read, found: Found) -> None:
    text = "- ESR-hankkeissa ja TL 5-hankkeissa sekä koordinaatiohankkeessa on kehitetty malleja."
    assert _projects(report(results=text), found) == []


def test_every_mention_of_a_project_is_kept(report: Read, found: Found) -> None:
    reading = report(
        results="- LYHTY-hanke on tuottanut oppaan.", regional="LYHTY toimii alueilla. LYHTY:n osat kasvavat."
    )
    assert [m for m, _ in _projects(reading, found)] == ["LYHTY-hanke", "LYHTY", "LYHTY:n"]


def test_short_names_are_alternative_names(report: Read, found: Found) -> None:
    reading = report(projects=f"- Polkuja valoon (LYHTY) - huolto, {ADDRESS}S99001\n")
    assert [(a.subject, a.object) for a in found(reading, "altLabel")][-1] == ("S99001", '"LYHTY"@fi')


def test_the_years_in_a_name_are_its_period_and_no_name(report: Read, found: Found) -> None:
    reading = report(projects=f"- Valon koordinaatiohanke 2014-2017, {ADDRESS}S99001\n")
    assert found(reading, "hasImplementationPeriod")[0].values == {"startYear": 2014, "endYear": 2017}
    assert _projects(reading, found)[0][0] == "Valon koordinaatiohanke"


def test_a_code_in_a_result_names_the_project_of_the_list(report: Read, found: Found) -> None:
    reading = report(
        results="- **LYHTY-hanke** (S99001) on tuottanut oppaan.",
        projects="- Polkuja valoon (LYHTY), S99001\n",
    )
    assert {a.label for a in found(reading, "funds")} == {"Polkuja valoon (LYHTY)"}


def test_a_project_that_is_said_not_to_belong_is_denied(report: Read, found: Found) -> None:
    reading = report(regional="Terveydeksi-hanke ei kuulu tähän kokonaisuuteen.")
    assert [a.polarity for a in found(reading, "funds")] == ["denied"]


def test_many_projects_of_a_kind_are_no_project(report: Read, found: Found) -> None:
    assert _projects(report(regional="Kokonaisuus tukee alueen Lyhtymaja-hankkeita."), found) == []


@pytest.mark.parametrize(
    ("said", "mention"),
    [
        ("Hankkeessa **Mielekäs luoto!** (EURA-koodi S99001) luotiin opas.", "Mielekäs luoto!"),
        ("Naisen askel luodolle (S99001) keskittyi vartijoihin.", "Naisen askel luodolle"),
        ("”Kuka sytyttää?” -hanke (S99001) kehitti mallin.", "Kuka sytyttää?"),
        (
            "Luotsialan kehittämisen koordinaatiohanke (S99001) kokosi väen.",
            "Luotsialan kehittämisen koordinaatiohanke",
        ),
    ],
)
def test_a_name_before_a_code_in_a_sentence_is_the_project_s(
    said: str, mention: str, report: Read, found: Found
) -> None:
    reading = report(summary=f"- {said}")
    named = [a for a in found(reading, "funds") if not a.mention.startswith("S9")]
    assert [(a.mention.strip("!"), a.object) for a in named] == [(mention.strip("!"), "S99001")]


@pytest.mark.parametrize(
    "said",
    [
        "Varmuutta valoon -hankkeen malli vakiintui.",
        "Kylissä ”Varmuutta valoon ja lähiluodolle” -hanke tunnetaan.",
        "Varmuutta valoon ja lähi-\nluodolle toimi saarilla.",
    ],
)
def test_a_shortened_or_broken_name_is_the_listed_project(said: str, report: Read, found: Found) -> None:
    reading = report(continuation=said, projects="- Varmuutta valoon ja lähiluodolle, S99001\n")
    assert {a.object for a in found(reading, "funds")} == {"S99001"}


def test_a_spaced_word_for_project_and_quotation_marks_are_not_in_the_mention(
    report: Read, found: Found
) -> None:
    reading = report(summary="”Valo syttyy!” -hanke tuotti oppaan. Valokiila-hankkeessa syntyi malli.")
    assert [a.mention for a in found(reading, "funds")] == ["Valo syttyy!", "Valokiila-hankkeessa"]


def test_a_name_after_that_is_the_same_project(report: Read, found: Found) -> None:
    reading = report(
        summary="Liikkuva luotsi -hankkeen eli LiLun tiimi kiersi. LiLussa koottiin venekonsepti.",
        projects="- Liikkuva luotsi (LiLu), S99001\n",
    )
    assert {a.object for a in found(reading, "funds")} == {"S99001"}
    assert {(a.mention, a.object) for a in found(reading, "altLabel")} == {
        ("LiLun", '"LiLu"@fi'),
        ("LiLu", '"LiLu"@fi'),
    }


def test_what_a_heading_names_is_spoken_of_below_it(report: Read, found: Found) -> None:
    reading = report(
        summary="### Valokiila-hanke (S99001)\n\nHankkeen aikana kehitettiin opas. Siitä syntyi video.\n\n"
        "### Sumutorvi (S99002)\n\nTyön tuloksena syntyi malli."
    )
    assert {(a.mention, a.subject) for a in found(reading, "produced")} == {
        ("opas", "S99001"), ("video", "S99001"), ("malli", "S99002"),
    }  # fmt: skip


def test_a_coordination_project_is_meant_by_that_word_alone(report: Read, found: Found) -> None:
    reading = report(
        summary="Luotsialan koordinaatiohanke (S99001) kiersi saaret.\n\nKoordinaatiohanke julkaisi oppaan."
    )
    assert [a.subject for a in found(reading, "produced")] == ["S99001"]


def test_a_project_that_does_not_reach_someone_is_not_denied(report: Read, found: Found) -> None:
    reading = report(summary="Valokiila-hanke ei tavoittanut luotseja.")
    assert [a.polarity for a in found(reading, "funds")] == ["affirmed"]


def test_a_paragraph_that_begins_with_the_project_goes_on_about_it(report: Read, found: Found) -> None:
    reading = report(
        summary="Valo55+ -hanke (S99001) opetti luotseja.\n\nHankkeessa kehitettiin verkkotesti."
    )
    assert [(a.mention, a.subject) for a in found(reading, "produced")] == [("verkkotesti", "S99001")]


def test_a_longer_name_of_something_else_is_no_project(report: Read, found: Found) -> None:
    reading = report(
        summary="Valoisa luoto -kokonaisuudessa laadittiin opas.",
        projects="- Valoisa-koordinaatiohanke, S99001\n",
    )
    assert found(reading, "produced") == []


def test_of_two_with_one_acronym_the_one_that_a_code_told_is_meant_later(report: Read, found: Found) -> None:
    reading = report(
        summary="VALO-hankkeessa (S99002) laadittiin opas.",
        continuation="VALOn opas on käytössä.",
        projects="- Varmuutta luodolle (VALO), S99001\n- Vanhan tornin lohkot (VALO), S99002\n",
    )
    assert {a.object for a in found(reading, "funds", section="continuation")} == {"S99002"}


def test_a_name_of_two_letters_is_known_before_the_word_for_project(report: Read, found: Found) -> None:
    reading = report(results="- OK-hankkeessa tehtiin opas.", projects="- Oma kajo (OK), S99001\n")
    assert {a.object for a in found(reading, "funds")} == {"S99001"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Teemasta rahoitetaan hanke Kajo (S39901).", {"S39901"}),
        ("- Kajo (S39901)\n- Valo (S39902)", {"S39901", "S39902"}),
        ("Mallia kokeili edellisellä kaudella Kajo-hanke (S29901).", set()),
        ("Samaa aihetta käsittelee EAKR-hanke Kajo (A79901), jota teemasta ei rahoiteta.", set()),
    ],
)
def test_a_theme_funds_what_it_says_and_not_what_it_learns_from(
    text: str, codes: set[str], theme: Read, found: Found
) -> None:
    said = {a.object for a in found(theme(content=text), "funds")}
    assert {code for code in said if code[:1] in "AS"} == codes


def test_a_code_that_is_said_not_to_be_of_the_package_is_not_funded(report: Read, found: Found) -> None:
    reading = report(summary="Kokonaisuuteen eivät kuuluneet hankkeet S99001 ja S99002.")
    assert [a for a in found(reading, "funds") if a.polarity == "affirmed"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Ruotsin ohjelmassa rahoitettiin hanke Fyr (S99991).",
        "Aihetta sivuttiin rahoitetussa hankkeessa Lyhdyt paikoilleen (S99992).",
        "ESR:n rahoittama Lyhty-hanke (S99993) toimi yhdessä satamassa vuosina 2018–2020.",
        "Kaudella 2014–2020 rahoitettiin lyhtyjä, esimerkkinä Lyhty palaa -hanke (S99994).",
        "EU-rahoitusta sai ohjelmakaudella 2014–2020 kokeilu Lyhdyt (S99995).",
    ],
)
def test_a_code_told_of_in_another_programme_is_not_funded(text: str, theme: Read, found: Found) -> None:
    assert found(theme(content=text), "funds") == []


@pytest.mark.parametrize("entry", ["Lyhty palaa, koodi S 99001", "Lyhty palaa (Keksitty satama, S99001)"])
def test_a_code_is_read_however_it_is_spaced_and_bracketed(entry: str, report: Read, found: Found) -> None:
    assert _projects(report(projects=f"- {entry}\n"), found)[:1] == [("Lyhty palaa", "S99001")]


def test_a_range_of_codes_is_of_all_projects_between(report: Read, found: Found) -> None:
    reading = report(projects="Lyhty palaa, Meri kutsuu ja Luoto loistaa: S99001–S99003\n")
    assert {code for _, code in _projects(reading, found)} == {"S99001", "S99002", "S99003"}


def test_lines_of_a_list_are_entries_and_the_one_said_not_to_belong_is_none(
    report: Read, found: Found
) -> None:
    lines = (
        "Lyhty palaa S99001 (hakija Keksitty satama)\nMeri soi S99002\nLuoto S99003, Kari S99004\n"
        "Aalto (S99005) ei kuulunut kokonaisuuteen.\n"
    )
    projects = _projects(report(projects=lines), found)
    assert {code for _, code in projects} == {"S99001", "S99002", "S99003", "S99004"}
    assert {"Lyhty palaa", "Meri soi", "Luoto"} <= {name for name, _ in projects}


@pytest.mark.parametrize(
    "said",
    [
        "Toisen kokonaisuuden rahoittama Aalto-hanke on tuottanut oppaan.",
        "Opas on tehty yhdessä hankkeen S99009 kanssa, jota rahoitettiin toisesta kokonaisuudesta.",
        "Hakemus Aalto-hankkeesta hylättiin.",
        "Aalto-hanketta suunniteltiin, mutta se ei saanut rahoitusta.",
        "Yhteistyötä tehtiin STEA-rahoitteisen Aalto-hankkeen kanssa.",
        "Samaan aikaan opetusministeriön rahoittama Aalto-hanke kokosi aineistoa.",
        "Juuret ovat Aalto-hankkeessa, joka päättyi 2014.",
        "Työtä jatkaa ohjelmakaudella 2021–2027 Aalto-hanke.",
    ],
)
def test_a_project_that_others_paid_for_is_none_of_the_report(said: str, report: Read, found: Found) -> None:
    reading = report(results=f"- LYHTY-hanke kokosi mallin.\n\n{said}", projects="- LYHTY, S99001\n")
    assert {code for _, code in _projects(reading, found)} == {"S99001"}


@pytest.mark.parametrize(
    ("listed", "codes"),
    [
        ("- Luotsi, hankekoodi 99021\n- Poiju, hankekoodi: 99022\n", ["S99021", "S99022"]),
        ("- Luotsi (S99021), diaarinumero ESAVI/12345/2019, puh. 0295 123 456\n", ["S99021"]),
        ("- Luotsi (S99021)\n- EAKR-rahoitteinen Karikko (A99001) toimi rinnalla.\n", ["S99021"]),
        ("- Luotsi (S99021). Jatkohanke sai ESR+-rahoitusta (S99055).\n", ["S99021"]),
        ("- Luotsi (S99021)\n- Karikko S99055 (rahoitus evätty)\n", ["S99021"]),
        (
            "- Luotsi (S99021)\n\nKarikko (S99055) haki rahaa, mutta sai sitä alueellisista varoista.\n",
            ["S99021"],
        ),
        ("- Luotsi (S99021)\n- Karikko S99055 (peruttu ennen aloitusta)\n", ["S99021"]),
        ("- Luotsi (S99021)\n- Karikko S99055 keskeytyi ennen rahoituspäätöstä.\n", ["S99021"]),
    ],
)
def test_codes_without_their_letter_are_codes_and_those_of_other_funds_are_not_of_these(
    listed: str, codes: list[str], report: Read, found: Found
) -> None:
    funded = {a.object for a in found(report(projects=listed), "funds") if a.polarity == "affirmed"}
    assert sorted(c for c in funded if c[0] in "SA" and c[1:].isdigit()) == codes


THREE = "- Luotsi, S99021\n- Poiju, S99022\n- Karikko, S99023\n"


@pytest.mark.parametrize(
    "said",
    [
        "Samaa aihetta käsitteli Saimaalla Valkama-hanke (S99055). Valkaman tuottama opas on eri asia.",
        "Rinnalla kulki Valkama (S99055), jonka maksoi säätiö.",
        "Maakunnan hanke Valkama (S99055): sama väki, eri raha.",
        "Valkama-hanke (S99055) ei saanut tästä kokonaisuudesta rahoitusta.",
        "Luotsin kerhoja on jatkettu Lapin Valkama-hankkeessa (S99055), jota rahoitettiin alueen kehyksestä.",
        "Luotsi toimi alueellisen Uusi valkama -hankkeen kanssa; sen rahoitti paikallinen virasto.",
    ],
)
def test_a_code_that_a_whole_list_of_projects_lacks_is_not_funded(
    said: str, report: Read, found: Found
) -> None:
    reading = report(results=f"- Luotsi-hanke kokosi mallin.\n\n{said}", projects=THREE)
    assert {code for _, code in _projects(reading, found)} == {"S99021", "S99022", "S99023"}
    assert not [a for a in found(reading, "produced") if "opas" in a.mention]


def test_a_code_that_the_list_forgot_is_funded_where_the_text_says_so(report: Read, found: Found) -> None:
    said = "Kokonaisuudesta rahoitettiin vuoden ajan myös Valkama-hanketta (S99055)."
    reading = report(results=said, projects=THREE)
    assert "S99055" in {code for _, code in _projects(reading, found)}


def test_a_project_that_only_the_account_of_regions_names_is_none_of_a_whole_list(
    report: Read, found: Found
) -> None:
    said = "Poiju-hankkeen kerhoja on jatkettu Lapin Uusi valkama -hankkeessa."
    named = [a.mention for a in found(report(regional=said, projects=THREE), "funds", section="regional")]
    assert named == ["Poiju-hankkeen"]
