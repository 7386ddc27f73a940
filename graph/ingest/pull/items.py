"""Items of the EU Knowledge Graph as rows of a table whose columns are called as in Kohesio's files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from graph.ingest.pull.service import Bound, Refusal

ITEM = "https://linkedopendata.eu/entity/"
_PROJECT = re.compile(re.escape(ITEM) + r"Q[1-9][0-9]{0,11}")
_KEY = "Operation_Unique_Identifier"
#: A row that every project has: without it an answer was cut short inside the project.
_MARK = "~"
#: Columns whose texts are in English and in the programme's language, and how the latter's column is called.
_SPOKEN = ("Operation_Name", "Operation_Summary")
_SUMS = ("Total_Eligible_Expenditure_amount", "Project_EU_Budget")
_PLAIN = (
    "Operation_Start_Date",
    "Operation_End_Date",
    "Cofinancing_Rate",
    *_SUMS,
    "Country",
    "NUTS3_Code",
    "Programme_Code",
    "Programme_Name",
    "Fund_Code",
    "Category_Of_Intervention",
    "Category_Label",
    "Thematic_Objective_ID",
    "Policy_Objective_ID",
    "ManagingAuthority",
    "Beneficiary_Name",
)
COLUMNS = (
    _KEY,
    *(f"{name}_{tongue}" for name in _SPOKEN for tongue in ("English", "Programme_Language")),
    *_PLAIN,
    "Total_Eligible_Expenditure_Currency",
)
_KNOWN = frozenset((*_SPOKEN, *_PLAIN, _MARK))
_LONGEST = 20_000
_MOST_VALUES = 500
_BETWEEN = "; "
#: Characters that no text of a register has: the C0 and C1 controls but white space.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

Row = dict[str, str]


def rows(answer: Iterable[Bound], after: str, most: int) -> list[Row]:
    """Return one row for each project of an answer, in the order of their addresses.

    Raises Refusal for an answer that is cut short, out of order, or tells what was not asked for.
    """
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for bound in answer:
        project, column, value = _read(bound)
        if column not in _KNOWN:
            raise Refusal(f"it tells a column that nobody asked for, {column[:40]!r}")
        found.setdefault(project, {}).setdefault(column, []).append(value)
    _check(list(found), after, most)
    if cut := [project for project, held in found.items() if _MARK not in held]:
        raise Refusal(f"its answer is cut short at {cut[0]}")
    return [_row(project, held) for project, held in found.items()]


def count(answer: list[Bound]) -> int:
    """Return the one number of an answer; raises Refusal where it is none."""
    held = answer[0].get("count", ("", ""))[0] if len(answer) == 1 else ""
    if not re.fullmatch("[0-9]{1,9}", held):
        raise Refusal("it gave no count")
    return int(held)


def _read(bound: Bound) -> tuple[str, str, tuple[str, str]]:
    try:
        (project, _), (column, _), (value, language) = (bound[n] for n in ("project", "column", "value"))
    except KeyError:
        raise Refusal("a row of its answer lacks a column") from None
    if not _PROJECT.fullmatch(project):
        raise Refusal(f"it names what is no project, {project[:60]!r}")
    return project, column, (value, language)


def _check(projects: list[str], after: str, most: int) -> None:
    """Demand that projects come after the last one held, each once and in order: none is passed over."""
    if len(projects) > most:
        raise Refusal(f"it gave {len(projects)} projects, {most} were asked for")
    if projects != sorted(projects) or (projects and projects[0] <= after):
        raise Refusal("its projects are not in the order of their addresses")


def _row(project: str, held: Mapping[str, list[tuple[str, str]]]) -> Row:
    row = dict.fromkeys(COLUMNS, "")
    row[_KEY] = project
    for column, values in held.items():
        if column in _SPOKEN:
            for ending, kept in (("English", "en"), ("Programme_Language", "")):
                texts = [v for v, language in values if (language == "en") == (kept == "en")]
                row[f"{column}_{ending}"] = _joined(texts[:1])
        elif column == "NUTS3_Code":
            row[column] = _joined(_innermost({value for value, _ in values}))
        elif column != _MARK:
            row[column] = _joined(sorted({value for value, _ in values if value}))
    if any(row[sum_] for sum_ in _SUMS):
        row["Total_Eligible_Expenditure_Currency"] = "EUR"
    return row


def _joined(values: list[str]) -> str:
    return _CONTROLS.sub("", _BETWEEN.join(values[:_MOST_VALUES]))[:_LONGEST]


def _innermost(codes: set[str]) -> list[str]:
    """Leave out the regions that hold others of these: a code begins with that of the region it is in."""
    return sorted(code for code in codes if not any(o != code and o.startswith(code) for o in codes))
