"""What goes between the server and a worker arrives as it was sent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidQuery, KytkosError, NotAcceptable, TooLarge
from sparql.frames import HEAD, Kind, Question, error, error_from, question, question_from
from sparql.protocol import Operation

TEXTS = st.text(st.characters(codec="utf-8"))


@given(TEXTS, st.lists(TEXTS), TEXTS, st.none() | st.floats(min_value=0.1, max_value=99), st.none() | TEXTS)
def test_any_question_arrives_as_it_was_sent(
    query: str, graphs: list[str], base: str, seconds: float | None, accept: str | None
) -> None:
    asked = Question(Operation(query, tuple(graphs), (), base, seconds), accept, 7, 8)
    sent = question(asked)
    kind, length = HEAD.unpack(sent[: HEAD.size])
    assert Kind(kind) is Kind.QUESTION
    assert len(sent) == HEAD.size + length
    assert question_from(sent[HEAD.size :]) == asked


@pytest.mark.parametrize(
    "raised", [InvalidQuery("no", 2, 3), TooLarge("it", 9), NotAcceptable("a/b", ("c/d", "e/f"))]
)
def test_an_error_arrives_with_its_words_and_its_remedy(raised: KytkosError) -> None:
    arrived = error_from(error(raised)[HEAD.size :])
    assert type(arrived) is type(raised)
    assert (str(arrived), arrived.remedy) == (str(raised), raised.remedy)
