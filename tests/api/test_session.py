"""Signing in: only with a token, only safely; a session is one browser's, and ends when it should."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.access import Access
from api.access_log import AccessLog
from api.app import Options, create_app
from api.reader import Reader
from api.routes.session import inward
from api.session import IDLE, LONGEST, MOST, Sessions
from graph.store.access import Scope, Tokens
from graph.store.dataset import Dataset
from tests.api.conftest import Client
from tests.graph.invented import UNDECIDED, workspace

SIGN_IN = "/review/sign-in"


class Lines:
    """A log that is kept in memory."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""


class Browser:
    """A browser of one workspace's server: it keeps cookies as it is told, and sends forms."""

    def __init__(
        self, folder: Path, peer: str = "127.0.0.1", url: str = "http://test", **options: Any
    ) -> None:
        self.held = workspace(folder)
        self.tokens = Tokens(folder)
        self.log = Lines()
        app = create_app(Dataset.of(()), Options(data=folder, log=AccessLog(self.log, 5), **options))  # type: ignore[arg-type]
        self.app, self.client = app, Client(app)
        transport = httpx.ASGITransport(app, client=(peer, 1))
        self.client._client = httpx.AsyncClient(transport=transport, base_url=url)
        self.headers = {"accept": "text/html", "accept-language": "en"}

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, headers={**self.headers, **more})

    def post(self, path: str, **fields: str) -> httpx.Response:
        return self.client.post(path, headers=self.headers, data=fields)

    def sign_in(self, scope: Scope = "curate", **fields: str) -> httpx.Response:
        secret = fields.pop("token", None) or self.tokens.create(scope)
        given = {"csrf": csrf_of(self.get(SIGN_IN)), "token": secret, **fields}
        return self.post(SIGN_IN, **given)

    def decide(self, action: str, **fields: str) -> httpx.Response:
        shown = self.get("/review")
        usual = {"csrf": csrf_of(shown), "seen": seen_of(shown), "reason": "sanotaan näin"}
        return self.post(f"/review/{action}", **{**usual, **fields})


def csrf_of(shown: httpx.Response) -> str:
    return field_of(shown, "csrf")


def seen_of(shown: httpx.Response) -> str:
    return field_of(shown, "seen")


def field_of(shown: httpx.Response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', shown.text)
    return found[1] if found else ""


@pytest.fixture
def browsers(tmp_path: Path) -> Iterator[Callable[..., Browser]]:
    made: list[Browser] = []

    def browser(**options: Any) -> Browser:
        made.append(Browser(tmp_path / f"held{len(made)}", **options))
        return made[-1]

    yield browser
    for one in made:
        one.client.close()


@pytest.fixture
def browser(browsers: Callable[..., Browser]) -> Browser:
    return browsers()


def test_review_leads_to_the_form_to_sign_in_and_back(browser: Browser) -> None:
    led = browser.get("/review/log?at=0&lang=sv")
    assert led.status_code == 303
    assert led.headers["location"] == "/review/sign-in?next=%2Freview%2Flog%3Fat%3D0%26lang%3Dsv&lang=sv"
    back = browser.sign_in(next="/review/log?at=0")
    assert (back.status_code, back.headers["location"]) == (303, "/review/log?at=0")
    assert browser.get("/review").status_code == 200


def test_without_a_workspace_there_is_no_review(client: Client) -> None:
    for path in ("/review", "/review/sign-in", "/review/log", "/review/publish", "/review/link/a1"):
        assert client.get(path).status_code == 404
    assert client.post("/review/accept", data={"csrf": "a"}).status_code == 404


def test_the_cookie_is_for_no_script_and_no_other_site(browser: Browser) -> None:
    cookies = browser.sign_in().headers.get_list("set-cookie")
    (held,) = (cookie for cookie in cookies if cookie.startswith("kytkos-review="))
    told = {part.strip().lower() for part in held.split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/review", f"max-age={LONGEST}"} <= told
    assert "secure" not in told


def test_the_cookie_is_secure_where_the_connection_is(browsers: Callable[..., Browser]) -> None:
    browser = browsers(url="https://test", peer="203.0.113.7")
    cookies = browser.sign_in().headers.get_list("set-cookie")
    (held,) = (cookie for cookie in cookies if cookie.startswith("__Secure-kytkos-review="))
    assert "; secure" in held.lower()
    assert browser.get("/review").status_code == 200


def test_below_a_path_of_a_proxy_the_cookie_stays_below_it(browsers: Callable[..., Browser]) -> None:
    browser = browsers(root_path="/kytkos")
    shown = browser.get("/kytkos/review/sign-in")
    assert "Path=/kytkos/review" in shown.headers["set-cookie"]
    assert 'action="/kytkos/review/sign-in"' in shown.text


@pytest.mark.parametrize("peer", ["203.0.113.7", "2001:db8::1", "nonsense"])
def test_beyond_this_machine_no_token_is_taken_in_the_open(
    browsers: Callable[..., Browser], peer: str
) -> None:
    browser = browsers(peer=peer)
    shown = browser.get(SIGN_IN)
    assert shown.status_code == 403
    assert "not encrypted" in shown.text
    assert 'name="token"' not in shown.text
    assert browser.post(SIGN_IN, token=browser.tokens.create("curate")).status_code == 403
    assert browser.get("/review").status_code == 303


@pytest.mark.parametrize("peer", ["127.0.0.9", "::1", "::ffff:127.0.0.1"])
def test_on_this_machine_a_token_is_taken(browsers: Callable[..., Browser], peer: str) -> None:
    assert browsers(peer=peer).sign_in().status_code == 303


def test_behind_a_proxy_its_word_is_taken(browsers: Callable[..., Browser]) -> None:
    assert browsers(peer="203.0.113.7", is_behind_proxy=True).sign_in().status_code == 303


def test_an_unknown_token_opens_nothing_and_is_repeated_nowhere(browser: Browser) -> None:
    secret = "kyt_an-invented-token"
    refused = browser.sign_in(token=secret)
    assert refused.status_code == 403
    assert "not known here" in refused.text
    assert secret not in refused.text + str(refused.headers) + browser.log.text
    assert browser.get("/review").status_code == 303


def test_guessing_is_told_to_wait(browser: Browser) -> None:
    answers = [browser.sign_in(token="kyt_guess") for _ in range(11)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


def test_a_token_is_in_no_page_cookie_address_or_log(browser: Browser) -> None:
    secret = browser.tokens.create("admin")
    begun = browser.sign_in(token=secret)
    shown = [browser.get(path) for path in ("/review", "/review/log", SIGN_IN)]
    told = [str(answer.headers) + answer.text for answer in (begun, *shown)]
    assert all(secret not in one for one in (*told, browser.log.text))
    assert "/review" in browser.log.text


@pytest.mark.parametrize("csrf", ["", "wrong", "0" * 64])
def test_a_form_to_sign_in_from_elsewhere_opens_nothing(browser: Browser, csrf: str) -> None:
    assert browser.sign_in(csrf=csrf).status_code == 403
    assert browser.get("/review").status_code == 303


@pytest.mark.parametrize("csrf", ["", "wrong", "å"])
@pytest.mark.parametrize("action", ["accept", "reject", "edit", "merge", "undo", "publish/place", "sign-out"])
def test_a_form_without_the_secret_changes_nothing(browser: Browser, action: str, csrf: str) -> None:
    browser.sign_in("admin")
    before = browser.held.decisions.read_bytes()
    refused = browser.decide(action, link=UNDECIDED.code, csrf=csrf)
    assert refused.status_code == 403
    assert browser.held.decisions.read_bytes() == before
    assert browser.get("/review").status_code == 200


def test_the_secret_of_one_session_opens_no_other(browser: Browser) -> None:
    browser.sign_in()
    other = csrf_of(browser.get("/review"))
    browser.sign_in()
    assert csrf_of(browser.get("/review")) != other
    assert browser.decide("accept", link=UNDECIDED.code, csrf=other).status_code == 403


def test_a_name_that_was_planted_is_never_the_session_s(browser: Browser) -> None:
    browser.client._client.cookies.set("kytkos-review", "planted")
    shown = browser.get(SIGN_IN)
    begun = browser.post(SIGN_IN, csrf=csrf_of(shown), token=browser.tokens.create("curate"))
    (given,) = (c for c in begun.headers.get_list("set-cookie") if c.startswith("kytkos-review="))
    assert "planted" not in given
    browser.client._client.cookies.clear()
    assert browser.get("/review", cookie="kytkos-review=planted").status_code == 303


def test_signing_in_again_ends_the_session_before(browser: Browser) -> None:
    browser.sign_in()
    old = browser.client._client.cookies["kytkos-review"]
    browser.sign_in()
    browser.client._client.cookies.clear()
    assert browser.get("/review", cookie=f"kytkos-review={old}").status_code == 303


def test_who_signed_out_is_out(browser: Browser) -> None:
    browser.sign_in()
    old = browser.client._client.cookies["kytkos-review"]
    shown = browser.get("/review")
    assert browser.post("/review/sign-out", csrf=csrf_of(shown)).status_code == 303
    browser.client._client.cookies.clear()
    alive = {"cookie": f"kytkos-review={old}"}
    assert browser.get("/review", **alive).status_code == 303
    fields = {"csrf": csrf_of(shown), "seen": seen_of(shown), "reason": "a", "link": UNDECIDED.code}
    late = browser.client.post("/review/accept", headers={**browser.headers, **alive}, data=fields)
    assert late.status_code == 403
    assert "Sign in again" in late.text


def test_a_session_ends_with_its_token(browser: Browser) -> None:
    browser.sign_in()
    assert browser.get("/review").status_code == 200
    browser.tokens.revoke(browser.tokens.list()[-1].id)
    assert browser.get("/review").status_code == 303


def test_a_session_ends_unused_and_after_its_longest_time(tmp_path: Path) -> None:
    tokens, now = Tokens(tmp_path), [0.0]
    tokens.create("read")
    (token,) = tokens.list()
    sessions = Sessions(Access(tmp_path), lambda: now[0])
    idle, used = sessions.begin(token, "editor"), sessions.begin(token, "editor")
    while now[0] < LONGEST - IDLE:
        now[0] += IDLE - 1
        assert sessions.find(used)
    assert sessions.find(idle) is None
    now[0] = LONGEST
    assert sessions.find(used) is None


def test_sessions_are_bounded(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path)
    tokens.create("read")
    sessions = Sessions(Access(tmp_path))
    names = [sessions.begin(tokens.list()[0], "editor") for _ in range(MOST + 1)]
    assert sessions.find(names[0]) is None
    assert sessions.find(names[-1])


@pytest.mark.parametrize(
    "wanted",
    [
        "https://example.org/review",
        "//example.org/review",
        "/\\example.org",
        "/review\\..\\x",
        "/review/../../x",
        "/review/link/a/../..",
        "/page/t1",
        "javascript:alert(1)",
        "/review%0d%0aSet-Cookie:a=b",
        "",
        "\x00",
        "/review/link/a\r\nLocation: //example.org",
    ],
)
def test_nobody_is_led_elsewhere(browser: Browser, wanted: str) -> None:
    led = browser.sign_in(next=wanted)
    assert (led.status_code, led.headers["location"]) == (303, "/review")


@pytest.mark.parametrize(
    ("wanted", "location"),
    [
        ("/review?state=all&at=2", "/review?state=all&at=2&lang=sv"),
        ("/review/link/a12?lang=fi", "/review/link/a12?lang=sv"),
        ("/review?next=//example.org", "/review?next=%2F%2Fexample.org&lang=sv"),
    ],
)
def test_a_page_of_review_is_led_to(wanted: str, location: str) -> None:
    assert inward(Reader("sv", is_chosen=True), wanted) == location


def test_pages_of_review_are_in_no_cache(browser: Browser) -> None:
    signed = browser.get("/review"), browser.sign_in(), browser.get("/review"), browser.get(SIGN_IN)
    assert all(answer.headers["cache-control"] == "no-store" for answer in signed)
