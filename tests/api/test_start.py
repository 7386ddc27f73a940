"""What a server loads before it is ready."""

from __future__ import annotations

import subprocess
import sys

#: What analyses, files and other stores are made with: each takes a tenth of a second to load.
LATER = ("networkx", "scipy", "duckdb", "docx", "xlsxwriter", "rdflib", "pyshacl", "httpx")


def test_what_only_some_requests_need_is_not_loaded_before_a_server_is_ready() -> None:
    told = f"import sys, api.app, api.server; print([name for name in {LATER} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
