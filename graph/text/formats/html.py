"""HTML: what a page shows, in its order; scripts, styles, comments and what its head says stay out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from graph.text.formats import plain
from graph.text.formats.layout import Kind, Part, Piece, Row, address, bold, raised, tidy, written

_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 2048
_SPACE = re.compile(r"[ \t\r\n\f]+")
_OUT = frozenset({"script", "style", "head", "template", "noscript", "svg", "select", "textarea", "button"})
_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul"
    " caption".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_DEEPEST = 200
#: A start tag ends the element of these names that is still open, but none outside of the nearest of those.
_ENDED_BY = {
    "li": (("li",), ("ul", "ol", "td", "th")),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
} | dict.fromkeys(("p", "ul", "ol", "table", "div", "h1", "h2", "h3"), (("p",), ("td", "th", "li", "div")))


def text(path: Path, data: bytes) -> str:
    """Return the text of an HTML page, decoded as it declares, by default as UTF-8."""
    tree = _Tree()
    tree.feed(plain.text(path, data, _declared(data)))
    tree.close()
    return written(_parts(tree.root, 0))


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data, 0, _HEAD)
    try:
        return codecs.lookup(match[1].decode("ascii")).name if match else "utf-8"
    except LookupError:
        return "utf-8"


class _Tree(HTMLParser):
    """Builds a tree of a page, well nested or not: what was left open ends where its like begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ended, within = _ENDED_BY.get(tag, ((), ()))
        self._end(ended, within)
        element = SubElement(self._open[-1], tag, {k: v or "" for k, v in attrs if k == "href"})
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        self._end((tag,), ("table",) if tag in ("p", "li") else ())

    def handle_data(self, data: str) -> None:
        element = self._open[-1]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + data
        else:
            element.text = (element.text or "") + data

    def _end(self, tags: tuple[str, ...], within: tuple[str, ...]) -> None:
        """Close the innermost open element with one of these names, unless it holds one of the others."""
        for i in range(len(self._open) - 1, 0, -1):
            name = self._open[i].tag
            if name in tags:
                del self._open[i:]
                return
            if name in within:
                return


def _parts(element: Element, depth: int) -> Iterator[Part]:
    """Yield what an element shows; words between its blocks are paragraphs of their own."""
    words: list[str] = []
    yield from _content(element, words, depth)
    yield from _piece("paragraph", words)


def _content(element: Element, words: list[str], depth: int) -> Iterator[Part]:
    words.append(_SPACE.sub(" ", element.text or ""))
    for held in element:
        if held.tag == "br":
            words.append("\n")
        elif held.tag in _BLOCKS:
            yield from _piece("paragraph", words)
            yield from _block(held, depth)
        elif held.tag not in _OUT:
            first = len(words)
            yield from _content(held, words, depth)
            _mark(held, words, first)
        words.append(_SPACE.sub(" ", held.tail or ""))


def _mark(element: Element, words: list[str], first: int) -> None:
    shown = "".join(words[first:])
    if element.tag == "a":
        words.append(address(element.get("href", "").strip(), shown))
    elif element.tag in ("b", "strong"):
        words[first:] = [bold(shown)]
    elif element.tag == "sup" and shown.strip().isdigit():
        words[first:] = [raised(shown)]


def _block(element: Element, depth: int) -> Iterator[Part]:
    if element.tag in ("ul", "ol"):
        yield from _list(element, depth)
    elif element.tag == "tr":
        yield Row(tuple(tuple(_parts(c, 0)) for c in element if c.tag in ("td", "th")))
    elif re.fullmatch("h[1-6]", element.tag):
        for part in _parts(element, depth):
            yield Piece("heading", part.text, int(element.tag[1])) if isinstance(part, Piece) else part
    else:
        yield from _parts(element, depth)


def _list(element: Element, depth: int) -> Iterator[Part]:
    for number, item in enumerate((e for e in element if e.tag not in _OUT), 1):
        marked = False
        for part in _parts(item, depth + 1):
            if isinstance(part, Piece) and part.kind == "paragraph" and not marked:
                mark = f"{number}." if element.tag == "ol" else "-"
                yield Piece("item", part.text, min(depth, 8), mark)
                marked = True
            else:
                yield part


def _piece(kind: Kind, words: list[str]) -> Iterator[Piece]:
    content = tidy("".join(words))
    words.clear()
    if content:
        yield Piece(kind, content)
