"""Decisions are carried over to new versions: after re-wrapping all of them, after misreading nearly all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.decisions import PARAGRAPH, misread, wrapped
from graph.assertion import Assertion, DocumentVersion
from graph.curation.reanchoring import RULE, Carried, NewVersion, carry_over
from graph.curation.states import decided
from graph.ingest.reader import Reader
from graph.store.workspace import StoredDocument
from graph.text.personal import MASK
from graph.text.source import decode
from tests.examples.variants import example
from tests.graph.curation.conftest import theme
from tests.graph.invented import decision, link

SAID = "Alkusanat ensin. Kohderyhmänä ovat merimiehet ja luotsien lesket. Hanke ei koske kapteeneja."
BEFORE = DocumentVersion("done", "a" * 64, "nimi", "theme", "fi", len(SAID), "text/plain", "invented 1")
AFTER = replace(BEFORE, sha256="b" * 64, number=2)


def mention(words: str, target: str, text: str = SAID, **more: object) -> Assertion:
    return link(
        "targets", "xtheme", target, "TargetGroup", words, start=text.index(words), document="done", **more
    )


SAILORS, WIDOWS = mention("merimiehet", "xsailors"), mention("luotsien lesket", "xwidows")
HELD = StoredDocument(BEFORE, (SAILORS, WIDOWS))
ACCEPTED = [decision(1, "accept", SAILORS), decision(2, "accept", WIDOWS)]


def carried(text: str, *read: Assertion, former: str | None = SAID) -> Carried:
    return carry_over(NewVersion(AFTER, tuple(read), text), HELD, ACCEPTED, former)


@pytest.mark.parametrize("name", ["theme-lamplighters.txt", "report-mossisles.txt"])
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(width=st.integers(24, 140))
def test_re_wrapping_at_any_width_keeps_every_decision(reader: Reader, name: str, width: int) -> None:
    text = example(name)
    assert kept(reader, text, wrapped(width)(text)[0]) == (1.0, 0)


@pytest.mark.parametrize("name", ["theme-lamplighters.txt", "report-mossisles.txt"])
def test_a_new_first_paragraph_moves_every_decision(reader: Reader, name: str) -> None:
    assert kept(reader, example(name), PARAGRAPH + example(name)) == (1.0, 0)


@pytest.mark.parametrize("name", ["theme-lamplighters.txt", "report-mossisles.txt"])
@pytest.mark.parametrize("seed", range(3))
def test_misread_letters_cost_few_decisions(reader: Reader, name: str, seed: int) -> None:
    share, masked = kept(reader, example(name), misread(0.01, seed)(example(name))[0])
    assert share >= 0.9
    assert masked == 0


def kept(reader: Reader, before: str, after: str) -> tuple[float, int]:
    """Return the share of decisions that a new version keeps, and how many of its mentions hold a mask."""
    first = reader.read(decode(Path("a.txt"), before.encode()))
    made = [
        decision(n, "accept" if n % 5 else "reject", a, assertion={"polarity": a.polarity})
        for n, a in enumerate(first.assertions)
    ]
    work = first.version.document
    second = reader.read(decode(Path("a.txt"), after.encode()), work)
    new = NewVersion(replace(second.version, number=2), second.assertions, second.text)
    result = carry_over(new, StoredDocument(first.version, first.assertions), made, first.text)
    verdicts = decided(result.assertions, made, {work: "another"})
    assert verdicts.lost == result.lost
    masked = sum(MASK in assertion.mention for assertion in result.assertions)
    return 1 - len(result.lost) / len(made), masked


def test_a_link_that_is_not_read_any_more_is_found_by_its_words() -> None:
    text = SAID.replace("merimiehet", "merimiehct")
    result = carried(text, mention("luotsien lesket", "xwidows", text))
    (found,) = result.refound
    assert (found.object, found.mention, found.rule) == ("xsailors", "merimiehct", RULE)
    assert result.lost == ()


def test_a_candidate_read_from_misread_words_gives_way_to_the_link_that_was_decided() -> None:
    text = SAID.replace("merimiehet", "mcrimiehct")
    misread_one = mention("mcrimiehct", "xmisread", text, candidate=True)
    result = carried(text, misread_one, mention("luotsien lesket", "xwidows", text))
    assert [a.object for a in result.assertions] == ["xsailors", "xwidows"]


def test_a_candidate_with_nearly_the_same_name_keeps_its_code() -> None:
    old = [replace(a, candidate=True) for a in (SAILORS, WIDOWS)]
    text = SAID.replace("luotsien lesket", "luotsien leskct")
    new = replace(mention("luotsien leskct", "xother", text), candidate=True)
    below = link("targets", "xother", "xsailors", "TargetGroup", "merimiehet", start=34, document="done")
    held = StoredDocument(BEFORE, tuple(old))
    result = carry_over(NewVersion(AFTER, (new, below), text), held, ACCEPTED, SAID)
    named = next(a for a in result.assertions if a.start == new.start)
    assert (named.object, named.label) == ("xwidows", "luotsien lesket")
    assert "xwidows" in {a.subject for a in result.assertions}


def test_names_with_other_numbers_are_other_things() -> None:
    old = replace(mention("merimiehet", "xone"), label="Osahanke 1", candidate=True)
    new = replace(old, object="xtwo", label="Osahanke 2")
    result = carry_over(NewVersion(AFTER, (new,), SAID), StoredDocument(BEFORE, (old,)), [], SAID)
    assert [a.object for a in result.assertions] == ["xtwo"]


def test_what_the_new_version_denies_is_not_carried_over() -> None:
    text = SAID.replace("ovat merimiehet", "eivät ole merimiehet")
    denied = mention("merimiehet", "xsailors", text, polarity="denied")
    result = carried(text, denied, mention("luotsien lesket", "xwidows", text))
    assert result.refound == ()
    assert [d.id for d in result.lost] == ["e1"]


def test_words_that_stand_in_another_context_are_no_evidence() -> None:
    text = (
        "Tämä on aivan toinen teksti, jossa puhutaan muusta. Satamassa asuvat merimiehet, sanottiin kerran."
    )
    assert [d.id for d in carried(text).lost] == ["e1", "e2"]


def test_words_that_are_gone_lose_their_decision_which_is_told() -> None:
    text = SAID.replace(" ja luotsien lesket", "")
    result = carried(text, mention("merimiehet", "xsailors", text))
    assert [d.id for d in result.lost] == ["e2"]


@pytest.mark.parametrize("former", [SAID, None])
def test_a_link_that_no_rule_finds_in_the_same_text_stays_as_it_was_decided(former: str | None) -> None:
    assert {a.object for a in carried(SAID, former=former).assertions} == {"xsailors", "xwidows"}


def test_what_nobody_decided_on_is_not_carried_over() -> None:
    assert carry_over(NewVersion(AFTER, (), SAID), HELD, [], SAID).assertions == ()


def test_a_whole_theme_can_be_read_twice_without_a_difference(reader: Reader) -> None:
    assert kept(reader, theme(), theme()) == (1.0, 0)
