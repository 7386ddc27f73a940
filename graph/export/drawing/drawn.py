"""A picture drawn: each kind of values in its own way."""

from __future__ import annotations

from graph.analysis.picture import Bars, Flow, Matrix, Picture
from graph.export.drawing import bars, flow, matrix, web
from graph.export.drawing.lettering import Lettering

MEDIA_TYPE = "image/svg+xml"


def is_bare(picture: Picture | None) -> bool:
    """Say whether there is nothing to draw."""
    if isinstance(picture, Matrix):
        return not picture.spots
    if isinstance(picture, Bars):
        return not picture.bars
    if isinstance(picture, Flow):
        return not any(picture.layers)
    return picture is None or not picture.nodes


def drawn(picture: Picture, lettering: Lettering) -> str:
    """Draw a picture as SVG; the same values and words give the same text."""
    if isinstance(picture, Matrix):
        return matrix.draw(picture, lettering)
    if isinstance(picture, Bars):
        return bars.draw(picture, lettering)
    if isinstance(picture, Flow):
        return flow.draw(picture, lettering)
    return web.draw(picture, lettering)
