"""Rows are counted in what the engine writes, whatever values they hold and however it is cut into pieces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store, parse_query_results

from sparql.results import TABLES
from sparql.rows import counter, shortened

#: Texts full of what the formats set rows apart with.
TEXTS = st.text(st.sampled_from(',{}"\\\r\n<>result[]: a'), max_size=12)
ROWS = st.lists(st.tuples(TEXTS, st.none() | TEXTS), min_size=1, max_size=12)


def written(rows: list[tuple[str, str | None]], form: QueryResultsFormat) -> bytes:
    data = " ".join(f"({quoted(one)} {quoted(other)})" for one, other in rows)
    answer = Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {data} }} }}")
    assert isinstance(answer, QuerySolutions)
    return answer.serialize(format=form) or b""


def quoted(text: str | None) -> str:
    if text is None:
        return "UNDEF"
    escapes = {"\\": "\\\\", '"': '\\"', "\r": "\\r", "\n": "\\n"}
    return '"' + "".join(escapes.get(letter, letter) for letter in text) + '"'


def values(body: bytes, form: QueryResultsFormat) -> list[list[object]]:
    answer = parse_query_results(body, format=form)
    assert isinstance(answer, QuerySolutions)
    return [[row["a"], row["b"]] for row in answer]


@pytest.mark.parametrize(("media_type", "form"), TABLES.items())
@given(rows=ROWS, cuts=st.lists(st.integers(0, 2_000), max_size=8))
def test_as_many_rows_are_counted_as_there_are(
    media_type: str, form: QueryResultsFormat, rows: list[tuple[str, str | None]], cuts: list[int]
) -> None:
    body = written(rows, form)
    places = sorted({0, len(body), *(min(cut, len(body)) for cut in cuts)})
    counted = counter(f"{media_type}; charset=utf-8")
    found = sum(counted(body[start:end]) for start, end in pairwise(places))
    assert found == len(rows)


@pytest.mark.parametrize("media_type", ["text/turtle", "application/ld+json", "application/trig"])
def test_triples_of_graphs_are_not_counted_here(media_type: str) -> None:
    assert counter(media_type)(b'<result>,{"a\n') == 0


@pytest.mark.parametrize("media_type", ["application/sparql-results+json", "application/sparql-results+xml"])
@given(rows=ROWS, most=st.integers(1, 6), lost=st.integers(0, 60))
def test_what_is_kept_of_a_table_is_its_beginning(
    media_type: str, rows: list[tuple[str, str | None]], most: int, lost: int
) -> None:
    form = TABLES[media_type]
    body = written(rows, form)
    kept = shortened(body[: len(body) - lost], media_type, most, 'http://a.example/?a&"b"')
    if kept is None:
        return
    whole = values(body, form)
    assert values(kept, form) == whole[: len(values(kept, form))]
    assert len(values(kept, form)) <= most


def test_a_link_is_written_as_its_format_wants_it() -> None:
    rows: list[tuple[str, str | None]] = [("a", "b"), ("c", "d")]
    link = 'http://a.example/?a&"'
    as_json = shortened(written(rows, QueryResultsFormat.JSON), "application/json", 1, link)
    as_xml = shortened(written(rows, QueryResultsFormat.XML), "application/xml", 1, link)
    assert as_json is not None
    assert as_json.startswith(b'{"head":{"link":["http://a.example/?a&\\""],"vars":')
    assert as_xml is not None
    assert b'<link href="http://a.example/?a&amp;&quot;"/></head>' in as_xml


@pytest.mark.parametrize("media_type", ["text/csv", "text/tab-separated-values", "text/turtle"])
def test_a_format_without_a_place_for_a_link_is_not_shortened(media_type: str) -> None:
    assert shortened(b"a\r\nb\r\n", media_type, 1, "http://a.example/") is None
