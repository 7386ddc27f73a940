"""The server stays light: it serves pages, names and queries without the lemmatiser and its 400 MB."""

from __future__ import annotations

import subprocess
import sys

SERVE = """
import sys
from pyoxigraph import RdfFormat, parse
from api.app import create_app
from graph.store.dataset import Dataset
from tests.api.conftest import EXAMPLE, browsing

with browsing() as client_of:
    quads = parse(EXAMPLE.read_text("utf-8"), format=RdfFormat.TRIG)
    client = client_of(create_app(Dataset.of(quads, "r123")))
    for path in ("/", "/page/t1", "/?q=nuorille", "/sparql?query=ASK%7B%7D"):
        assert client.get(path, headers={"accept": "*/*"}).status_code == 200, path
print(sorted(name for name in ("simplemma", "libvoikko", "pypdfium2") if name in sys.modules))
"""


def test_serving_loads_no_lemmatiser_and_no_reader_of_documents() -> None:
    served = subprocess.run([sys.executable, "-c", SERVE], capture_output=True, text=True, check=False)
    assert served.returncode == 0, served.stderr
    assert served.stdout.strip() == "[]"
