"""What pages call the parameter that an error is about, and what the error lists besides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from api.refusal import quoted
from graph.analysis.analysis import Declared
from graph.analysis.listing import analyses
from graph.errors import InvalidArgument, InvalidParameter, KytkosError
from graph.identifiers import NS
from graph.store.parameter import Parameter
from graph.terms import ELI, KINDS, ORG, STATES
from sparql.answers import catalogue
from sparql.labels import Labels
from sparql.spoken import chosen, title_of
from sparql.words import Language

#: The field of a search that things of any kind are narrowed down by, and where those have their names from.
_KIND = "kind"
_VOCABULARIES = (NS, ORG, ELI)
#: Characters of a name that are shown.
_SHOWN = 80


@dataclass(frozen=True)
class Called:
    """The words of the form that an error came from: of an analysis, of a question, or of search."""

    error: KytkosError
    labels: Labels
    language: Language
    find: Callable[[str], str | None]

    def name(self, error: InvalidParameter | InvalidArgument) -> str:
        """Name the parameter as its form does; what no form has is quoted as it was sent."""
        name = error.parameter[:_SHOWN]
        if self._params and name not in self._params:
            return quoted(f"'{name}'", self.language)
        return self._title(name)

    def word(self, listed: str) -> str:
        """Put one of what an error lists, a parameter or what one can be given, as its form does."""
        if listed in KINDS:
            return self.labels.of(KINDS[listed], self.language).text
        about = getattr(self.error, "parameter", "")
        asked = self._params.get(about)
        if asked is None and about == _KIND:
            terms = (vocabulary + listed for vocabulary in _VOCABULARIES)
            return next(
                (self.labels.of(iri, self.language).text for iri in terms if self.labels.all(iri)), listed
            )
        if asked is None:
            return self._title(listed) if listed in self._params else listed
        return self._value(asked, listed)

    def _title(self, name: str) -> str:
        if self._declared:
            return title_of(self._declared, name, self.language)
        return self.find(f"column.{name}") or self.find(f"search.{name}") or name

    def _value(self, asked: Parameter, value: str) -> str:
        if value not in (*asked.classes, *STATES):
            return value
        if self._declared and asked.type == "choice":
            return chosen(self._declared, asked, value, self.labels, self.language)
        iri = f"{NS}state-{value}" if value in STATES else NS + value
        return self.labels.of(iri, self.language).text if self.labels.all(iri) else value

    @cached_property
    def _params(self) -> dict[str, Parameter]:
        if self._declared:
            return {held.name: held for held in self._declared.params}
        of = next((held for held in catalogue() if held.name == self._query), None)
        return {held.name: held for held in of.params} if of else {}

    @cached_property
    def _declared(self) -> Declared | None:
        return next((held.declared for held in analyses() if held.declared.name == self._query), None)

    @property
    def _query(self) -> str:
        return self.error.query if isinstance(self.error, InvalidParameter) else ""
