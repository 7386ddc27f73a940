"""A normalised passage reads plainly, and each of its characters knows its place in the raw text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.normal import normalise, suspended


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("työttö-\n\nmyys", "työttömyys"),
        ("val-\ntio", "valtio"),
        ("val- \r\n \r\n  tio", "valtio"),
        ("työttö\u00ad\nmyys ja ko\u00adti", "työttömyys ja koti"),
        ("pal-\fvelu", "palvelu"),
        ("?pro-\n\njektikoodi=S29901", "?projektikoodi=S29901"),
        ("hyvinvointi-, sosiaali- ja terveyspalvelut", "hyvinvointi-, sosiaali- ja terveyspalvelut"),
        ("sosiaali-\nja terveysala", "sosiaali- ja terveysala"),
        ("TL 5 -kehittämis- ja tutkimustyö", "TL 5 -kehittämis- ja tutkimustyö"),
        ("valmennusta ja -\nkoulutusta", "valmennusta ja -koulutusta"),
        ("saaren Jäkälä - \nkoordinaatiohanke", "saaren Jäkälä - koordinaatiohanke"),
        ("SUO-\nhanke", "SUO-hanke"),
        ("TL5-\nhankkeet", "TL5-hankkeet"),
        ("linja-\nauto", "linja-auto"),
        ("Majakka-mallia. Sitten Majakka-\nhanke", "Majakka-mallia. Sitten Majakka-hanke"),
        ("kahdeksan\nkymmentä  \t yksi\u00a0kaksi", "kahdeksan kymmentä yksi kaksi"),
        ("<b>Teema</b> ja **alateema** ja *nimi*", "Teema ja alateema ja nimi"),
        ("### 1) Yhteys", "1) Yhteys"),
        ('<a href="https://example.org">sivu</a>', "sivu"),
        ("[Strategia](https://example.org/a) on", "Strategia on"),
        ("[Nimi, puh.nro]", "[Nimi, puh.nro]"),
        ("<https://example.org/a_b?c=1>", "https://example.org/a_b?c=1"),
        ("alle <25- ja yli >54-vuotiaat", "alle <25- ja yli >54-vuotiaat"),
        ("<td>solu</td><td>toinen</td>", "solu toinen"),
        ("tutkimus&nbsp;ja &amp; kehitys", "tutkimus ja & kehitys"),
        ("ﬁlmi ja eﬀekti", "filmi ja effekti"),
        ("a\u0308iti", "äiti"),
        ("projekтикoodi", "projektikoodi"),
        ("Москва ja порт", "Москва ja порт"),
        ("ΑΒΓ", "ΑΒΓ"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_text_is_made_readable(raw: str, normal: str) -> None:
    assert normalise(raw).text == normal


def test_a_span_leads_back_to_the_raw_words() -> None:
    raw = "Kohderyhmänä ovat pitkäaikais-\n\ntyöttömät **meri\u00admiehet** ja ﬁlmaajat."
    normal = normalise(raw)
    for word, found in [
        ("pitkäaikaistyöttömät", "pitkäaikais-\n\ntyöttömät"),
        ("merimiehet", "meri\u00admiehet"),
        ("filmaajat", "ﬁlmaajat"),
    ]:
        start = normal.text.index(word)
        first, last = normal.raw_span(start, start + len(word))
        assert raw[first:last] == found


def test_only_the_passage_asked_for_is_normalised_with_offsets_of_the_whole_text() -> None:
    raw = "Alku. **Keski**  osa. Loppu."
    normal = normalise(raw, 6, 21)
    assert normal.text == "Keski osa."
    assert raw[slice(*normal.raw_span(0, 5))] == "Keski"


def test_an_empty_span_is_refused() -> None:
    with pytest.raises(IndexError):
        normalise("sana").raw_span(2, 2)
    with pytest.raises(IndexError):
        normalise("sana").raw_span(0, 5)


def test_a_raw_offset_is_found_in_the_normal_text() -> None:
    raw = "työttö-\nmyys  ja"
    normal = normalise(raw)
    assert normal.text[normal.find_raw(8) :] == "myys ja"
    assert normal.find_raw(6) == normal.find_raw(8)
    assert normal.find_raw(99) == len(normal.text)


RAW = st.text(alphabet="abä- \n\t\u00ad\u00a0*#<>b/[](){}&;ﬁт\u0308S5_.|", max_size=80)


@given(RAW)
def test_every_character_stands_for_a_piece_of_the_raw_text_in_order(raw: str) -> None:
    normal = normalise(raw)
    spans = [normal.raw_span(i, i + 1) for i in range(len(normal.text))]
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert spans == sorted(spans)
    firsts = [next((i for i, (_, end) in enumerate(spans) if end > at), len(spans)) for at in range(len(raw))]
    assert firsts == [normal.find_raw(at) for at in range(len(raw))]
    assert "  " not in normal.text
    assert normal.text == normal.text.strip(" ")


@given(st.text(alphabet="abcdäö ,.", max_size=80))
def test_plain_words_stay_as_they_are(raw: str) -> None:
    normal = normalise(raw)
    assert normal.text == " ".join(raw.split())
    assert all(raw[normal.start_of(i)] == c for i, c in enumerate(normal.text))


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("sosiaali- ja terveyspalvelut", ["sosiaalipalvelut"]),
        (
            "hyvinvointi-, sosiaali-, terveys- ja kuntoutuspalveluita",
            ["hyvinvointipalveluita", "sosiaalipalveluita", "terveyspalveluita"],
        ),
        ("mielenterveys- ja päihdeongelmaiset", ["mielenterveysongelmaiset"]),
        ("työ- ja toimintakyvyn", ["työkyvyn"]),
        ("social- och hälsovårdstjänster", ["socialvårdstjänster"]),
        (
            "tutkimus-, koulutus- ja kehittämis-organisaatiot",
            ["tutkimusorganisaatiot", "koulutusorganisaatiot"],
        ),
        ("ohjaus- ja muissa palveluissa", []),
        ("Nevo -hanke ja meri", []),
        ("5-6 vuotta ja 7- ja 8-vuotiaat", []),
    ],
)
def test_suspended_compounds_are_expanded(text: str, expanded: list[str]) -> None:
    normal = normalise(text)
    found = suspended(normal)
    assert [word for word, _, _ in found] == expanded
    assert all(text[start:end].endswith("-") for _, start, end in found)


def test_a_suspended_part_leads_back_to_its_raw_place() -> None:
    raw = "Kehitetään **sosi-\naali- ja terveyspalveluja** satamissa."
    assert [(w, raw[s:e]) for w, s, e in suspended(normalise(raw))] == [("sosiaalipalveluja", "sosi-\naali-")]
