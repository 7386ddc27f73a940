"""A sentence ends at a full stop before a capital, and at nothing that only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


def test_sentences_are_split_at_their_ends() -> None:
    assert split("Merimiehet palaavat. Kuka heitä odottaa? Majakka! Se vilkkuu.") == [
        "Merimiehet palaavat.",
        "Kuka heitä odottaa?",
        "Majakka!",
        "Se vilkkuu.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Neuvosto suositti 5.6.2019 Suomea toimimaan.",
        "Kehitetään mm. Kompassi-menetelmää ja esim. Majakka-mallia.",
        "Strategiat, ml. RRF, ohjaavat työtä.",
        "Rahoitus on 15 milj. Euroa arvioiden.",
        "Tavoite on 3. Kompassin mukainen, ET 4.1.7. Yhdenvertainen osallisuus.",
        "Hankkeet (vrt. Kaukoranta) jatkuvat ym. Saarilla.",
        "Katso www.example.org. se on auki.",
        "Ohjaaja A. Aallokko johtaa.",
        "Insatser bl.a. Sjömansskolan m.m. Hamnen ingår.",
        "Ks. Liite 2 ja s. 14 sekä nro. 5.",
        "Kauden 2021–2027 ohjelma, 4.h Mukainen seuranta.",
    ],
)
def test_what_looks_like_an_end_is_none(sentence: str) -> None:
    assert split(sentence) == [sentence]


def test_marks_after_the_full_stop_belong_to_the_sentence() -> None:
    assert split("Hän sanoi ”meri kutsuu.” Sitten hän lähti (yöllä.) Laiva odotti.") == [
        "Hän sanoi ”meri kutsuu.”",
        "Sitten hän lähti (yöllä.)",
        "Laiva odotti.",
    ]


def test_bold_titles_and_wrapped_lines_are_split_like_plain_ones() -> None:
    assert split("**Osaamisen tuki.** Kehitetään\nmalleja.\nOtetaan ne käyttöön.") == [
        "**Osaamisen tuki.**",
        "Kehitetään\nmalleja.",
        "Otetaan ne käyttöön.",
    ]


def test_a_year_or_an_amount_ends_a_sentence() -> None:
    assert split("Ohjelma päättyi 2020. Uusi alkoi heti. Mukana oli 25 kuntaa vuonna 2021. Ne jatkavat.") == [
        "Ohjelma päättyi 2020.",
        "Uusi alkoi heti.",
        "Mukana oli 25 kuntaa vuonna 2021.",
        "Ne jatkavat.",
    ]


def test_only_the_passage_asked_for_is_split() -> None:
    text = "Alku. Keski yksi. Keski kaksi. Loppu."
    start, end = text.index("Keski"), text.index(" Loppu")
    assert [text[s:e] for s, e in sentences(text, start, end)] == ["Keski yksi.", "Keski kaksi."]


@given(st.text(alphabet="aA .?!\n5ä)*", max_size=120))
def test_sentences_cover_every_word_once_in_order(text: str) -> None:
    spans = sentences(text, 0, len(text))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[s:e] == text[s:e].strip() != "" for s, e in spans)
