"""The site: one release and all that its pages are made with, gathered once when the application starts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from jinja2 import Environment

from api.quotes import Quotes
from api.texts import Texts
from graph.store.dataset import Dataset
from sparql.labels import Labels
from sparql.library import Library
from sparql.scope import Scope, scope


@dataclass(frozen=True)
class Options:
    """How the application is served: with which folder of source documents, if any."""

    corpus: Path | None = None


@dataclass(frozen=True)
class Site:
    """One release with its labels, its page queries, the words and templates it is shown in."""

    dataset: Dataset
    labels: Labels
    queries: Library
    texts: Texts
    templates: Environment
    quotes: Quotes

    @cached_property
    def scope(self) -> Scope:
        """The bounds of every answer; a release does not change, so they are asked once."""
        return scope(self.dataset)


def site(dataset: Dataset, options: Options, templates: Environment) -> Site:
    """Gather what the pages of a release need."""
    resource_queries = Library(Path(str(files("sparql"))) / "resource")
    return Site(dataset, Labels(dataset), resource_queries, Texts(), templates, Quotes(options.corpus))


def of(request: Request) -> Site:
    """Return the site that a request came to."""
    held = request.app.state.site
    assert isinstance(held, Site)
    return held


Here = Annotated[Site, Depends(of)]
