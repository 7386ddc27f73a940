"""Releases that held what the law erases, made again without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from graph.analysis.columns import to_files
from graph.release import canonical, columns, counting, manifest
from graph.release.lemmas import LEMMA
from graph.release.manifest import Manifest
from graph.release.mask import Mask
from graph.release.reader import DUMP, packed, quads
from graph.release.shelf import Shelf
from graph.release.tombstone import Tombstone
from graph.store import layout
from graph.store.dataset import Dataset


def reissue(shelf: Shelf, mask: Mask, when: str, reason: str) -> Iterator[tuple[str, str]]:
    """Replace each release that holds the value, and yield the old and the new id.

    To be called while the shelf is ``writing``. The new release is in place, and current where the old one
    was, before the old one goes: whoever reads meanwhile finds the one or the other.
    """
    for folder in shelf.folders():
        if not _holds(folder, mask):
            continue
        old = manifest.read(folder)
        built, files = _again(old, _counted(_masked(list(quads(folder)), mask), old.warnings), mask, when)
        shelf.put(built, files)
        shelf.bury(Tombstone(folder.name, when, reason, built.id))
        yield folder.name, built.id


def _holds(folder: Path, mask: Mask) -> bool:
    """Whether a release holds the value; it is read as it goes by, since few do."""
    if mask.finds((folder / manifest.FILE).read_text(encoding="utf-8")):
        return True
    return any(mask.finds(text) for quad in quads(folder) for text in _texts(quad))


def _again(old: Manifest, stated: list[Quad], mask: Mask, when: str) -> tuple[Manifest, dict[str, bytes]]:
    dump = packed(b"".join(canonical.lines(stated)))
    identity = canonical.identity(stated)
    files = {DUMP: dump, **to_files(columns.read(Dataset.of(stated)))}
    built = replace(
        old,
        id=identity[:12],
        identity=identity,
        built=when,
        counts=dict(Counter(getattr(quad.graph_name, "value", "") for quad in stated)),
        sources={mask.over(name): held for name, held in old.sources.items()},
        files={name: canonical.sha256([held]) for name, held in files.items()},
    )
    return built, files


def _counted(stated: Iterable[Quad], warnings: int) -> list[Quad]:
    """Describe anew what is left."""
    dataset = Dataset.of(quad for quad in stated if quad.graph_name != NamedNode(layout.CATALOGUE))
    counting.describe(dataset, warnings)
    return list(dataset.quads())


def _masked(stated: list[Quad], mask: Mask) -> Iterator[Quad]:
    """Yield the quads with the value overwritten in literals; those that name a thing by it are left out.

    So are the lemmas of what had the value in a name, for a lemma gives away a word in another form.
    """
    named = {q.subject for q in stated if isinstance(q.object, Literal) and mask.finds(q.object.value)}
    for quad in stated:
        if quad.predicate.value == LEMMA and quad.subject in named:
            continue
        if any(
            mask.finds(term.value) for term in (quad.subject, quad.predicate) if isinstance(term, NamedNode)
        ):
            continue
        if not isinstance(quad.object, Literal):
            if not mask.finds(str(quad.object)):
                yield quad
            continue
        yield Quad(quad.subject, quad.predicate, _over(quad.object, mask), quad.graph_name)


def _over(literal: Literal, mask: Mask) -> Literal:
    if not mask.finds(literal.value):
        return literal
    if literal.language:
        return Literal(mask.over(literal.value), language=literal.language)
    return Literal(mask.over(literal.value), datatype=literal.datatype)


def _texts(quad: Quad) -> Iterator[str]:
    for term in quad:
        if isinstance(term, Literal | NamedNode):
            yield term.value
