"""Numbers as readers of a language write them; files that programs read have them plain."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Two years in a code, such as that of a programming period.
_SPAN = re.compile(r"\b(\d{4})-(\d{4})\b")
_NUMBER = re.compile(r"(-?)(\d+)(?:\.(\d+))?")
#: Between thousands, and before decimals (Unicode CLDR 46, numbers of fi, sv and en).
_MARKS = {"en": (",", ".")}
_SPACED = ("\N{NO-BREAK SPACE}", ",")
#: Digits up to which a number stands together, as years and offsets do (ISO 80000-1, 7.3.1 lets it).
_TOGETHER = 4
#: Sums and measures are written with decimals; fewer are of a number that names something, as 4.1 does.
_DECIMALS = 2
#: What numbers are said by that name a place of a text, and count nothing.
_PLACES = frozenset({"start", "end", "row", "line", "column"})


def figure(number: float | str, language: str) -> str:
    """Write a number with its thousands apart; what is no plain number stays as it is."""
    found = _NUMBER.fullmatch(str(number))
    if found is None:
        return str(number)
    sign, whole, decimals = found.groups()
    apart, point = _MARKS.get(language, _SPACED)
    if len(whole) > _TOGETHER:
        whole = f"{int(whole):,}".replace(",", apart)
    return ("\N{MINUS SIGN}" if sign else "") + whole + (point + decimals if decimals else "")


def span(code: str) -> str:
    """Write the years in a code as texts do, with a dash between them."""
    return _SPAN.sub("\\1–\\2", code)


def filled(text: str, language: str, values: Mapping[str, object]) -> str:
    """Fill the {curly} words of a text, each number among the values written as the language does."""
    return text.format(**{name: _said(name, held, language) for name, held in values.items()})


def _said(name: str, held: object, language: str) -> object:
    if type(held) is int and name not in _PLACES:
        return figure(held, language)
    if isinstance(held, str) and (found := _NUMBER.fullmatch(held)) and len(found[3] or "") >= _DECIMALS:
        return figure(held, language)
    return held
