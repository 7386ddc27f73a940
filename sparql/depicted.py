"""The values of a picture as JSON has them, with names: for who draws it in another way."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.analysis.picture import Bars, Flow, Matrix, Picture
from sparql.labels import Label, local_name

Json = dict[str, object]

#: Names a thing by its IRI, or says words by their key.
Naming = Callable[[str], Label]


def depicted(picture: Picture, naming: Naming) -> Json:
    """Return a picture's values; spots name things by their places, and links by their codes."""
    if isinstance(picture, Matrix):
        return _matrix(picture, naming)
    if isinstance(picture, Bars):
        bars = [{"of": _named(b.name, naming), "parts": _parts(b.parts, naming)} for b in picture.bars]
        return {"type": "bars", "unit": _named(picture.unit, naming), "bars": bars}
    if isinstance(picture, Flow):
        links = [
            {"source": local_name(start), "target": local_name(end), "amount": amount, "state": state}
            for start, end, amount, state in picture.links
        ]
        return {"type": "flow", "layers": [_all(layer, naming) for layer in picture.layers], "links": links}
    nodes = [
        {"of": _named(name, naming), "weight": weight, "community": group}
        for name, weight, group in picture.nodes
    ]
    between = [
        {"source": local_name(start), "target": local_name(end), "weight": weight}
        for start, end, weight in picture.links
    ]
    return {"type": "web", "nodes": nodes, "links": between}


def _matrix(held: Matrix, naming: Naming) -> Json:
    down, across = ({iri: n for n, iri in enumerate(side)} for side in (held.rows, held.columns))
    spots = [
        {"row": down[row], "column": across[column], "state": spot.state, "amount": spot.amount}
        for (row, column), spot in held.spots.items()
    ]
    return {
        "type": "matrix",
        "rows": _all(held.rows, naming),
        "columns": _all(held.columns, naming),
        "spots": spots,
    }


def _parts(parts: Iterable[tuple[str, float]], naming: Naming) -> list[Json]:
    return [{"of": _named(name, naming), "amount": amount} for name, amount in parts]


def _all(names: Iterable[str], naming: Naming) -> list[Json]:
    return [_named(name, naming) for name in names]


def _named(name: str, naming: Naming) -> Json:
    shown = naming(name)
    return {"code": local_name(name), "label": shown.text, "lang": shown.language}
