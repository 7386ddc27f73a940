"""Tables as CSV on the Web: a file each, and one description that says what every column holds."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from graph.export import words
from graph.export.formula import harmless
from graph.export.names import LANGUAGES
from graph.export.table import Table, Value
from graph.release.manifest import Manifest

DESCRIPTION = "csv-metadata.json"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NUMBERS = frozenset({"start", "end", "page", "rung"})
_DAY = (2021, 7, 1, 0, 0, 0)


def write(path: Path, held: Manifest, tables: Iterable[Table]) -> None:
    """Write the tables and their description (Metadata Vocabulary for Tabular Data, 5) into one archive."""
    described = []
    with zipfile.ZipFile(path, "w") as archive:
        for table in tables:
            with archive.open(entry(f"{table.name}.csv"), "w", force_zip64=True) as output:
                text = io.TextIOWrapper(output, "utf-8", newline="")
                rows = csv.writer(text, lineterminator="\r\n")
                rows.writerow(table.columns)
                rows.writerows(map(_cell, row) for row in table.rows)
                text.flush()
            described.append(_described(table))
        said = json.dumps(_group(held, described), ensure_ascii=False, indent=1)
        archive.writestr(entry(DESCRIPTION), said.encode())


def entry(name: str) -> zipfile.ZipInfo:
    """Return the place of a file in an archive, with a fixed day: the same data gives the same bytes."""
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _cell(held: Value) -> str:
    return harmless(held) if isinstance(held, str) else "" if held is None else str(held)


def _described(table: Table) -> dict[str, object]:
    return {
        "url": f"{table.name}.csv",
        "rdfs:seeAlso": {"@id": table.iri},
        "tableSchema": {"columns": [_column(name) for name in table.columns]},
    }


def _column(name: str) -> dict[str, object]:
    told = words.column(name)
    return {
        "name": name,
        # The first title is what stands in the file.
        "titles": {"und": [name]},
        "dc:description": [{"@value": told[tag], "@language": tag} for tag in LANGUAGES],
        "datatype": "integer" if name in NUMBERS else "anyURI" if name == "iri" else "string",
        "null": "",
    }


def _group(held: Manifest, tables: list[dict[str, object]]) -> dict[str, object]:
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "@id": f"{held.base}release/{held.id}",
        "dc:license": {"@id": LICENCE},
        "dc:identifier": held.identity,
        "dialect": {"encoding": "utf-8", "header": True},
        "tables": tables,
    }
