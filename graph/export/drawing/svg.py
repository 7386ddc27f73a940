"""Elements of SVG as text; whatever is said in them is escaped."""

from __future__ import annotations

from html import escape

NAMESPACE = "http://www.w3.org/2000/svg"

#: Families that every system has something of; a page has its own.
FONT = "system-ui, sans-serif"


def tag(name: str, *inner: str, **attributes: str | float) -> str:
    """Return an element with what is in it, already written; ``class_`` is ``class``, ``a_b`` is ``a-b``."""
    held = "".join(f' {_name(key)}="{escape(_value(value))}"' for key, value in attributes.items())
    return f"<{name}{held}>{''.join(inner)}</{name}>" if inner else f"<{name}{held}/>"


def words(text: str) -> str:
    """Write words as they are said in an element; characters that XML does not know are left out."""
    known = "".join(c for c in text if c >= " " or c in "\t\n")
    return escape(known.replace("\ufffe", "").replace("\uffff", ""), quote=False)


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
