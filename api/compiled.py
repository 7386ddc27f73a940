"""Templates compiled once: their code is kept where Python keeps that of this package, and trusted as much.

Run python -m api.compiled after an installation that the server may not write to.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2 import Environment
from jinja2.bccache import Bucket, FileSystemBytecodeCache


class Compiled(FileSystemBytecodeCache):
    """The compiled code of templates; what is not kept, or of another template, is compiled anew.

    Who can write there could write the package's own code as well. Where nobody may write, or Python is told
    not to keep what it compiles, nothing is kept.
    """

    def __init__(self, source: Path) -> None:
        """Keep what is compiled as the module with this source says."""
        pattern = f"jinja-{jinja2.__version__}-{sys.implementation.cache_tag}-%s.cache"
        super().__init__(str(Path(cache_from_source(str(source))).parent), pattern)
        self._how = source.read_bytes()

    def get_source_checksum(self, source: str) -> str:
        """Return a hash of a template, and of how it is compiled."""
        return blake2b(self._how + source.encode(), digest_size=20).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, if it is whole and of this template."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - whatever is wrong with it, the template itself is there
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


def compile_all(templates: Environment) -> None:
    """Compile every template, so that no reader waits for it."""
    for name in templates.list_templates():
        templates.get_template(name)


def main() -> None:
    """Compile all templates, and keep them whatever Python is told to keep."""
    from api.templating import environment

    sys.dont_write_bytecode = False
    compile_all(environment())


if __name__ == "__main__":
    main()
