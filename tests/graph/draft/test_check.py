"""A draft against a release: overlaps by what is shared, what is new, and what the nearest themes name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.draft.check import check
from graph.draft.draft import Covered, Missed, Shared
from graph.draft.profile import Known
from graph.ingest.reader import Reading

ID = "https://w3id.org/kytkos/id/"
Draw = Callable[..., Assertion]
Made = Callable[..., Reading]


def test_overlaps_are_told_by_what_is_shared(link: Draw, drafted: Made, held: Known) -> None:
    found = {o.iri: o for o in check(drafted(link("young")), held).overlaps}
    assert found[ID + "project"].shared == (Shared("groups", ID + "young", ID + "young", "same"),)
    assert ID + "far" not in found


def test_what_few_have_weighs_more_than_what_many_have(link: Draw, drafted: Made, held: Known) -> None:
    few_and_many = drafted(link("sad"), link("young"))
    assert check(few_and_many, held).overlaps[0].iri == ID + "far"


def test_a_narrower_group_meets_the_broader_one(link: Draw, drafted: Made, held: Known) -> None:
    shared = [s for o in check(drafted(link("bold")), held).overlaps for s in o.shared]
    assert set(shared) == {Shared("groups", ID + "young", ID + "bold", "narrower")}


@pytest.mark.parametrize("more", [{"polarity": "denied"}, {"relation": "citesAsBackground"}])
def test_nothing_denied_or_of_the_background_overlaps(
    more: dict[str, str], link: Draw, drafted: Made, held: Known
) -> None:
    assert check(drafted(link("young", **more)), held).overlaps == ()


def test_a_group_that_a_theme_targets_is_not_newly_covered(link: Draw, drafted: Made, held: Known) -> None:
    assert check(drafted(link("young")), held).covered == ()


def test_what_no_theme_covers_directly_is_told_with_its_strongest_state(
    link: Draw, drafted: Made, held: Known
) -> None:
    covered = check(drafted(link("bold")), held).covered
    assert covered == (Covered(ID + "bold", "groups", "weak", (ID + "near",)),)


def test_what_the_release_does_not_know_has_no_state(link: Draw, drafted: Made, held: Known) -> None:
    assert check(drafted(link("unheard")), held).covered == (Covered(ID + "unheard", "groups"),)


def test_what_the_nearest_themes_name_is_missed(link: Draw, drafted: Made, held: Known) -> None:
    checked = check(drafted(link("young")), held)
    assert checked.nearest == (ID + "near",)
    assert {(m.iri, m.instead) for m in checked.missed} == {
        (ID + "old", "nothing"),
        (ID + "csr", "nothing"),
        (ID + "plan", "nothing"),
    }


@pytest.mark.parametrize(
    ("code", "relation", "polarity", "instead", "related"),
    [
        ("csr", "claimsAlignmentWith", "denied", "denied", ""),
        ("csr", "citesAsBackground", "affirmed", "background", ""),
        ("part", "claimsAlignmentWith", "affirmed", "related", ID + "part"),
    ],
)
def test_a_missed_thing_says_what_the_draft_has_instead(
    code: str,
    relation: str,
    polarity: str,
    instead: str,
    related: str,
    link: Draw,
    drafted: Made,
    held: Known,
) -> None:
    checked = check(drafted(link("young"), link(code, relation, polarity=polarity)), held)
    missed = Missed(ID + "csr", "instruments", (ID + "near",), instead, related)  # type: ignore[arg-type]
    assert missed in checked.missed
    assert checked.recommendations == (missed,)


def test_only_recommendations_of_themes_for_the_drafts_groups_are_told(
    link: Draw, drafted: Made, held: Known
) -> None:
    assert check(drafted(link("sad")), held).recommendations == ()


def test_a_draft_without_links_overlaps_and_misses_nothing(drafted: Made, held: Known) -> None:
    checked = check(drafted(), held)
    assert (checked.overlaps, checked.covered, checked.missed, checked.nearest) == ((), (), (), ())


def test_a_check_tells_its_release(drafted: Made, held: Known) -> None:
    assert check(drafted(), held).release == "r1"
