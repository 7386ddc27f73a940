"""The pages of review: the queue one candidate at a time, decisions by form, undo, and what is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from api.texts import Texts
from graph.assertion import Action
from graph.curation.deciding import Curator
from graph.curation.declarations import Declaration
from graph.curation.log import DecisionLog
from graph.curation.review import Review
from graph.store.access import Scope
from tests.api.test_session import Browser, csrf_of, field_of, seen_of
from tests.graph.invented import DOCUMENT, TARGETED, TARGETED_AGAIN, UNDECIDED, decision, link, version

EVIL = "<script>alert(1)</script> & \u202etxet"


@pytest.fixture
def browsers(tmp_path: Path) -> Iterator[Callable[..., Browser]]:
    made: list[Browser] = []

    def browser(scope: Scope = "curate", **options: Any) -> Browser:
        made.append(Browser(tmp_path / f"held{len(made)}", **options))
        made[-1].sign_in(scope, role="tester")
        return made[-1]

    yield browser
    for one in made:
        one.client.close()


@pytest.fixture
def browser(browsers: Callable[..., Browser]) -> Browser:
    return browsers()


def log(browser: Browser) -> list[str]:
    return [taken.action for taken in DecisionLog(browser.held).read()]


def test_the_candidate_is_shown_with_its_words_and_what_accepting_adds(browser: Browser) -> None:
    shown = browser.get("/review").text
    for told in (UNDECIDED.mention, "invented-rule", "target groups", "band B", "hangs on this: 1"):
        assert told in shown, told


def test_words_are_shown_in_what_stands_around_them_where_the_text_is_at_hand(browser: Browser) -> None:
    before = "Tätä ennen sanotaan muuta. " * 5
    text = f"{before[:119]} muut sepitetyt, ja niin edelleen".ljust(500)
    browser.held.write_text(version().sha256, text)
    shown = browser.get("/review").text
    assert "<mark>muut sepitetyt</mark>" in shown
    assert ", ja niin" in shown


@pytest.mark.parametrize(("action", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_decision_is_written_with_role_and_reason_and_leads_on(
    browser: Browser, action: str, state: str
) -> None:
    led = browser.decide(action, link=UNDECIDED.code, reason="lomake nimeää sen")
    assert (led.status_code, led.headers["location"]) == (303, "/review")
    held = DecisionLog(browser.held).read()[-1]
    assert (held.action, held.role, held.reason) == (action, "tester", "lomake nimeää sen")
    shown = browser.get("/review").text
    assert "nothing to decide" in shown
    assert f"<strong>{state}</strong>" in shown


def test_names_and_the_wider_concept_go_with_an_acceptance_only(browser: Browser) -> None:
    given = {"label-sv": "övriga", "broader": "k1"}
    browser.decide("accept", link=UNDECIDED.code, **given)
    assert dict(DecisionLog(browser.held).read()[-1].assertion) == given
    browser.decide("reject", link=UNDECIDED.code, **given)
    assert not DecisionLog(browser.held).read()[-1].assertion


def test_an_edit_a_merge_and_their_undoing_are_one_decision_each(browser: Browser) -> None:
    browser.decide("edit", link=UNDECIDED.code, relation="targetsIndirectly", object=UNDECIDED.object)
    browser.post("/review/undo", **offered(browser))
    browser.decide("merge", link=UNDECIDED.code, thing="xother", into="xgroup")
    browser.post("/review/undo", **offered(browser))
    assert log(browser) == ["accept", "accept", "edit", "undo", "merge", "undo"]
    assert UNDECIDED.mention in browser.get("/review").text


def offered(browser: Browser) -> dict[str, str]:
    shown = browser.get("/review")
    return {name: field_of(shown, name) for name in ("csrf", "seen", "decision", "reason")}


def test_the_last_reason_is_offered_again(browser: Browser) -> None:
    browser.decide("accept", link=UNDECIDED.code, reason='sanat "ovat" siinä')
    browser.post("/review/undo", **offered(browser))
    assert 'value="sanat &#34;ovat&#34; siinä"' in browser.get("/review").text


def test_any_decision_of_the_log_can_be_undone(browser: Browser) -> None:
    shown = browser.get("/review/log")
    undone = browser.post(
        "/review/undo", csrf=csrf_of(shown), seen=seen_of(shown), decision="e2", reason="peru"
    )
    assert undone.status_code == 303
    assert TARGETED.mention in browser.get("/review").text


def test_what_others_decided_meanwhile_is_told_and_kept(browser: Browser) -> None:
    seen = seen_of(browser.get("/review"))
    DecisionLog(browser.held).append(decision(7, "reject", UNDECIDED))
    refused = browser.decide("accept", link=UNDECIDED.code, seen=seen, reason="toinen peruste")
    assert refused.status_code == 412
    assert "Somebody else has decided" in refused.text
    assert "toinen peruste" in refused.text
    assert log(browser)[-1] == "reject"


@pytest.mark.parametrize(
    ("action", "fields", "status", "told"),
    [
        ("accept", {"reason": ""}, 400, "The reason is missing"),
        ("accept", {"reason": "a" * 2001}, 400, "The reason is missing"),
        ("accept", {"link": "anone"}, 404, "is not there"),
        ("accept", {"link": ""}, 404, "is not there"),
        ("edit", {}, 400, "cannot be decided so"),
        ("edit", {"relation": "likes"}, 400, "cannot be decided so"),
        ("merge", {"thing": "xother", "into": "xother"}, 400, "cannot be decided so"),
        ("merge", {"thing": "xother"}, 400, "cannot be decided so"),
        ("undo", {"decision": "enone"}, 404, "is not there"),
        ("undo", {}, 400, "cannot be decided so"),
        ("accept", {"reason": "a" * 70_000}, 413, "too much text"),
    ],
)
def test_what_cannot_be_decided_is_told_in_place_and_writes_nothing(
    browser: Browser, action: str, fields: dict[str, str], status: int, told: str
) -> None:
    refused = browser.decide(action, **{"link": UNDECIDED.code, **fields})
    assert refused.status_code == status
    assert told in refused.text
    assert log(browser) == ["accept", "accept"]


@pytest.mark.parametrize(("language", "told"), [("fi", "Peruste puuttuu"), ("sv", "Skälet saknas")])
def test_what_went_wrong_is_told_in_the_reader_s_language(browser: Browser, language: str, told: str) -> None:
    browser.headers["accept-language"] = language
    assert told in browser.decide("accept", link=UNDECIDED.code, reason="").text


def test_who_may_only_read_sees_the_queue_and_decides_nothing(browsers: Callable[..., Browser]) -> None:
    browser = browsers("read")
    shown = browser.get("/review").text
    assert UNDECIDED.mention in shown
    assert "formaction" not in shown
    assert browser.decide("accept", link=UNDECIDED.code).status_code == 403
    assert log(browser) == ["accept", "accept"]


def test_only_an_administrator_publishes(browser: Browser) -> None:
    shown = browser.get("/review/publish")
    assert shown.status_code == 403
    assert "does not allow" in shown.text
    assert 'action="/review/publish' not in shown.text
    started = browser.post("/review/publish/build", csrf=csrf_of(shown))
    assert started.status_code == 403


def test_the_queue_is_chosen_and_passed_over(browser: Browser) -> None:
    shown = browser.get("/review?state=all&at=1")
    assert "In the queue: 3." in shown.text
    assert "Passed over: 1." in shown.text
    led = browser.post("/review/accept?state=all&at=1", **{
        "csrf": csrf_of(shown), "seen": seen_of(shown), "link": field_of(shown, "link"), "reason": "a",
    })  # fmt: skip
    assert led.headers["location"] == "/review?state=all&at=2"
    assert "In the queue: 1." in browser.get(f"/review?document={DOCUMENT}").text
    assert "nothing to decide" in browser.get("/review?relation=funds").text


def test_a_link_that_is_decided_is_shown_with_its_decisions(browser: Browser) -> None:
    shown = browser.get(f"/review/link/{TARGETED.code}").text
    assert "graph editor" in shown
    assert browser.get("/review/link/anone").status_code == 404


def test_names_cannot_act_on_a_page(browser: Browser) -> None:
    bad = link("targets", "xtheme", "xbad", "TargetGroup", EVIL, start=300, mention=EVIL, candidate=True)
    browser.held.write_document(version(), (UNDECIDED, bad))
    for path in ("/review", f"/review/link/{bad.code}"):
        assert "<script>alert" not in browser.get(path).text
    browser.decide("accept", link=bad.code, reason=EVIL)
    shown = browser.get("/review/log").text + browser.get("/review").text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_what_an_owner_declares_is_decided_on_as_links_are(browser: Browser) -> None:
    said = Declaration(
        "completeRelation", "xtheme", "kyt:targets", "k2542", "2025", "https://example.org/list"
    )
    browser.held.declare()
    now = Review(browser.held)
    now.decide(Curator("a", "editor", "sen omistaja sanoo"), lambda desk: [desk.declare(said)])
    shown = browser.get("/review").text
    assert "https://example.org/list" in shown
    assert "Statements of the data" in shown
    assert browser.decide("accept", link=said.code).status_code == 303
    assert "https://example.org/list" not in browser.get("/review").text
    assert "<strong>declared</strong>" in browser.get("/review/log").text


def test_every_action_of_the_log_has_words() -> None:
    texts = Texts()
    for action in get_args(Action):
        assert {f"review.done-{action}", f"assertion.decided-{action}"} <= texts.keys("fi")


@pytest.mark.parametrize("body", [b"csrf=%ff", b"\xff\xfe", b"&".join(b"a=1" for _ in range(200))])
def test_a_form_that_no_browser_sends_is_refused(browser: Browser, body: bytes) -> None:
    headers = {**browser.headers, "content-type": "application/x-www-form-urlencoded"}
    assert browser.client.post("/review/accept", headers=headers, content=body).status_code == 400


def test_an_unknown_action_is_not_found(browser: Browser) -> None:
    assert browser.decide("destroy").status_code == 404


def test_mentions_are_split_off_to_another_thing_or_a_new_one(browser: Browser) -> None:
    told = browser.decide("split", link=TARGETED.code, into="xother")
    assert told.status_code == 400
    assert "choose the mentions" in told.text.lower()
    done = browser.decide("split", link=TARGETED.code, into="xother", **{f"at-{TARGETED.start}": "1"})
    assert done.status_code == 400, "the same words in the section go together"
    boxes = {f"at-{held.start}": "1" for held in (TARGETED, TARGETED_AGAIN)}
    assert browser.decide("split", link=TARGETED.code, label="toiset", **boxes).status_code == 303
    held = DecisionLog(browser.held).read()[-1]
    assert (held.action, held.assertion["label"], held.assertion["candidate"]) == ("split", "toiset", True)


def test_a_link_is_added_on_words_of_the_document(browser: Browser) -> None:
    assert "add-words" not in browser.get("/review").text
    browser.held.write_text(version().sha256, "Otsake".ljust(130) + "keksityt\nväliset ryhmät".ljust(370))
    assert "add-words" in browser.get("/review").text
    form = {"document": DOCUMENT, "subject": "xtheme", "relation": "targets", "kind": "TargetGroup"}
    told = browser.decide("add", words="aivan muut", label="uusi", **form)
    assert told.status_code == 400
    assert 'value="aivan muut"' in told.text
    assert browser.decide("add", words="keksityt väliset", **form).status_code == 400
    assert browser.decide("add", words="keksityt väliset ryhmät", label="uusi", **form).status_code == 303
    held = DecisionLog(browser.held).read()[-1]
    wanted = {"start": 130, "section": "target-groups", "label": "uusi", "mention": "keksityt väliset ryhmät"}
    assert {name: held.assertion[name] for name in wanted} == wanted
    assert browser.decide("add", words="keksityt väliset ryhmät", object="xother", **form).status_code == 303
    assert DecisionLog(browser.held).read()[-1].assertion["label"] == UNDECIDED.label
