"""Governments: which government's programme a document means."""

from __future__ import annotations

import re

from graph.ingest.claims import Thing, known
from graph.ingest.paper import Tools
from graph.ingest.vocabulary import Concept

_GOVERNMENT = "kyt:act-government-programme"
_YEAR = re.compile(r"\b20\d\d\b")


class Governments:
    """Finds the programmes of governments by their prime ministers and by the time of writing."""

    def __init__(self, tools: Tools) -> None:
        self._vocabulary = tools.vocabulary

    def led_by(self, leader: str) -> Thing | None:
        """Return the programme of the government that is named by its prime minister."""
        names = {name.removesuffix("n") for name in leader.split()}
        led = [c for c in self._all() if names and names <= {w.removesuffix("n") for w in c.label.split()}]
        return known(led[0], "NationalProgramme") if led else None

    def of_the_time(self, written: int) -> Thing | None:
        """Infer which government's programme is meant: the last before the latest year a document knows."""
        dated = sorted((int(y.group()), c.code) for c in self._all() if (y := _YEAR.search(c.label)))
        past = [code for year, code in dated if year <= written] or [code for _, code in dated[:1]]
        return known(self._vocabulary.concepts[past[-1]], "NationalProgramme") if past else None

    def _all(self) -> list[Concept]:
        programmes = self._vocabulary.of_kind("NationalProgramme")
        return [c for c in programmes if c.fact("type_document") == _GOVERNMENT]
