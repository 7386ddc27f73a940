"""The body of a request, held in memory only and no longer than its reader takes."""

from __future__ import annotations

from contextlib import aclosing

from fastapi import Request

from graph.errors import TooLarge


async def body_within(request: Request, excess: TooLarge) -> bytes:
    """Return a body of at most so many bytes as ``excess`` says; raises it as soon as there are more."""
    held = bytearray()
    async with aclosing(request.stream()) as pieces:
        async for piece in pieces:
            held += piece
            if len(held) > excess.limit:
                raise excess
    return bytes(held)
