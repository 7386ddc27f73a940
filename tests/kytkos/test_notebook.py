"""A notebook gets what the JSON API gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InvalidArgument, NotFound
from kytkos.notebook import OpenRelease


@pytest.fixture(scope="module")
def release(released: Path) -> OpenRelease:
    return OpenRelease.at(released)


def test_search_gives_hits_with_how_and_facets(release: OpenRelease) -> None:
    frame = release.search("", kind="Project", lang="en")
    assert len(frame) == frame.attrs["total"] == frame.attrs["facets"]["kind"]["Project"]
    assert frame.attrs["release"] == release.id
    assert frame.attrs["scope"]
    code = frame["code"][0]
    found = release.search(code)
    assert (found["code"][0], found["how"][0]) == (code, "exact")


def test_an_unknown_filter_is_refused(release: OpenRelease) -> None:
    with pytest.raises(InvalidArgument, match="colour"):
        release.search("", colour="red")
    with pytest.raises(InvalidArgument, match="kind"):
        release.search("", kind="Nothing")


def test_a_resource_and_its_neighbourhood_agree(release: OpenRelease) -> None:
    code = release.search("", kind="Theme")["code"][0]
    held = release.resource(code, lang="en")
    links = release.neighbourhood(code)
    assert held["code"] == code
    assert len(links) == sum(relation["count"] for relation in held["relations"])
    relation = links["relation"][0]
    some = release.neighbourhood(code, relation, "out")
    assert set(some["relation"]) <= {relation}
    with pytest.raises(NotFound):
        release.resource("nosuch")


def test_a_path_leads_along_an_accepted_link(release: OpenRelease) -> None:
    linked = release.sparql("SELECT ?start ?end { ?start <https://w3id.org/kytkos/ns#targets> ?end }")
    start, end = (iri.rpartition("/")[2] for iri in linked.iloc[0])
    (path,) = release.paths(start, end)
    assert [thing["code"] for thing in path["things"]] == [start, end]
    assert end in set(release.neighbourhood(start, "kyt:targets", "out")["code"])


def test_a_question_asked_again_tells_what_changed_since_an_earlier_release(release: OpenRelease) -> None:
    frame = release.again("documents-read", since=release, lang="en")
    assert list(frame["change"].unique()) == ["same"]
    assert len(frame) == len(release.query("documents-read"))
    assert frame.attrs["release"] == release.id


def test_an_analysis_gives_its_rows_with_what_makes_them_defensible(release: OpenRelease) -> None:
    frame = release.analysis("coverage", lang="en", coverers="Theme")
    assert list(frame.columns)[:3] == ["coverer", "covered", "state"]
    assert frame.attrs["release"] == release.id
    assert frame.attrs["scope"]
    assert frame.attrs["definition"]
    assert frame.attrs["picture"]["type"] == "matrix"
    coverer, covered = frame.attrs["codes"][0][:2]
    assert release.why(coverer, covered, lang="en")["state"]["label"] == frame["state"][0]
    with pytest.raises(NotFound, match="nosuch"):
        release.analysis("nosuch")
