"""Make up the rows of a register over a real release: as what a release states of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from graph.identifiers import ID, NS
from graph.terms import DCT, ORG, RDF, SKOS, TARGETING, XSD

Floats = npt.NDArray[np.float64]
_SCHEMA = "http://schema.org/"
_NUTS = "http://data.europa.eu/nuts/code/FI"
_REGIONS = [f"{_NUTS}{one}{two}{three}" for one in "12" for two in "BCD" for three in range(1, 10)]
_ORGANISATIONS, _AT_ONCE = 20_000, 2_000
_EPOCH = date(2014, 1, 1)
_VERSION = "made-up"


class Rows(io.RawIOBase):
    """Read made-up rows as a file of N-Triples: no question asks for the graph of their own."""

    def __init__(self, projects: int, wholes: dict[str, list[str]], groups: list[str]) -> None:
        self._pieces = _pieces(projects, wholes, groups)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer as far as the next piece goes."""
        if not self._left:
            self._left = memoryview(next(self._pieces, b""))
        given, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


def _pieces(projects: int, wholes: dict[str, list[str]], groups: list[str]) -> Iterator[bytes]:
    dice = np.random.default_rng(11)
    yield _said(_register(wholes)).encode()
    yield _said(
        [_triple(f"{ID}mo{n}", RDF + "type", ORG + "Organization") for n in range(_ORGANISATIONS)]
    ).encode()
    for start in range(0, projects, _AT_ONCE):
        count = min(_AT_ONCE, projects - start)
        yield _said(_batch(dice, start, count, wholes, groups)).encode()


def _batch(
    dice: np.random.Generator, start: int, count: int, wholes: dict[str, list[str]], groups: list[str]
) -> list[str]:
    weight = 1 / (np.arange(len(groups)) + 5.0)
    periods = list(wholes)
    lines: list[str] = []
    many = dice.integers(1, 10, count)
    named = iter(dice.choice(len(groups) - 20, int(many.sum()), p=_even(weight[:-20])).tolist())
    roles = iter(dice.choice(3, int(many.sum()), p=[0.8, 0.1, 0.1]).tolist())
    relations = [NS + name for name in TARGETING]
    cents = np.exp(dice.normal(16.5, 1.4, count)).astype(np.int64).tolist()
    for at in range(count):
        number = start + at
        period = periods[int(dice.random() * len(periods))]
        whole = wholes[period][int(dice.random() ** 2 * len(wholes[period]))]
        project = f"{ID}mp{number}"
        lines += _row(project, number, period, cents[at], dice.random(4).tolist())
        lines.append(_triple(project, DCT + "isPartOf", whole))
        lines.append(_triple(whole, DCT + "hasPart", project))
        lines += [_triple(project, relations[next(roles)], groups[next(named)]) for _ in range(many[at])]
    return lines


def _row(project: str, number: int, period: str, cents: int, random: list[float]) -> list[str]:
    years = period.removeprefix(ID).split("-")
    row, money = f"{ID}mr{number}", f"{ID}mr{number}.1"
    begins = _EPOCH + timedelta(days=int(random[0] * 2500) + 2557 * (years[0] == "2021"))
    ends = begins + timedelta(days=90 + int(random[1] * 1300))
    name = f'"Hanke numero {number}"'
    return [
        _triple(project, RDF + "type", NS + "Project"),
        _value(project, DCT + "identifier", f'"M{number:07}"'),
        _value(project, SKOS + "prefLabel", name + "@fi"),
        _value(project, NS + "labelFi", name + "@fi"),
        _triple(project, NS + "period", period),
        _value(project, NS + "periodFirstYear", f'"{years[0]}"^^<{XSD}integer>'),
        _value(project, NS + "periodLastYear", f'"{years[1]}"^^<{XSD}integer>'),
        _triple(project, NS + "hasRecord", row),
        _triple(row, RDF + "type", NS + "RegisterRecord"),
        _value(row, NS + "register", '"Made up"'),
        _triple(row, DCT + "source", ID + _VERSION),
        _value(row, _SCHEMA + "startDate", f'"{begins}"^^<{XSD}date>'),
        _value(row, _SCHEMA + "endDate", f'"{ends}"^^<{XSD}date>'),
        _triple(project, NS + "hasImplementer", f"{ID}mo{int(random[2] * _ORGANISATIONS)}"),
        _triple(project, DCT + "spatial", _REGIONS[int(random[3] * len(_REGIONS))]),
        _triple(project, NS + "hasFunding", money),
        _triple(money, RDF + "type", NS + "MonetaryAmount"),
        _value(money, NS + "amount", f'"{cents // 100}.{cents % 100:02}"^^<{XSD}decimal>'),
        _value(money, NS + "currency", '"EUR"'),
        _triple(money, NS + "stage", NS + "stage-committed"),
        _triple(money, NS + "composition", NS + "composition-eu"),
        _triple(money, NS + "fundingScope", NS + "fundingScope-project"),
    ]


def _register(wholes: dict[str, list[str]]) -> list[str]:
    version = ID + _VERSION
    return [
        _triple(version, RDF + "type", NS + "RegisterVersion"),
        *(_triple(version, NS + "period", period) for period in wholes),
        _triple(version, NS + "decisionState", NS + "status-accepted"),
    ]


def _even(weight: Floats) -> Floats:
    return np.asarray(weight / float(weight.sum()), dtype=np.float64)


def _said(lines: list[str]) -> str:
    return "".join(f"{line} .\n" for line in lines)


def _triple(subject: str, relation: str, end: str) -> str:
    return f"<{subject}> <{relation}> <{end}>"


def _value(subject: str, relation: str, end: str) -> str:
    return f"<{subject}> <{relation}> {end}"
