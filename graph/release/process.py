"""The process that builds a release for a server: it tells its steps, shows what would change, and waits."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

from pyoxigraph import Literal, NamedNode

from graph.errors import InvalidRelease, KytkosError
from graph.release.build import Prepared, place, prepare
from graph.release.difference import Change
from graph.release.opening import is_large, opened
from graph.release.preview import is_link, preview
from graph.release.publisher import PLACE, STEPS
from graph.release.vocabulary import Vocabulary
from graph.store.dataset import Dataset, Term
from graph.store.workspace import Workspace
from graph.terms import SKOS

#: Links that are shown one by one.
SHOWN = 100
_NAME = NamedNode(SKOS + "prefLabel")

Say = Callable[[Mapping[str, Any]], None]


def serve(folder: Path, incoming: TextIO, say: Say, vocabulary: Vocabulary | None = None) -> None:
    """Build, show, and put in place what was shown if that is asked for; every line said is JSON."""
    workspace = Workspace(folder)

    def step(phase: str, done: int, total: int) -> None:
        # What a large release takes besides is told as a part of writing it.
        say({"step": [phase if phase in STEPS else "write", done, total]})

    try:
        prepared = prepare(workspace, step, vocabulary)
        say({"shown": shown(opened(workspace), prepared)})
        if incoming.readline() == PLACE:
            say({"placed": place(workspace, prepared)})
    except KytkosError as error:
        say(failed(error))


def failed(error: KytkosError) -> dict[str, Any]:
    """Return an error as a page can tell it in any language: its kinds, what it carries, and its own words.

    Of a path only the last two names are told; the others are this machine's.
    """
    kinds = [kind.__name__ for kind in type(error).__mro__ if issubclass(kind, KytkosError)]
    carried = {
        name: "/".join(held.parts[-2:]) if isinstance(held, Path) else held
        for name, held in vars(error).items()
        if isinstance(held, str | int | Path)
    }
    findings: dict[str, Any] = {}
    if isinstance(error, InvalidRelease):
        findings = dict(error.told) or {"en": error.failures}
    return {"failed": f"{error}. {error.remedy}", "kinds": kinds, "carried": carried, "findings": findings}


def shown(before: Dataset, prepared: Prepared) -> dict[str, Any]:
    """Return what a release would change, with names in every language that things have."""
    after = prepared.dataset
    found = preview(before, after, is_large=prepared.large is not None or is_large(before))
    more = [change for change in found.difference.added if is_link(change)]
    less = [change for change in found.difference.removed if is_link(change)]
    return {
        "release": prepared.manifest.id,
        "before": before.release,
        "statements": [len(found.difference.added), len(found.difference.removed)],
        "links": [len(more), len(less)],
        "added": [_told(change, after) for change in more[:SHOWN]],
        "removed": [_told(change, before) for change in less[:SHOWN]],
        "cells": [[then, now, count] for (then, now), count in found.weighed()],
        "large": found.is_large,
        "warnings": prepared.manifest.warnings,
    }


def _told(change: Change, dataset: Dataset) -> dict[str, Any]:
    quad = change.quad
    ends = {"subject": quad.subject, "predicate": quad.predicate, "object": quad.object}
    return {
        **{name: _named(term, dataset) for name, term in ends.items()},
        "decisions": list(change.decisions[:1]),
    }


def _named(term: Term, dataset: Dataset) -> dict[str, Any]:
    if not isinstance(term, NamedNode):
        return {"iri": "", "names": {"": getattr(term, "value", "")}}
    labels = (quad.object for quad in dataset.store.quads_for_pattern(term, _NAME, None, None))
    return {
        "iri": term.value,
        "names": {label.language or "": label.value for label in labels if isinstance(label, Literal)},
    }


def main() -> None:
    """Build a release of the workspace folder that is the one argument."""

    def say(said: Mapping[str, Any]) -> None:
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()

    serve(Path(sys.argv[1]), sys.stdin, say)


if __name__ == "__main__":
    main()
