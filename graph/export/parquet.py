"""Tables as Parquet, one file each, for programs of statistics."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from graph.export.csvw import NUMBERS, entry
from graph.export.table import Table


def write(path: Path, tables: Iterable[Table]) -> None:
    """Write each table into one archive, its rows by way of a file, so that none is held in memory."""
    import duckdb  # takes long to load, and few ask for it

    with (
        tempfile.TemporaryDirectory(dir=path.parent) as aside,
        zipfile.ZipFile(path, "w") as archive,
        duckdb.connect(config={"threads": "1"}) as engine,
    ):
        for table in tables:
            rows, columns = Path(aside) / "rows.json", Path(aside) / "columns.parquet"
            with rows.open("w", encoding="utf-8") as text:
                named = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
                text.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in named)
            types = {name: "BIGINT" if name in NUMBERS else "VARCHAR" for name in table.columns}
            read = engine.read_json(str(rows), columns=types, format="newline_delimited")
            read.write_parquet(str(columns), compression="zstd")
            archive.writestr(entry(f"{table.name}.parquet"), columns.read_bytes())
