"""A release in a notebook: questions in, pandas DataFrames out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import NotFound
from graph.release.reader import open_current, open_release
from graph.release.shelf import Shelf
from graph.store.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

    from graph.store.dataset import Dataset
    from sparql.scope import Scope


@dataclass(frozen=True)
class OpenRelease:
    """A release that is open for questions.

    >>> release = kytkos.open("dataset")                                  # doctest: +SKIP
    >>> release.query("groups-without-earlier-project", lang="en")        # doctest: +SKIP
    """

    dataset: Dataset

    @classmethod
    def at(cls, path: str | Path) -> OpenRelease:
        """Open a release folder, or the current release of a workspace."""
        folder = Path(path)
        if (folder / "manifest.json").is_file():
            return cls(open_release(folder))
        return cls(dataset_at(folder))

    @property
    def id(self) -> str:
        """The id of the release, to cite."""
        return self.dataset.release

    @property
    def scope(self) -> Scope:
        """What the answers are based on."""
        from sparql.scope import scope

        return scope(self.dataset)

    def query(self, name: str, lang: str = "fi", **params: str) -> pd.DataFrame:
        """Ask a question of the catalogue; the frame's ``attrs`` hold question, scope and release.

        Raises NotFound for an unknown question, InvalidParameter for a wrong parameter.
        """
        import pandas as pd

        from kytkos.language import spoken
        from sparql.answers import answer
        from sparql.labels import Labels
        from sparql.rendering import sheet
        from sparql.scope import sentences

        tongue = spoken(lang)
        held, labels = answer(self.dataset, name, params, tongue), Labels(self.dataset)
        shown = sheet(held, labels, tongue)
        frame = pd.DataFrame(
            [[cell.text if cell else None for cell in row] for row in shown.rows], columns=list(shown.columns)
        )
        frame.attrs = {
            "question": held.question,
            "scope": list(sentences(held.scope, labels, tongue)),
            "release": held.release,
            "codes": [[cell.code if cell else "" for cell in row] for row in shown.rows],
        }
        return frame

    def sparql(self, text: str) -> pd.DataFrame:
        """Run a SELECT; raises InvalidQuery with the place of the fault."""
        import pandas as pd

        table = self.dataset.select(text)
        rows = [[getattr(term, "value", None) for term in row] for row in table.rows]
        return pd.DataFrame(rows, columns=list(table.columns))


def dataset_at(data: Path, release_id: str | None = None) -> Dataset:
    """Open a workspace's release, the current one where none is named.

    Raises NotFound where the workspace has no release and is not empty, or no release of that id.
    """
    workspace = Workspace(data)
    if release_id:
        return open_release(Shelf(workspace.releases).path(release_id))
    if Shelf(workspace.releases).current() is None and any(data.glob("documents/*/*.jsonl")):
        raise NotFound("release", str(data), ("none yet: build one with kytkos release",))
    return open_current(workspace)
