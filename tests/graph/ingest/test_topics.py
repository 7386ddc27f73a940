"""Methods, phenomena and principles are linked to what they are said of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]


def test_a_method_of_a_sub_theme_is_the_sub_theme_s(theme: Read, found: Found) -> None:
    reading = theme(content="Alateemat:\n\n- Valon lisääminen sosiaalisen kuntoutuksen avulla\n")
    assert [a.subject for a in found(reading, "usesMethod")] == [found(reading, "hasPart")[0].object]


def test_a_phenomenon_is_a_concern_and_no_group(theme: Read, found: Found) -> None:
    reading = theme(content="Teema ehkäisee asunnottomuutta.")
    assert [a.label for a in found(reading, "concerns")] == ["asunnottomuus"]
    assert found(reading, "targets") == []


def test_a_phenomenon_inside_a_group_s_name_is_not_named(theme: Read, found: Found) -> None:
    text = "Kohderyhmänä ovat mielenterveysongelmista kärsivät."
    assert found(theme(target_groups=text), "concerns") == []


@pytest.mark.parametrize(
    ("text", "principle", "mode"),
    [
        ("Teema edistää sukupuolten tasa-arvoa.", "gender-equality", "goal"),
        ("Sukupuolinäkökulma huomioidaan kaikissa hankkeissa.", "gender-equality", "method"),
        ("Tavoitteena on yhdenvertaisuuden vahvistaminen.", "non-discrimination", "goal"),
        ("Palvelut ovat monialaisia, saavutettavia ja katkeamattomia.", "accessibility", "passing"),
    ],
)
def test_a_principle_is_a_goal_a_method_or_mentioned_in_passing(
    text: str, principle: str, mode: str, theme: Read, found: Found
) -> None:
    said = found(theme(content=text), "appliesPrinciple")
    assert [(a.object, a.qualifiers["mode"]) for a in said] == [(f"kyt:principle-{principle}", mode)]


def test_the_same_topic_is_told_once_in_a_section(theme: Read, found: Found) -> None:
    text = "Teema ehkäisee asunnottomuutta.\n\nAsunnottomuus vähenee."
    assert len(found(theme(content=text), "concerns")) == 1


def test_a_project_s_method_is_the_project_s(report: Read, found: Found) -> None:
    reading = report(results="- LYHTY-hankkeessa on edistetty valoa mentoroinnin ja etsivän työn kautta.")
    assert {a.subject for a in found(reading, "usesMethod")} == {found(reading, "funds")[0].object}


@pytest.mark.parametrize(
    "text",
    [
        "Hankkeita kokoaa Lyhtyjen valtakunnallinen koordinaatio.",
        "Koordinaatio kokoaa hankkeet yhteen.",
        "Valmistelussa kuultiin koulutuksen järjestäjiä.",
    ],
)
def test_leading_projects_is_no_method_and_neither_is_a_field_s_own_word(
    text: str, theme: Read, found: Found
) -> None:
    assert found(theme(cooperation=text), "usesMethod") == []
