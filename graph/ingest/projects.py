"""Projects."""

from __future__ import annotations

import re

from graph.ingest.claims import Claims, Thing
from graph.ingest.paper import Paper, Tools

_CODE = re.compile(r"(?<![A-Za-z0-9])[SAJ]\d{5}(?!\d)")


def extract(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> None:
    """Thin."""
    for passage in paper.passages:
        if passage.kind == "list-item":
            for code in _CODE.finditer(passage.text):
                name = re.split(r",?\s*<?https?://", passage.text)[0]
                claims.add(
                    tools.rules["projects.listed"],
                    subject.code,
                    Thing(code.group(), "Project", name),
                    passage,
                    (0, len(name)),
                )
                break
