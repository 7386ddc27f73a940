"""Values: dataclasses that the type checker holds frozen, made as fast as those that are not.

A frozen dataclass sets each field by a call, which takes several times as long; a document has thousands of
words, phrases and mentions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:
    from collections.abc import Callable
    from dataclasses import dataclass

    def value(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """Make a class a dataclass with slots, compared and hashed by its fields."""
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["value"]
