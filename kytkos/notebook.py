"""A release in a notebook: questions in, pandas DataFrames out."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from graph.errors import NotFound
from graph.release.opening import opened, place
from graph.release.shelf import Shelf
from graph.store.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

    from api.site import Site
    from api.v1.telling import Telling
    from graph.store.dataset import Dataset
    from sparql.answers import Answer
    from sparql.index import Facet
    from sparql.scope import Scope

#: Hits and links of a frame at most: more are for a query.
MOST = 10_000


@dataclass(frozen=True)
class OpenRelease:
    """A release that is open for questions.

    >>> release = kytkos.open("dataset")                                  # doctest: +SKIP
    >>> release.query("groups-without-earlier-project", lang="en")        # doctest: +SKIP
    """

    dataset: Dataset
    releases: Path | None = None

    @classmethod
    def at(cls, path: str | Path) -> OpenRelease:
        """Open a release folder, or the current release of a workspace."""
        folder = Path(path)
        if (folder / "manifest.json").is_file():
            return cls(place(folder).dataset(), folder.parent)
        return cls(dataset_at(folder), folder / "releases")

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
        from kytkos.language import spoken
        from sparql.answers import answer

        return self._framed(answer(self.dataset, name, params, spoken(lang)), lang)

    def again(self, name: str, since: OpenRelease, lang: str = "fi", **params: str) -> pd.DataFrame:
        """Ask what was asked of an earlier release; the column ``change`` tells what is new and what is gone.

        Raises what ``query`` does.
        """
        from kytkos.language import spoken
        from sparql.answers import answer
        from sparql.repeated import repeated

        then, now = (answer(of.dataset, name, params, spoken(lang)) for of in (since, self))
        return self._framed(repeated(then, now), lang)

    def _framed(self, held: Answer, lang: str) -> pd.DataFrame:
        import pandas as pd

        from kytkos.language import spoken
        from sparql.labels import Labels
        from sparql.rendering import sheet
        from sparql.scope import sentences

        tongue, labels = spoken(lang), Labels(self.dataset)
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

    def analysis(self, name: str, lang: str = "fi", **params: str) -> pd.DataFrame:
        """Run an analysis of the catalogue; things are given by code or name.

        The frame's ``attrs`` hold question, scope, remarks, definition, quality, release, what to cite it by
        and the values of the picture. Raises NotFound for an unknown analysis, InvalidParameter for a wrong
        parameter.
        """
        import pandas as pd

        from graph.analysis.listing import analysis
        from kytkos.language import spoken
        from sparql.analyses import analyse
        from sparql.analysis_forms import words_of
        from sparql.spoken import speak

        tongue, here = spoken(lang), self._site
        found = analyse(here.held, analysis(name), params, tongue, here.scope)
        told = speak(found, here.quality, here.labels, tongue)
        rows = [[cell.text if cell else None for cell in row] for row in told.sheet.rows]
        frame = pd.DataFrame(rows, columns=list(told.sheet.columns))
        frame.attrs = {
            "question": told.answer.question,
            "scope": list(told.scope),
            "release": told.answer.release,
            "states": dict(told.answer.states),
            "codes": [[cell.code if cell else "" for cell in row] for row in told.sheet.rows],
        }
        frame.attrs.update(words_of(told, here.labels))
        return frame

    def why(self, coverer: str, covered: str, lang: str = "fi") -> dict[str, Any]:
        """Say why a cell is in its state, as ``/api/v1/why`` does; things are given by their codes.

        Raises NotFound.
        """
        from graph.analysis.account import account
        from graph.identifiers import resource
        from kytkos.language import spoken
        from sparql.reasons import Reasons

        here = self._site
        held = account(here.held, resource(coverer), resource(covered))
        return Reasons(self.dataset, here.labels, spoken(lang)).as_object(held, here.scope)

    def search(self, words: str = "", lang: str = "fi", most: int = 100, **filters: str) -> pd.DataFrame:
        """Find things by words, ``kind``, ``period``, ``theme`` and ``group``; facets are in ``attrs``.

        Raises InvalidArgument for an unknown filter or a value that nothing has.
        """
        import pandas as pd

        from graph.errors import InvalidArgument
        from sparql.index import FACETS, kind_name
        from sparql.search import narrowed

        if unknown := sorted(filters.keys() - set(FACETS)):
            raise InvalidArgument(unknown[0], f"no filter; there are {', '.join(FACETS)}")
        index, telling = self._site.search, self._telling(lang)
        given: dict[Facet, str | None] = {facet: filters.get(facet) for facet in FACETS}
        found = index.find(words, narrowed(index, given), most=min(most, MOST))
        rows = [
            {
                **telling.named(hit.iri),
                "kinds": [kind_name(k) for k in hit.kinds],
                "how": hit.how,
                "name": hit.name,
            }
            for hit in found.hits
        ]
        frame = pd.DataFrame(rows, columns=["code", "label", "lang", "kinds", "how", "name", "iri"])
        facets = {facet: dict(held) for facet, held in found.facets.items()}
        frame.attrs = {**self._based_on(telling), "total": found.total, "facets": facets}
        return frame

    def resource(self, code: str, lang: str = "fi") -> dict[str, Any]:
        """Return what is known of a thing, as ``/api/v1/resources/CODE`` does; raises NotFound."""
        from api.v1.resources import description_of, told

        return told(self._telling(lang), description_of(self._site, code), self._site).model_dump(
            by_alias=True
        )

    def neighbourhood(
        self,
        code: str,
        relation: str | None = None,
        direction: Literal["out", "in"] | None = None,
        lang: str = "fi",
    ) -> pd.DataFrame:
        """Return the links of a thing, of one relation or all, with state, role, rung and number of mentions.

        Raises NotFound, InvalidArgument.
        """
        import pandas as pd

        from api.v1.resources import Neighbours, around, description_of

        asked = Neighbours.model_construct(relation=relation, direction=direction, limit=MOST, cursor=None)
        telling = self._telling(lang)
        found = around(telling, description_of(self._site, code), self._site, asked)
        rows = [
            {
                "relation": near.relation.code,
                "direction": near.direction,
                "code": near.link.thing.code if near.link.thing else None,
                "label": near.link.thing.label
                if near.link.thing
                else near.link.value and near.link.value.value,
                "state": near.link.state,
                "role": near.link.role,
                "rung": near.link.rung,
                "mentions": sum(len(said.mentions) for said in near.link.statements),
            }
            for near in found.links
        ]
        columns = ["relation", "direction", "code", "label", "state", "role", "rung", "mentions"]
        frame = pd.DataFrame(rows, columns=columns)
        frame.attrs = self._based_on(telling)
        return frame

    def paths(self, start: str, end: str, limit: int = 5, lang: str = "fi") -> list[dict[str, Any]]:
        """Return the shortest ways between two things, as ``/api/v1/paths`` does; raises NotFound."""
        from api.v1.paths import Ends, between

        asked = Ends.model_validate({"from": start, "to": end, "limit": limit})
        found = between(self._telling(lang), self._site, asked)
        return [path.model_dump(by_alias=True) for path in found.paths]

    @cached_property
    def _site(self) -> Site:
        from api.site import Options, site
        from api.templating import environment

        return site(self.dataset, Options(releases=self.releases), environment())

    def _telling(self, lang: str) -> Telling:
        from api.v1.telling import Telling
        from kytkos.language import spoken

        return Telling.of(self._site, spoken(lang))

    def _based_on(self, telling: Telling) -> dict[Hashable | None, Any]:
        return {"scope": telling.bounds(self._site.scope), "release": self.id}

    def sparql(self, text: str) -> pd.DataFrame:
        """Run a SELECT; raises InvalidQuery with the place of the fault."""
        import pandas as pd

        table = self.dataset.select(text)
        rows = [[getattr(term, "value", None) for term in row] for row in table.rows]
        return pd.DataFrame(rows, columns=list(table.columns))


def releases_at(data: Path) -> list[str]:
    """List the releases of a workspace by their ids."""
    return [held.id for held in Shelf(Workspace(data).releases).list()]


def dataset_at(data: Path, release_id: str | None = None) -> Dataset:
    """Open a workspace's release, the current one where none is named.

    Raises NotFound where the workspace has no release and is not empty, or no release of that id.
    """
    workspace = Workspace(data)
    if release_id:
        return place(Shelf(workspace.releases).path(release_id)).dataset()
    if Shelf(workspace.releases).current() is None and any(data.glob("documents/*/*.jsonl")):
        raise NotFound("release", str(data), ("none yet: build one with kytkos release",))
    return opened(workspace)
