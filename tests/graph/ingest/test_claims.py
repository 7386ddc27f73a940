"""A claim has its place in the raw text, and never a masked person in its words."""

from __future__ import annotations

from graph.ingest.claims import Claims, Thing, candidate
from graph.ingest.lemmas import Lemmatiser
from graph.ingest.passages import Passage, passage
from graph.ingest.rules import Rule


def _passage(text: str, lemmas: Lemmatiser, start: int = 0) -> Passage:
    return passage(text, "content", "paragraph", (start, len(text)), lemmas)


def test_a_claim_keeps_the_raw_words_of_its_mention(lemmas: Lemmatiser) -> None:
    text = "Ensin.\n\npitkäaikais-\ntyöttömät"
    claims = Claims("d1", text)
    read = _passage(text, lemmas, 8)
    claims.add(Rule("r", "targets"), "s", Thing("k1", "TargetGroup", "x"), read, (0, len(read.text)))
    made = claims.assertions[0]
    assert (made.mention, text[made.start : made.end]) == ("pitkäaikais-\ntyöttömät",) * 2


def test_a_masked_name_is_claimed_of_nobody(lemmas: Lemmatiser) -> None:
    claims = Claims("d1", "Nimi ███████")
    claims.add(
        Rule("r", "targets"), "s", Thing("k1", "TargetGroup", "x"), _passage("Nimi ███████", lemmas), (0, 12)
    )
    assert claims.assertions == ()


def test_the_same_claim_is_kept_once_in_a_passage_or_for_each_mention(lemmas: Lemmatiser) -> None:
    read, thing = _passage("valo valo", lemmas), Thing("k1", "Method", "valo")
    kept = {}
    for each in ("passage", "mention"):
        claims = Claims("d1", "valo valo")
        for span in ((0, 4), (5, 9)):
            claims.add(Rule("r", "usesMethod", each=each), "s", thing, read, span)
        kept[each] = len(claims.assertions)
    assert kept == {"passage": 1, "mention": 2}


def test_a_denied_claim_is_another_claim(lemmas: Lemmatiser) -> None:
    read, thing = _passage("valo valo", lemmas), Thing("k1", "Method", "valo")
    claims = Claims("d1", "valo valo")
    claims.add(Rule("r", "usesMethod"), "s", thing, read, (0, 4))
    claims.add(Rule("r", "usesMethod"), "s", thing, read, (5, 9), polarity="denied")
    assert [a.polarity for a in claims.assertions] == ["affirmed", "denied"]


def test_a_candidate_s_code_does_not_depend_on_case_and_punctuation() -> None:
    assert candidate("Project", "Lyhty – valo").code == candidate("Project", "LYHTY: VALO").code


def test_what_is_local_to_a_document_has_another_code_in_another_document() -> None:
    assert candidate("Result", "opas", "d1").code != candidate("Result", "opas", "d2").code
