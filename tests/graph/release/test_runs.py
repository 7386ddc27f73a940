"""Lines come back in order, each once, however little of them is held."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.release.runs import Runs, blocks_of

LINES = st.lists(
    st.builds(
        lambda who, what: f'<x:{who}> <x:p> "{what}" <x:g> .\n'.encode(),
        st.text("ab.-0", min_size=1, max_size=3),
        st.text("xy", max_size=2),
    ),
    max_size=30,
)


@settings(deadline=None)
@given(held=LINES, beside=LINES, most=st.integers(0, 600))
def test_lines_in_any_order_come_in_order_and_once(held: list[bytes], beside: list[bytes], most: int) -> None:
    with TemporaryDirectory() as folder:
        runs = Runs(Path(folder) / "runs", most)
        for line in held:
            runs.add([line])
        runs.finish()
        groups = list(runs.groups(blocks_of(sorted(set(beside)))))
    assert [line for group in groups for line in group] == sorted({*held, *beside})
    assert len({group[0].split()[0] for group in groups}) == len(groups)
    assert runs.is_on_disk == (sum(map(len, held)) > most)


def test_runs_that_are_there_are_taken_over(tmp_path: Path) -> None:
    first = Runs(tmp_path, 0)
    first.add([b"<x:b> <x:p> <x:o> <x:g> .\n"])
    first.add([b"<x:a> <x:p> <x:o> <x:g> .\n"])
    assert list(Runs(tmp_path).groups()) == list(first.groups())
