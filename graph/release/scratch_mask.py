"""Scratch graphs with a value taken out: covered in literals; a triple that names something by it goes."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from graph.release.mask import Mask


def masked(data: bytes, mask: Mask) -> bytes:
    """Return N-Quads without the value; those that do not hold it come back as they were."""
    kept: list[bytes] = []
    for line in data.splitlines(keepends=True):
        quads = list(parse(line, format=RdfFormat.N_QUADS))
        if not quads:
            kept.append(b"" if mask.finds(line.decode()) else line)
        elif not any(mask.finds(text) for text in _texts(quads[0])):
            kept.append(line)
        else:
            kept.append(serialize(_without(quads[0], mask), format=RdfFormat.N_QUADS) or b"")
    return b"".join(kept)


def _without(quad: Quad, mask: Mask) -> Iterator[Quad]:
    held = quad.object
    if not isinstance(held, Literal) or mask.finds(held.datatype.value):
        return
    if held.language:
        covered = Literal(mask.over(held.value), language=held.language)
    else:
        covered = Literal(mask.over(held.value), datatype=held.datatype)
    instead = Quad(quad.subject, quad.predicate, covered, quad.graph_name)
    if not any(mask.finds(text) for text in _texts(instead)):
        yield instead


def _texts(of: Quad | Triple) -> Iterator[str]:
    terms = (*of.triple, of.graph_name) if isinstance(of, Quad) else of
    for term in terms:
        if isinstance(term, Triple):
            yield from _texts(term)
        elif isinstance(term, Literal):
            yield term.value
            yield term.datatype.value
        elif isinstance(term, NamedNode | BlankNode):
            yield term.value
