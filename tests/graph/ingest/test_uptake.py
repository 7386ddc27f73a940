"""How far a result is in use is read from the words about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Lyhtyviisari on käytössä kaikissa kylissä.", "in-use"),
        ("Lyhtyviisari on vakiinnuttanut asemansa.", "in-use"),
        ("Lyhtyviisaria hyödynnetään jo laajasti hankkeen ulkopuolella.", "in-use-elsewhere"),
        ("Lyhtyviisaria voidaan käyttää huollossa.", "possible"),
        ("Lyhtyviisari on vapaasti ladattavissa.", "possible"),
        ("Lyhtyviisari pyritään ottamaan käyttöön kylissä.", "planned"),
        ("Lyhtyviisaria on tarkoitus levittää kyliin.", "planned"),
        ("Lyhtyviisaria ei enää käytetä.", "ended"),
    ],
)
def test_a_wording_of_use_gives_the_status(said: str, status: str, report: Read, found: Found) -> None:
    reading = report(results="- LYHTY-hanke on kehittänyt Lyhtyviisari-työkalun.", continuation=said)
    result = found(reading, "produced")[0].object
    assert [(a.subject, a.object) for a in found(reading, "hasUptake")] == [(result, f"kyt:uptake-{status}")]


def test_two_results_in_a_list_share_what_is_said_of_both(report: Read, found: Found) -> None:
    reading = report(
        results="- LYHTY-hanke on kehittänyt Lyhtyviisari-työkalun ja Valokello-mittarin.",
        continuation="Lyhtyviisaria ja Valokelloa voidaan käyttää kylissä.",
    )
    assert len({a.subject for a in found(reading, "hasUptake")}) == 2


def test_use_of_nothing_that_was_made_is_not_asserted(report: Read, found: Found) -> None:
    assert (
        found(report(continuation="Tuotokset viedään palveluun, jossa ne ovat käytössä."), "hasUptake") == []
    )


def test_a_hedged_use_says_so(report: Read, found: Found) -> None:
    reading = report(
        results="- LYHTY-hanke on kehittänyt Lyhtyviisari-työkalun.",
        continuation="Lyhtyviisaria hyödynnetään mahdollisesti kylissä.",
    )
    assert found(reading, "hasUptake")[0].qualifiers == {"hedged": True}
