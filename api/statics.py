"""Files given as they are: packed for who takes that, kept for good where a name holds the content."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.bundle import PLACE
from api.representation import WORTH_PACKING, coding_of, packed

_TEXTS = ("text/", "application/javascript", "application/json", "image/svg+xml")
_FOR_GOOD = "public, max-age=31536000, immutable"


class Statics(StaticFiles):
    """The files of a folder; names within the bundle's assets change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, packed where that is worth it."""
        answer = await super().get_response(path, scope)
        if Path(path).parts[:2] == (PLACE, "assets") and answer.status_code in (200, 304):
            answer.headers["Cache-Control"] = _FOR_GOOD
        return answer

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return the file, or 304 to who holds it."""
        answer = super().file_response(full_path, stat_result, scope, status_code)
        if not (answer.headers.get("content-type") or "text/").startswith(_TEXTS):
            return answer
        answer.headers["Vary"] = "Accept-Encoding"
        coded = coding_of(_headers(scope))
        if not isinstance(answer, FileResponse) or not coded or stat_result.st_size < WORTH_PACKING:
            return answer
        body = _packed(str(full_path), stat_result.st_mtime_ns, coded)
        headers = {
            "Content-Encoding": coded,
            # One tag stands for the file in every coding (RFC 9110, 8.8.3.3).
            "ETag": "W/" + answer.headers["etag"].removeprefix("W/"),
            "Last-Modified": answer.headers["last-modified"],
            "Vary": answer.headers["vary"],
        }
        return Response(body, status_code, headers, answer.headers["content-type"])


def _headers(scope: Scope) -> Mapping[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


@lru_cache(64)
def _packed(path: str, _changed: int, coded: str) -> bytes:
    return packed(Path(path).read_bytes(), coded)
