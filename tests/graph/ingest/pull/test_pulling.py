"""Pulling keeps every project, once, whatever the service does, and asks as its owners wish."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.errors import InvalidParameter, NotFound, OtherPull, PullStopped
from graph.ingest.pull import service as asking
from graph.ingest.pull.pulling import Choice, pull
from graph.ingest.pull.service import Manners, Service
from graph.ingest.tables.intake import Dates, take_in
from graph.ingest.tables.mapping import load
from graph.store import table
from graph.store.address import address
from graph.store.workspace import Workspace
from tests.graph.ingest.pull.public_service import (
    Failure,
    PublicService,
    answering,
    cut,
    hung_up,
    serving,
)

PROJECTS, PAGE = 23, 5
TODAY = "2026-01-31"
FINLAND = Choice("FI")


@pytest.fixture(scope="module")
def running() -> Iterator[PublicService]:
    with serving(PROJECTS) as server:
        yield server


@pytest.fixture
def server(running: PublicService) -> PublicService:
    running.failures, running.queries = [], []
    return running


class Waits(list[float]):
    """The seconds that were to be waited, none of which was."""


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def polite(server: PublicService, waits: Waits) -> Service:
    manners = Manners(
        "kytkos/test (kytkos@example.org)",
        patience=20,
        sleep=waits.append,
        now=lambda: datetime(2026, 1, 31, 12, 0, tzinfo=UTC),
    )
    return Service(address(server.url), manners)


def pulled(
    service: Service, path: Path, choice: Choice = FINLAND, *, anew: bool = False
) -> list[dict[str, str]]:
    pull(service, choice, path, TODAY, page=PAGE, anew=anew)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_all_projects_are_pulled_page_by_page_in_the_order_of_their_addresses(
    polite: Service, server: PublicService, tmp_path: Path
) -> None:
    rows = pulled(polite, tmp_path / "t.jsonl")
    keys = [row["Operation_Unique_Identifier"] for row in rows]
    assert len(keys) == PROJECTS
    assert keys == sorted(set(keys))
    assert len(server.queries) == 1 + 5 + 1  # a count, five pages, and the empty one that ends
    assert rows[0]["Operation_Name_English"] == "Project 0"
    assert rows[0]["Operation_Name_Programme_Language"] == "Hanke 0"
    assert rows[0]["NUTS3_Code"] == "FI1B1"
    assert rows[0]["Total_Eligible_Expenditure_Currency"] == "EUR"
    assert not [path for path in tmp_path.iterdir() if path.name != "t.jsonl"]


def test_what_is_pulled_is_imported_by_the_mapping_of_kohesios_files(polite: Service, tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    pulled(polite, path)
    (tmp_path / "data").mkdir()
    workspace = Workspace(tmp_path / "data")
    done = take_in(workspace, path, load("kohesio-fi"), Dates(TODAY, TODAY))
    assert done.version.rows == {"read": PROJECTS, "imported": PROJECTS, "doubtful": 0, "refused": 0}
    held = next(table.records(done.path))
    assert held.values["title"] == "Hanke 0"
    assert held.values["title-en"] == "Project 0"
    assert held.values["start"] == "2023-01-01"
    assert held.values["region-code"] == "FI1B1"
    assert held.values["beneficiary"] == "Keksitty kaupunki"
    assert done.version.as_of == TODAY


def test_no_person_is_asked_for_or_held(polite: Service, server: PublicService, tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    pulled(polite, path)
    assert "Meikäläinen" not in path.read_text("utf-8")
    assert not any(name in query for query in server.queries for name in ("P841", "P7>", "P851", "P67"))


def test_the_same_again_is_the_same_file(polite: Service, tmp_path: Path) -> None:
    pulled(polite, tmp_path / "one.jsonl")
    pulled(polite, tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        (Choice("SE"), 1),
        (Choice("FI", programme="2021FI16FFPR001"), PROJECTS),
        (Choice("FI", fund="ESF"), PROJECTS),
        (Choice("FI", fund="ERDF"), 0),
        (Choice("FI", period="2014-2020"), 0),
        (Choice("FI", programme='" || true || "'), 0),
    ],
)
def test_what_is_chosen_is_pulled_and_nothing_else(
    polite: Service, tmp_path: Path, choice: Choice, count: int
) -> None:
    if count:
        assert len(pulled(polite, tmp_path / "t.jsonl", choice)) == count
    else:
        with pytest.raises(NotFound):
            pulled(polite, tmp_path / "t.jsonl", choice)
        assert not (tmp_path / "t.jsonl").exists()


def test_a_language_that_is_none_is_refused_before_anything_is_asked(
    polite: Service, server: PublicService, tmp_path: Path
) -> None:
    with pytest.raises(InvalidParameter):
        pull(polite, FINLAND, tmp_path / "t.jsonl", TODAY, language='fi") }')
    assert len(server.queries) <= 1


@pytest.mark.parametrize("question", range(1, 8))
def test_a_pull_that_breaks_off_at_any_page_goes_on_after_it(
    polite: Service, server: PublicService, tmp_path: Path, question: int
) -> None:
    whole = pulled(polite, tmp_path / "whole.jsonl")
    path = tmp_path / "t.jsonl"
    server.failures = [*[None] * (question - 1), answering(404)]
    with pytest.raises(PullStopped, match="404"):
        pulled(polite, path)
    assert not path.exists()
    asked = len(server.queries)
    assert pulled(polite, path) == whole
    held = max(question - 2, 0)
    assert len(server.queries) - asked == 1 + (5 - held) + 1


def test_a_page_cut_off_while_it_was_written_is_asked_for_again(
    polite: Service, server: PublicService, tmp_path: Path
) -> None:
    path = tmp_path / "t.jsonl"
    server.failures = [None, None, None, answering(404)]
    with pytest.raises(PullStopped):
        pulled(polite, path)
    pages = tmp_path / ".t.jsonl.pages"
    pages.write_bytes(pages.read_bytes()[:-40])
    assert len(pulled(polite, path)) == PROJECTS


def test_pages_of_another_pull_are_not_gone_on_with(
    polite: Service, server: PublicService, tmp_path: Path
) -> None:
    server.failures = [None, None, answering(404)]
    with pytest.raises(PullStopped):
        pulled(polite, tmp_path / "t.jsonl")
    with pytest.raises(OtherPull):
        pulled(polite, tmp_path / "t.jsonl", Choice("SE"))
    assert len(pulled(polite, tmp_path / "t.jsonl", Choice("SE"), anew=True)) == 1


ROWS = b'{"head": {"vars": []}, "results": {"bindings": [%s]}}'
ROW = b'{"project": {"value": "%s"}, "column": {"value": "%s"}, "value": {"value": "%s"}}'
ITEM = b"https://linkedopendata.eu/entity/Q1"
HOSTILE = {
    "busy": answering(503),
    "broken off": answering(body=b'{"results": {"bindings": [{"project"'),
    "a page of a proxy": answering(body=b"<html>try again</html>"),
    "no bindings": answering(body=b'{"boolean": true}'),
    "nested without end": answering(body=b"[" * 100_000),
    "not in order": answering(body=ROWS % b",".join(ROW % (ITEM + n, b"~", b"x") for n in (b"3", b"2"))),
    "cut inside a project": answering(body=ROWS % (ROW % (ITEM, b"Operation_Name", b"x"))),
    "another site's thing": answering(body=ROWS % (ROW % (b"http://169.254.169.254/Q1", b"~", b"x"))),
    "a column nobody asked for": answering(body=ROWS % (ROW % (ITEM, b"Contact_Person", b"x"))),
    "half a surrogate pair": answering(body=ROWS % (ROW % (ITEM, b"Operation_Name", b"\\ud800"))),
    "a number for a text": answering(body=b'{"results": {"bindings": [{"project": {"value": 1}}]}}'),
    "cut connection": cut,
    "no answer": hung_up,
}


@pytest.mark.parametrize("failure", HOSTILE.values(), ids=HOSTILE)
def test_a_wrong_answer_is_asked_for_again_and_leaves_no_trace(
    polite: Service, server: PublicService, waits: Waits, tmp_path: Path, failure: Failure
) -> None:
    server.failures = [None, None, failure, failure]
    rows = pulled(polite, tmp_path / "t.jsonl")
    assert [row["Operation_Name_English"] for row in rows] == [
        f"Project {number}" for number in sorted(range(PROJECTS), key=lambda n: f"Q{1000 + n * 7}")
    ]
    assert 2.0 in waits, "waits grow while the service fails"


def test_a_service_that_fails_each_time_stops_the_pull_and_keeps_what_came(
    polite: Service, server: PublicService, tmp_path: Path
) -> None:
    server.failures = [None, None, *[HOSTILE["broken off"]] * 20]
    with pytest.raises(PullStopped, match="5 projects are held"):
        pulled(polite, tmp_path / "t.jsonl")


@pytest.mark.parametrize(
    ("said", "seconds"), [("17", 17.0), ("Sat, 31 Jan 2026 12:01:30 GMT", 90.0), ("soon", 0.0), ("²", 0.0)]
)
def test_a_service_that_says_when_to_come_again_is_left_in_peace_until_then(
    polite: Service, server: PublicService, waits: Waits, tmp_path: Path, said: str, seconds: float
) -> None:
    server.failures = [answering(429, Retry_After=said)]
    pulled(polite, tmp_path / "t.jsonl")
    assert seconds in waits


def test_a_wait_of_hours_is_not_sat_through(polite: Service, server: PublicService, tmp_path: Path) -> None:
    server.failures = [answering(503, Retry_After="86400")]
    with pytest.raises(PullStopped, match="86400 seconds"):
        pulled(polite, tmp_path / "t.jsonl")


def test_a_redirect_is_not_followed(polite: Service, server: PublicService, tmp_path: Path) -> None:
    server.failures = [answering(302, Location=server.url)]
    with pytest.raises(PullStopped, match="302"):
        pulled(polite, tmp_path / "t.jsonl")
    assert len(server.queries) == 1


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_without_end_is_not_held(
    polite: Service, server: PublicService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, packed: bool
) -> None:
    monkeypatch.setattr(asking, "LARGEST", 1 << 20)
    body = b" " * (3 << 20)
    server.failures = [
        answering(body=gzip.compress(body), Content_Encoding="gzip") if packed else answering(body=body)
    ]
    with pytest.raises(PullStopped, match="smaller pages"):
        pulled(polite, tmp_path / "t.jsonl")


def test_one_connection_is_held_with_a_pause_between_questions_and_says_who_asks(
    server: PublicService, waits: Waits, polite: Service, tmp_path: Path
) -> None:
    before = server.connections
    pulled(polite, tmp_path / "t.jsonl")
    assert server.connections - before == 1
    assert waits == [1.0] * (len(server.queries) - 1)
    assert server.agents == {"kytkos/test (kytkos@example.org)"}


def test_projects_that_the_service_counts_and_does_not_give_are_told(
    polite: Service, server: PublicService, tmp_path: Path
) -> None:
    empty = answering(body=ROWS % b"")
    server.failures = [None, None, empty]
    with pytest.raises(PullStopped, match=f"counts {PROJECTS} projects") as stopped:
        pulled(polite, tmp_path / "t.jsonl")
    assert "--anew" in stopped.value.remedy
