"""Free-form texts: read without a form, in three languages; every link is a proposal of the lowest band."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.assertion import Assertion
from graph.ingest.free_reader import FreeReader
from graph.ingest.lemmas import Lemmatiser
from graph.ingest.reader import Reading
from graph.ingest.vocabulary import Vocabulary
from graph.text.source import decode

CALLS = {
    "fi": """# Hakuilmoitus: Työkyky kaikille

Haulla rahoitetaan hankkeita, jotka tukevat pitkäaikaistyöttömien työllistymistä maakohtaisten suositusten
2020 mukaisesti. Vuonna 2022 maassa oli 12 000 pakolaista.

Kohderyhmänä ovat:
- nepsy-piirteiset nuoret aikuiset
- maahanmuuttajanaiset

Haku ei koske eläkeläisiä. Toiminta toteuttaa lapsistrategiaa.
""",
    "sv": """# Utlysning: Arbetsförmåga för alla

Med utlysningen finansieras projekt som stöder långtidsarbetslösas sysselsättning i enlighet med de
landsspecifika rekommendationerna 2020. År 2022 fanns det 12 000 flyktingar i landet.

Målgruppen är:
- unga vuxna med neuropsykiatriska svårigheter
- invandrarkvinnor

Utlysningen riktas inte till pensionärer. Verksamheten genomför den nationella barnstrategin.
""",
    "en": """# Call for proposals: Work ability for all

The call funds projects that support the employment of long-term unemployed people in line with the
country-specific recommendations of 2020. In 2022 there were 12 000 refugees in the country.

The target groups are:
- young adults with neuropsychiatric difficulties
- migrant women

The call is not aimed at pensioners. The activities implement the National Child Strategy.
""",
}
LONG_TERM_UNEMPLOYED, MIGRANT_WOMEN, PENSIONERS, REFUGEES = "k1003", "k1176", "k1142", "k1172"
COUNCIL_2020, CHILD_STRATEGY = "k2002", "k2305"


@pytest.fixture(scope="module")
def reader(vocabulary: Vocabulary, lemmas: Lemmatiser) -> FreeReader:
    return FreeReader(vocabulary, lemmas)


def read(reader: FreeReader, text: str) -> Reading:
    return reader.read(decode(Path("call.txt"), text.encode()))


def links(reading: Reading) -> dict[str, Assertion]:
    return {made.object: made for made in reading.assertions}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_call_names_whom_it_is_for_in_its_own_language(language: str, reader: FreeReader) -> None:
    reading = read(reader, CALLS[language])
    found = links(reading)
    assert reading.version.language == language
    assert found[LONG_TERM_UNEMPLOYED].relation == found[MIGRANT_WOMEN].relation == "targets"
    assert found[COUNCIL_2020].relation == found[CHILD_STRATEGY].relation == "claimsAlignmentWith"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_link_is_a_proposal_of_the_lowest_band_by_a_named_rule(
    language: str, reader: FreeReader
) -> None:
    made = read(reader, CALLS[language]).assertions
    assert {a.band for a in made} == {"C"}
    assert all(a.rule for a in made)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_negated_group_is_denied_and_one_of_the_background_is_no_link(
    language: str, reader: FreeReader, vocabulary: Vocabulary
) -> None:
    found = links(read(reader, CALLS[language]))
    assert vocabulary.concepts[REFUGEES].label == "pakolaiset"
    assert found[PENSIONERS].polarity == "denied"
    assert REFUGEES not in found


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_group_that_no_scheme_knows_is_a_candidate_named_in_the_texts_language(
    language: str, reader: FreeReader
) -> None:
    new = [a for a in read(reader, CALLS[language]).assertions if a.candidate]
    assert [a.kind for a in new] == ["TargetGroup"]
    assert new[0].language == language
    assert new[0].values["proposedBroader"] == "k1103"


def test_the_languages_of_a_mixed_text_are_told_passage_by_passage(reader: FreeReader) -> None:
    reading = read(reader, "\n".join(CALLS.values()))
    apart = [links(read(reader, text)) for text in CALLS.values()]
    assert {a.language for a in reading.assertions} == {"fi", "sv", "en"}
    assert set(links(reading)) == {code for found in apart for code in found}


def test_a_passage_in_another_language_is_told_as_not_read(reader: FreeReader) -> None:
    german = "Der Europäische Sozialfonds fördert langzeitarbeitslose Menschen und junge Erwachsene.\n"
    reading = read(reader, f"{CALLS['fi']}\n{german}")
    assert [(part["reason"], part["start"]) for part in reading.version.missing] == [
        ("other-language", len(CALLS["fi"]) + 1)
    ]


def test_an_english_word_is_no_name_in_a_swedish_text(reader: FreeReader) -> None:
    reading = read(reader, "Projektet stöder unga men också företag. Målgruppen är unga, men inte barn.")
    assert "miehet" not in {a.label for a in reading.assertions}


def test_the_subject_of_every_link_is_the_document_itself(reader: FreeReader) -> None:
    reading = read(reader, CALLS["en"])
    subjects = {a.subject for a in reading.assertions if a.relation != "namedAsExampleOf"}
    assert subjects == {reading.version.document}


def test_personal_data_is_overwritten_before_anything_is_read(reader: FreeReader) -> None:
    reading = read(reader, CALLS["sv"] + "Kontaktperson: Maja Påhittad, maja.pahittad@example.org\n")
    assert "Påhittad" not in reading.text
    assert "example.org" not in reading.text
