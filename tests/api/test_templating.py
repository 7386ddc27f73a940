"""Templates escape whatever they are given as the library that they are made with does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from api.templating import environment, escaped

TEXTS = st.text() | st.text("<>&'\"a", max_size=9)


class Own:
    def __html__(self) -> str:
        return "<i>own</i>"


@given(TEXTS | st.integers() | st.booleans() | st.none() | TEXTS.map(Markup) | st.builds(Own))
def test_whatever_is_written_is_escaped_as_by_the_library(value: object) -> None:
    assert escaped(value) == escape(value)
    assert escaped(value) == escape(value)


@given(TEXTS)
def test_a_text_is_escaped_wherever_a_template_writes_it(text: str) -> None:
    written = environment().from_string(
        "{% macro part(x) %}{{ x }}{% endmacro %}{% set y %}{{ x }}{% endset %}{{ x }}|{{ part(x) }}|{{ y }}"
    )
    assert written.render(x=text) == "|".join([str(escape(text))] * 3)


def test_what_is_missing_is_no_blank() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ missing }}").render()
