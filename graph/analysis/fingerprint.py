"""Fingerprints of a question and of its answer, by which both are found and checked again on any machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from graph.analysis.analysis import Finding
from graph.identifiers import ID

#: Hexadecimal digits: 64 bits, enough to tell apart all that will ever be asked.
_DIGITS = 16


def query_hash(name: str, params: Mapping[str, str]) -> str:
    """Return the fingerprint of an analysis or question with its parameters, defaults among them.

    A thing counts the same by its IRI and by its code, and the order of the parameters says nothing.
    """
    return _hash({"name": name, "params": {key: _code(value) for key, value in params.items()}})


def result_hash(finding: Finding) -> str:
    """Return the fingerprint of a finding's columns, rows and remarks; its picture follows from them.

    Rows count each as often as they are there, in any order: where order says something, a column says it.
    """
    return _hash(
        {
            "columns": finding.columns,
            "rows": sorted(["" if cell is None else str(cell) for cell in row] for row in finding.rows),
            "remarks": sorted(
                [remark.key, *(f"{name}={value}" for name, value in sorted(remark.values.items()))]
                for remark in finding.remarks
            ),
        }
    )


def _code(value: str) -> str:
    return value.removeprefix(ID).removeprefix("id:")


def _hash(said: Mapping[str, object]) -> str:
    """Hash canonical JSON: sorted keys, no spaces, UTF-8 (RFC 8785 for what is held here)."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
