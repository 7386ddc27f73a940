"""Make up a register of projects as a table, of Kohesio's and the Finnish lists' shape, from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from graph.ingest.tables.mapping import Mapping, parse

_SYLLABLES = (
    "ka ke ki ko ku la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti".split()
)
_HEADINGS = "code,fund,name,axis,authority,start,end,beneficiary,granted,planned,region"
_MAPPING = """
name: made-up
register: Made-up register
language: fi
kind: Project
unit: project
period: 2014-2020
currency: EUR
dates: d.m.yyyy
decimal: "."
persons: withhold
columns:
  - {heading: code, is: code, required: true, pattern: "S[0-9]{8}"}
  - {heading: fund, is: fund, codes: {ESR: ESF, EAKR: ERDF}}
  - {heading: name, is: title, required: true}
  - {heading: axis, is: priority, codes: {"1": , "2": , "3": k2721, "4": k2722, "5": k2723, "6": , "7": }}
  - {heading: authority, is: authority}
  - {heading: start, is: start}
  - {heading: end, is: end}
  - {heading: beneficiary, is: beneficiary}
  - {heading: granted, is: money, stage: committed, composition: eu-and-state}
  - {heading: planned, is: money, stage: planned, composition: public}
  - {heading: region, is: region}
"""


def mapping() -> Mapping:
    """Return how the table is read."""
    return parse(_MAPPING, "made-up")


def written(path: Path, rows: int, seed: int = 7) -> Path:
    """Write a table of so many rows."""
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEADINGS + "\n")
        file.writelines(_rows(random.Random(seed), rows))
    return path


def _rows(dice: random.Random, rows: int) -> Iterator[str]:
    words = ["".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))) for _ in range(20_000)]
    often = list(accumulate(1 / (rank + 8) for rank in range(len(words))))
    for number in range(rows):
        name = " ".join(dice.choices(words, cum_weights=often, k=dice.randint(4, 10))).capitalize()
        year, month = dice.randint(2014, 2020), dice.randint(1, 12)
        holder = int(dice.paretovariate(0.6)) % (rows // 6 + 10)
        planned = dice.randint(1000, 900_000)
        yield ",".join(
            (
                f"S{number:08}",
                dice.choice(("ESR", "ESR", "EAKR")),
                name,
                str(dice.randint(1, 7)),
                f"Kuvitteellinen viranomainen {dice.randint(1, 40)}",
                f"{dice.randint(1, 28)}.{month}.{year}",
                f"{dice.randint(1, 28)}.{month}.{year + dice.randint(1, 3)}",
                f"Kuvitteellinen yhdistys {holder} ry",
                str(planned * 3 // 4),
                str(planned),
                f"FI{dice.choice('12')}{dice.choice('BCD')}{dice.randint(1, 9)}\n",
            )
        )
