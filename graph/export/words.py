"""The words in which table files explain themselves, in three languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_SIDE = re.compile("(subject|object)Name")


@cache
def cover() -> Mapping[str, Mapping[str, str]]:
    """Return the texts of covers, by key and language."""
    return _read()["cover"]


def column(name: str) -> Mapping[str, str]:
    """Return what a column holds, by language; a side's name is explained as any name is."""
    return _read()["column"][_SIDE.sub("name", name)]


def drawing(key: str) -> Mapping[str, str]:
    """Return one of the words of drawings, by language."""
    return _read()["drawing"][key]


@cache
def _read() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads((files("graph.export") / "words.toml").read_text("utf-8"))
