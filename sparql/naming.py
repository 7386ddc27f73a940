"""Things by their codes or names, as people type them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from pyoxigraph import NamedNode

from graph.errors import AmbiguousName, InvalidIdentifier, NotFound
from graph.identifiers import ID, NS, code_of, resource
from graph.store.dataset import Dataset
from graph.store.parameter import Parameter
from graph.terms import KINDS
from sparql.query_folder import QueryFolder

Wanted = Callable[[str], bool]


def resolve(dataset: Dataset, text: str, is_wanted: Wanted, what: str = "thing") -> str:
    """Return the IRI of the wanted thing with this code, or else with this name, in any language and case.

    Raises NotFound, which tells names spelt nearly so, and AmbiguousName, which lists the codes.
    """
    known = _by_code(dataset, text)
    if known and is_wanted(known):
        return known
    names = _names(dataset)
    found = _one(text, filter(is_wanted, _called(names, text)))
    if found is None:
        raise NotFound(what, text, tuple(dict.fromkeys(name for iri, name in names if is_wanted(iri))))
    return found


def given(dataset: Dataset, parameter: Parameter, text: str) -> str:
    """Return the code that a parameter's value names; an empty release names nothing, and takes any code.

    Raises NotFound, which tells names spelt nearly so, and AmbiguousName.
    """
    if parameter.type != "resource" or text.startswith((NS, "kyt:")) or _by_code(dataset, text):
        return text
    names = _names(dataset)
    if not names:
        return text
    wanted = {KINDS.get(name) or NS + name for name in parameter.classes}
    called = _called(names, text)
    found = _one(text, (iri for iri in called if not wanted or wanted & _kinds(dataset, iri)))
    if found is None:
        near = get_close_matches(text, {name for _, name in names})
        fit = [
            name
            for name in near
            if not wanted or any(wanted & _kinds(dataset, i) for i in _called(names, name))
        ]
        raise NotFound("thing of this code or name", text, tuple(fit))
    return code_of(found)


def is_fit(dataset: Dataset, parameter: Parameter, code: str) -> bool:
    """Whether what a parameter names is of a kind that it is for; what a release does not hold may be any."""
    known = _by_code(dataset, code) if parameter.type == "resource" and parameter.classes else None
    if known is None:
        return True
    kinds = _kinds(dataset, known)
    return not kinds or not kinds.isdisjoint(KINDS.get(name) or NS + name for name in parameter.classes)


def is_name(dataset: Dataset, text: str) -> bool:
    """Whether anything at all is called so, of whatever kind."""
    return bool(_called(_names(dataset), text))


def _one(text: str, called: Iterable[str]) -> str | None:
    found = sorted(set(called))
    if len(found) > 1:
        raise AmbiguousName(text, tuple(code_of(iri) for iri in found))
    return found[0] if found else None


def _called(names: list[tuple[str, str]], text: str) -> list[str]:
    return [iri for iri, name in names if _folded(name) == _folded(text)]


def _by_code(dataset: Dataset, text: str) -> str | None:
    try:
        iri = resource(text.removeprefix(ID).removeprefix("id:"))
    except InvalidIdentifier:
        return None
    held = dataset.store.quads_for_pattern(NamedNode(iri), None, None, None)
    return None if next(held, None) is None else iri


def _names(dataset: Dataset) -> list[tuple[str, str]]:
    return [(thing, name) for thing, name in dataset.texts(_queries().named("names").text)]


def _kinds(dataset: Dataset, iri: str) -> set[str]:
    rows = _queries().select(dataset, "classes", {"resource": iri}).rows
    return {getattr(kind, "value", "") for (kind,) in rows}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


@cache
def _queries() -> QueryFolder:
    return QueryFolder(Path(str(files("sparql"))) / "resource")
