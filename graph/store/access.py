"""The tokens that open a workspace, held as digests only: a file that leaks opens nothing."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, get_args

from filelock import FileLock

from graph.errors import NotFound, Unauthorised
from graph.store.files import write_atomically
from graph.store.record import read_lines

#: What a token allows; each includes those before it.
Scope = Literal["read", "curate", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

_PREFIX = "kyt_"
_BYTES = 32
#: Characters beyond which nothing is a secret of ours, and is not even hashed.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token: never the secret itself, which only its holder has."""

    id: str
    scope: Scope
    note: str
    created: str
    digest: str

    def allows(self, needed: Scope) -> bool:
        """Say whether this token's scope includes another."""
        return SCOPES.index(self.scope) >= SCOPES.index(needed)


class Tokens:
    """Make, know and revoke the tokens of one workspace folder, in ``tokens.jsonl``.

    What another process changes counts at the next call. A secret is 256 random bits, which nobody guesses:
    a plain SHA-256 of it is as good as a slow one. Raises MalformedLine where the file is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "tokens.jsonl"
        self._seen: object = None
        self._held: tuple[Token, ...] = ()

    def create(self, scope: Scope, note: str = "") -> str:
        """Make a token and return its secret, which cannot be had again."""
        secret = _PREFIX + secrets.token_urlsafe(_BYTES)
        created = datetime.now(UTC).isoformat(timespec="seconds")
        token = Token(secrets.token_hex(4), scope, note, created, _digest(secret))
        with self._writing():
            self._write((*self.list(), token))
        return secret

    def holder(self, secret: str) -> Token:
        """Return the token with this secret; raises Unauthorised, the same for whatever is wrong with it."""
        digest = _digest(secret[:_LONGEST])
        known = [token for token in self.list() if hmac.compare_digest(token.digest, digest)]
        if not known:
            raise Unauthorised(is_given=True)
        return known[0]

    def revoke(self, token: str) -> Token:
        """Take away the token with this id; raises NotFound."""
        with self._writing():
            held = {known.id: known for known in self.list()}
            if token not in held:
                raise NotFound("token", token, tuple(held))
            self._write(known for known in held.values() if known.id != token)
        return held[token]

    def list(self) -> tuple[Token, ...]:
        """Return the tokens that are known now, the oldest first."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return ()
        # Every change puts another file in place, so one that looks the same holds the same.
        seen = (found.st_ino, found.st_mtime_ns, found.st_size)
        if seen != self._seen:
            self._held = tuple(read_lines(self._path, self._path.read_bytes(), _token))
            self._seen = seen
        return self._held

    def _writing(self) -> FileLock:
        self._folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self._folder / "tokens.lock.held")

    def _write(self, held: Iterable[Token]) -> None:
        lines = (json.dumps(asdict(token), ensure_ascii=False) + "\n" for token in held)
        write_atomically(self._path, "".join(lines).encode(), mode=0o600)


def _digest(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()


def _token(raw: Mapping[str, Any]) -> Token:
    token = Token(**raw)
    if token.scope not in SCOPES:
        raise ValueError(f"unknown scope {token.scope!r}")
    if not all(isinstance(value, str) for value in raw.values()):
        raise TypeError("every value must be a string")
    return token
