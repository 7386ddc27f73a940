"""Instruments that a sentence only tells of: the theme stands apart from them, or others see to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]


@pytest.mark.parametrize(
    "text",
    [
        "Satamadirektiivi on jo pantu voimaan lailla, joten sen toimeenpano ei ole enää teeman tehtävä.",
        "Luotsistrategia painottaa laivoja, minkä vuoksi sitä ei tässä käsitellä.",
        "Majakkasuunnitelma on toteutettu aiemmin, joten siihen ei palata.",
        "Laiturien kunnostaminen kuuluu Satamaohjelmaan, josta teema eroaa kohderyhmältään.",
        "Väylien hoito sisältyy Meristrategiaan, josta hankkeet poikkeavat keinoiltaan.",
        "Satamaohjelmaan sisältyvää laiturien kunnostamista toteutetaan omana kokonaisuutenaan.",
        "Satamaohjelmaan sisältyvää majakoiden hoitoa edistetään erillisenä toimintana.",
    ],
)
def test_what_the_theme_leaves_to_others_is_background(text: str, theme: Read, found: Found) -> None:
    reading = theme(instruments=text)
    assert not [a for a in found(reading, "claimsAlignmentWith") if a.polarity != "denied"]
    assert found(reading, "citesAsBackground") or found(reading, "claimsAlignmentWith")


@pytest.mark.parametrize(
    "text",
    [
        "Teema toteuttaa Satamaohjelmaan sisältyvää laiturien kunnostamista omana kokonaisuutenaan.",
        "Satamaohjelman työtä jatketaan laiturien osalta.",
    ],
)
def test_what_the_theme_carries_out_or_on_itself_is_claimed(text: str, theme: Read, found: Found) -> None:
    assert [a.polarity for a in found(theme(instruments=text), "claimsAlignmentWith")] == ["affirmed"]
