"""A site below a path of its proxy: every address that is written begins with it."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class Prefixed:
    """Pass requests on as of a site below a path; the proxy may leave that path on them or take it off."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app = app
        self._root = "/" + root.strip("/") if root.strip("/") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if self._root and scope["type"] == "http":
            scope = {**scope, "root_path": self._root, **self._paths(scope)}
        await self._app(scope, receive, send)

    def _paths(self, scope: Scope) -> dict[str, object]:
        path: str = scope["path"]
        if path == self._root or path.startswith(self._root + "/"):
            return {}
        raw: bytes = scope.get("raw_path") or path.encode()
        return {"path": self._root + path, "raw_path": self._root.encode() + raw}
