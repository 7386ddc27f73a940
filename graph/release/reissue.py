"""Releases that held what the law erases, made again without it; none is held, however large."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.analysis.columns import to_files
from graph.release import canonical, columns, manifest, opening
from graph.release.lemmas import LEMMA
from graph.release.manifest import Manifest
from graph.release.mask import Mask
from graph.release.progress import Progress
from graph.release.reader import DUMP, pieces
from graph.release.shelf import Shelf
from graph.release.tombstone import Tombstone
from graph.release.writing import joined
from graph.store import layout, quad_lines
from graph.store.dataset import Dataset
from graph.store.files import chunks

_CATALOGUE = f" <{layout.CATALOGUE}> .\n".encode()
#: What N-Quads write for a character that a literal may not hold as it is.
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def reissue(shelf: Shelf, mask: Mask, when: str, reason: str, tell: Progress) -> Iterator[tuple[str, str]]:
    """Replace each release that holds the value, and yield the old and the new id.

    To be called while the shelf is ``writing``. The new release is in place, and current where the old one
    was, before the old one goes: whoever reads meanwhile finds the one or the other. Raises DamagedRelease.
    """
    for folder in shelf.folders():
        if not _holds(folder, mask, tell):
            continue
        aside = shelf.aside()
        built, files = _again(folder, aside, mask, when, tell)
        shelf.put(built, files, aside)
        # One that was there already stays as it is.
        shutil.rmtree(aside, ignore_errors=True)
        shelf.bury(Tombstone(folder.name, when, reason, built.id))
        yield folder.name, built.id


def _holds(folder: Path, mask: Mask, tell: Progress) -> bool:
    """Whether a release holds the value; it is read as it goes by, since few do."""
    if mask.finds((folder / manifest.FILE).read_text(encoding="utf-8")):
        return True
    return any(
        mask.finds(_text(piece)) for piece in pieces(folder, partial(tell, f"look through {folder.name}"))
    )


def _again(
    folder: Path, aside: Path, mask: Mask, when: str, tell: Progress
) -> tuple[Manifest, dict[str, bytes]]:
    """Write a release's dump aside without the value, of it its store where it is large, and its columns."""
    old = manifest.read(folder)
    lines = _lines(pieces(folder, partial(tell, f"write {folder.name} again")))
    written = joined(_masked(lines, mask), aside / DUMP, old.warnings)
    files = to_files(columns.read(_dataset(aside, sum(written.counts.values()), tell)))
    hashes = {name: canonical.sha256([held]) for name, held in files.items()}
    built = replace(
        old,
        id=written.identity[:12],
        identity=written.identity,
        built=when,
        counts=dict(sorted(written.counts.items())),
        sources={mask.over(name): held for name, held in old.sources.items()},
        files={DUMP: canonical.sha256(chunks(aside / DUMP)), **hashes},
    )
    return built, files


def _dataset(release: Path, statements: int, tell: Progress) -> Dataset:
    """Open a dump whose manifest is not written yet."""
    if statements > opening.MOST_IN_MEMORY:
        opening.make(release, partial(tell, "store"))
        return Dataset(opening.Place(release, is_on_disk=True).store())
    store = Store()
    quad_lines.load(store, pieces(release), is_known=True)
    return Dataset(store)


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines but for what the release told of itself, which is told anew."""
    for piece in pieces:
        for line in piece.splitlines(keepends=True):
            if not line.endswith(_CATALOGUE):
                yield line


def _text(lines: bytes) -> str:
    """Return lines with the characters that they escape."""
    text = lines.decode()
    return _ESCAPED.sub(_unescaped, text) if "\\" in text else text


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _PLAIN.get(found[3], found[3])


def _masked(lines: Iterable[bytes], mask: Mask) -> Iterator[list[bytes]]:
    """Yield the lines of each subject in order, without the value."""
    for _, same in groupby(lines, quad_lines.subject_of):
        held = list(same)
        whole = b"".join(held)
        if mask.finds(_text(whole)):
            stated = list(pyoxigraph.parse(whole, format=pyoxigraph.RdfFormat.N_QUADS))
            held = canonical.lines(_over_quads(stated, mask))
        if held:
            yield held


def _over_quads(stated: list[Quad], mask: Mask) -> Iterator[Quad]:
    """Yield a subject's quads with the value overwritten in literals, without those that name a thing by it.

    Left out are also the lemmas of what had the value in a name: a lemma gives away a word in another form.
    """
    named = any(isinstance(q.object, Literal) and mask.finds(q.object.value) for q in stated)
    for quad in stated:
        if quad.predicate.value == LEMMA and named:
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
