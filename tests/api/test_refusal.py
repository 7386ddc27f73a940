"""What went wrong is told in the reader's language, with what the error carries; no reason is left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.refusal import REASONED, Told, told, translated
from api.texts import Texts
from graph.errors import (
    AmbiguousName,
    Busy,
    Departed,
    ForbiddenQuery,
    InvalidParameter,
    InvalidQuery,
    KytkosError,
    NotFound,
    OutOfTime,
)
from graph.store.dataset import Dataset
from sparql.protocol import Operation
from sparql.results import RULES, UNTOLD, evaluated
from sparql.words import LANGUAGES, Language
from tests.api.conftest import Client

ROOT = Path(__file__).resolve().parents[2]
#: Where what pages do is refused: not the endpoint for updates, the JSON API, nor what only commands do.
FOLDERS = ("graph/analysis", "graph/curation", "graph/store", "sparql", "api")
ELSEWHERE = ("sparql/update.py", "sparql/graph_store.py", "api/routes/graph_store.py", "api/v1/")
#: Which argument of an error, or of what makes one, is its reason.
PLACES = {
    **{kind.__name__: list(kind.__annotations__).index("reason") for kind in REASONED},
    "_wrong": 0,
}


def templates(node: ast.expr, named: dict[str, list[ast.expr]]) -> Iterator[str]:
    """Yield what an expression can say, with places to fill in for what is computed; others say nothing."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        holes = iter(range(10))
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else f"{{{next(holes)}}}"
            for part in node.values
        )
    elif isinstance(node, ast.IfExp):
        yield from templates(node.body, named)
        yield from templates(node.orelse, named)
    elif isinstance(node, ast.Name):
        for value in named.get(node.id, ()):
            yield from templates(value, {})


def reasons() -> set[str]:
    """Return every reason that the code gives where a page can meet it."""
    found = set()
    paths = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))
    for path in paths:
        if path.relative_to(ROOT).as_posix().startswith(ELSEWHERE):
            continue
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        named: dict[str, list[ast.expr]] = {}
        for node in nodes:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                named.setdefault(node.targets[0].id, []).append(node.value)
        # What a parameter says is the reason of the error that tells of it.
        places = {**PLACES, "ValueError": 0} if path.name == "parameter.py" else PLACES
        for node in nodes:
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if isinstance(node, ast.Call) and called in places and len(node.args) > places[called]:
                found |= set(templates(node.args[places[called]], named))
    return {reason for reason in found if set(reason) - set("{}0123456789 .")}


def test_reasons_are_found() -> None:
    assert {"missing", "the edit changes nothing", "expected a whole number, not {0}"} <= reasons()


@pytest.mark.parametrize("language", [held for held in LANGUAGES if held != "en"])
def test_each_reason_that_a_page_can_meet_is_in_each_language(language: Language) -> None:
    filled = {reason: reason.format(*(f"k{n}" for n in range(10))) for reason in reasons()}
    assert {reason for reason, said in filled.items() if translated(said, language) is None} == set()


def found_by_publishing() -> set[str]:
    """Return all that publishing can say in English only: of rows, and of Turtle that cannot be read."""
    found: set[str] = set()
    for name in ("row_checks", "rows", "turtle"):
        nodes = list(ast.walk(ast.parse((ROOT / f"graph/release/{name}.py").read_text(encoding="utf-8"))))
        said: dict[str, list[ast.expr]] = {}
        for node in nodes:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                said[node.targets[0].id] = [node.value]
        found |= {text for node in nodes for held in _told_by(node) for text in templates(held, said)}
    return found


def _told_by(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Yield) and node.value:
        yield node.value
    if isinstance(node, ast.ListComp) and isinstance(node.elt, ast.JoinedStr):
        yield node.elt
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "InvalidRelease":
        yield from (one for given in node.args if isinstance(given, ast.Tuple) for one in given.elts)


@pytest.mark.parametrize("language", [held for held in LANGUAGES if held != "en"])
def test_each_finding_of_publishing_is_in_each_language(language: Language) -> None:
    reasons = found_by_publishing()
    assert {"{0} is empty", "violation: {0}, row {1}: {2}", "{0}: not Turtle: {1}"} <= reasons
    filled = {reason: reason.format(*(f"k{n}" for n in range(10))) for reason in reasons}
    assert {reason for reason, said in filled.items() if translated(said, language) is None} == set()


def test_what_is_filled_in_is_told_in_the_language_too() -> None:
    said = translated("line 1, column 12: SERVICE is not answered here", "sv")
    assert said == "rad 1, kolumn 12: SERVICE besvaras inte här"
    assert (
        translated("expected a whole number, not 'kaksi'", "fi") == "tähän kuuluu kokonaisluku eikä ”kaksi”"
    )


ERRORS: list[tuple[KytkosError, str]] = [
    (NotFound("resource", "k1149x", ("k1149",)), "Pyydettiin: ”k1149x”. Lähes näin kirjoitetaan: k1149."),
    (AmbiguousName("nuoret", ("k1", "k2")), "Pyydettiin: ”nuoret”. Tunnukset ovat: k1, k2."),
    (Departed("k1", "abc"), "Se on julkaisussa abc."),
    (OutOfTime(30), "Aikaa oli 30 s."),
    (Busy(5), "Yritä uudelleen 5 sekunnin kuluttua."),
    (InvalidParameter("gaps", "kind", "missing"), "Valinta: puuttuu"),
    (ForbiddenQuery("SERVICE is not answered here"), "SERVICE ei ole täällä käytössä"),
]


@pytest.mark.parametrize(("error", "said"), ERRORS, ids=lambda held: type(held).__name__)
def test_what_an_error_carries_is_told(error: KytkosError, said: str) -> None:
    texts = Texts()

    def say(key: str, **values: object) -> str:
        return texts.say("fi", key, **values)

    assert " ".join(held.text for held in told(error, "fi", say, lambda _: "valinta")) == said


def test_words_that_nobody_put_are_marked_as_english() -> None:
    texts = Texts()
    error = InvalidQuery("the engine has words of its own")
    found = told(error, "sv", lambda key, **values: texts.say("sv", key, **values), lambda _: "")
    assert found == [
        Told("Programmet som läser frågor säger på engelska:"),
        Told("the engine has words of its own", "en"),
    ]


@pytest.mark.parametrize("language", [held for held in LANGUAGES if held != "en"])
def test_each_rule_of_queries_that_can_be_broken_is_in_each_language(language: Language) -> None:
    assert [said for said in (*RULES.values(), UNTOLD) if translated(said, language) is None] == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?x { ?x ?p ?o } GROUP BY ?p", "Valittua muuttujaa ei ole ryhmitelty eikä sidottu"),
        ("SELECT ?x ?x { }", "Sama muuttuja on valittu kahdesti"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "SELECT * ei sovi yhteen GROUP BY:n kanssa; nimeä muuttujat"),
        ("SELECT ?x { <bad iri> a ?x }", "Tätä kohtaa edeltävä IRI ei ole täydellinen"),
        ("SELECT ?x { ?x a <http://e.org/> } LIMIT " + "9" * 30, "Luku on liian suuri"),
        ("SELECT ?x { ?x ?p 1e }", "Kysely ei jatku tästä kohdasta niin kuin sen pitäisi"),
        ("ASK { FILTER(<http://e.org/f>(1)) }", "Funktiota <http://e.org/f> ei ole täällä"),
        ("ASK { FILTER(REGEX(?x)) }", "Tähän kuuluu: GROUP_CONCAT"),
        ("SELECT ?x { ?x a k:B }", "Etuliitettä k: ei ole esitelty"),
    ],
)
def test_what_is_wrong_with_a_query_is_told_in_the_reader_s_language(query: str, said: str) -> None:
    texts = Texts()
    with pytest.raises(InvalidQuery) as refused:
        evaluated(Dataset.of(()).store, Operation(query))
    found = told(refused.value, "fi", lambda key, **values: texts.say("fi", key, **values), lambda _: "")
    assert found == [Told(said)]


def test_programs_that_name_a_language_are_told_in_it_too(client: Client) -> None:
    headers = {"Accept": "application/json", "Accept-Language": "sv"}
    answer = client.post("/sparql", data={"query": "SELECT"}, headers=headers)
    assert answer.status_code == 400
    (said,) = answer.json()["told"]
    assert said.startswith("Här väntas något av:")
    assert "told" not in client.post("/sparql", data={"query": "SELECT"}).json()
