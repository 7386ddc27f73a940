"""A matrix is shown with its longer side down, each state where it is explained, and its largest part."""

from __future__ import annotations

import pytest

from api.app import Options
from api.heat import heat
from api.reader import Reader
from api.site import Site, site
from api.templating import environment
from graph.analysis.picture import Matrix, Spot
from graph.identifiers import ID
from graph.store.dataset import Dataset


@pytest.fixture(scope="module")
def here(dataset: Dataset) -> Site:
    return site(dataset, Options(), environment())


def test_the_longer_side_is_down_and_each_cell_is_explained(here: Site) -> None:
    covered = tuple(f"{ID}k900{n}" for n in (1, 2, 3))
    spots = {(f"{ID}t1", name): Spot("direct", 2) for name in covered[:2]}
    shown = heat(Matrix((f"{ID}t1",), covered, spots), here.words(Reader("fi")), here.reach)
    assert [name for name, _ in shown.rows] == list(covered)
    assert shown.columns == (f"{ID}t1",)
    (cell,) = shown.rows[0][1]
    assert cell is not None
    assert (cell.state, cell.amount, cell.why) == ("direct", 2, "/why/t1/k9001")
    assert shown.rows[2][1] == (None,)
    assert shown.shown == shown.count


def test_a_cell_of_other_things_is_not_said_to_be_explained(here: Site) -> None:
    held = Matrix(("urn:a",), ("urn:b",), {("urn:a", "urn:b"): Spot("weak")})
    ((_, (cell,)),) = heat(held, here.words(Reader("fi")), here.reach).rows
    assert cell is not None
    assert cell.why == ""


def test_a_large_matrix_is_cut_and_says_so(here: Site) -> None:
    rows = tuple(f"urn:{n}" for n in range(400))
    held = Matrix(rows, ("urn:c",), {(rows[-1], "urn:c"): Spot("direct")})
    shown = heat(held, here.words(Reader("fi")), here.reach)
    assert shown.shown < shown.count == 401
    assert rows[-1] in [name for name, _ in shown.rows]
