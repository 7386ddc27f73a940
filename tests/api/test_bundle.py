"""Scripts that pages load: of the bundle where there is one, none where there is none, and never heavy."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from api.bundle import BUILT, Bundle

MOST = {"sparql": 140 << 10}
USUAL = 15 << 10
MANIFEST = {
    "src/map.ts": {"file": "assets/map-1.js", "name": "map", "isEntry": True, "imports": ["_ask.js"]},
    "_ask.js": {"file": "assets/ask-2.js", "css": ["assets/ask-3.css"]},
}


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text(json.dumps(MANIFEST), "utf-8")
    return Bundle(tmp_path)


def test_an_island_loads_its_script_what_that_imports_and_their_styles(bundle: Bundle) -> None:
    assert bundle.island("map", "/below").splitlines() == [
        '<link rel="stylesheet" href="/below/static/built/assets/ask-3.css">',
        '<link rel="modulepreload" href="/below/static/built/assets/ask-2.js">',
        '<script type="module" src="/below/static/built/assets/map-1.js"></script>',
    ]


def test_an_island_that_was_not_built_loads_nothing(bundle: Bundle, tmp_path: Path) -> None:
    assert bundle.island("other") == Bundle(tmp_path / "absent").island("map") == ""


@pytest.mark.parametrize("name", Bundle().names or ("none",))
def test_an_island_is_light(name: str) -> None:
    if name == "none":
        pytest.skip("no bundle is built: `make web` builds one")
    scripts = [(BUILT / path).read_bytes() for path in Bundle().scripts(name)]
    assert sum(len(gzip.compress(script, 9, mtime=0)) for script in scripts) <= MOST.get(name, USUAL)
