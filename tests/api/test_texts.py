"""Every text of the interface is there in every language."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

import api
from api.texts import Texts
from graph.errors import KytkosError
from graph.store.query_file import QueryFile, bind
from graph.terms import RELATIONS
from sparql.answers import catalogue
from sparql.words import LANGUAGES, Language, words

TEMPLATES = Path(api.__file__).with_name("templates")


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts()


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_texts_with_the_same_places_to_fill(
    texts: Texts, language: Language
) -> None:
    assert texts.keys(language) == texts.keys("fi")
    for key in texts.keys("fi"):
        said = texts.find(language, key)
        assert said
        assert said.strip()
        assert placeholders(said) == placeholders(texts.find("fi", key) or ""), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scope_is_said_in_each_language(language: Language) -> None:
    assert {k: placeholders(v) for k, v in words(language)["scope"].items()} == {
        k: placeholders(v) for k, v in words("fi")["scope"].items()
    }


def test_each_relation_has_words_in_both_directions(texts: Texts) -> None:
    for name in RELATIONS:
        assert {f"relation.{name}-out", f"relation.{name}-in"} <= texts.keys("fi"), name


def kinds(error: type[KytkosError]) -> list[type[KytkosError]]:
    return [held for leaf in error.__subclasses__() for held in (leaf, *kinds(leaf))]


@pytest.mark.parametrize("error", kinds(KytkosError), ids=lambda error: error.__name__)
def test_each_error_is_told_in_words_of_its_own_or_of_its_kind(
    texts: Texts, error: type[KytkosError]
) -> None:
    # What only happens to who runs the server is told as an error of the server.
    is_of_server = error.http_status == 500
    held = [kind for kind in error.__mro__ if issubclass(kind, KytkosError)]
    names = {kind.__name__ for kind in held if is_of_server or kind is not KytkosError}
    assert {f"error.{name}" for name in names} & texts.keys("fi")


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_each_text_that_a_template_says_is_there(texts: Texts, template: Path) -> None:
    whole = re.findall(r"say\('([a-z0-9.-]+)'[,)]", template.read_text(encoding="utf-8"))
    assert set(whole) <= texts.keys("fi")


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_no_template_has_words_of_its_own(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    bare = re.sub(
        r"(?s)\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<pre.*?</pre>|<textarea.*?</textarea>|<[^>]*>", " ", source
    )
    said = set(re.findall(r"[A-Za-zÅÄÖåäö]{2,}", re.sub(r"&[a-z]+;", " ", bare)))
    assert said <= {"SPARQL", "kyt", "https", "id", "org", "kytkos", "ns"}


def columns(query: QueryFile) -> set[str]:
    solutions = Store().query(bind(query))
    assert isinstance(solutions, QuerySolutions)
    return {variable.value for variable in solutions.variables}


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_each_column_and_parameter_of_a_question_has_words(texts: Texts, query: QueryFile) -> None:
    for name in columns(query) | {parameter.name for parameter in query.params}:
        assert f"column.{name}" in texts.keys("fi"), name
