"""Lemmas by Voikko, an optional extra: its morphology knows more compounds, and its Finnish data is GPL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from graph.errors import LemmatiserMissing
from graph.ingest.lemmas import Lemmatiser, dictionary, fold, light, stem

#: What Voikko's analyses call a word's basic form.
_BASIC = "BASEFORM"


class VoikkoLemmatiser(Lemmatiser):
    """All basic forms that Voikko gives a Finnish word; words of other languages are simplemma's.

    ``analyse`` has the signature of ``libvoikko.Voikko.analyze``.
    """

    name = "voikko"

    def __init__(
        self,
        analyse: Callable[[str], list[Mapping[str, str]]],
        lemmatise: Callable[..., str],
        look_up: Callable[[str, str], str | None],
    ) -> None:
        super().__init__(lemmatise, look_up)
        self._voikko = analyse

    def _finnish(self, word: str) -> set[str]:
        folded = fold(word)
        basic = {fold(found[_BASIC]) for found in self._voikko(word) if _BASIC in found}
        return {folded, *light(folded), *(basic or {f"{stem(folded)}~"})}


def voikko() -> VoikkoLemmatiser:
    """Make a lemmatiser by Voikko; raises LemmatiserMissing where it or its Finnish data is not installed."""
    import simplemma

    try:
        library = import_module("libvoikko")  # an extra, which the type checker does not see
    except (ImportError, OSError) as error:
        raise LemmatiserMissing(VoikkoLemmatiser.name, str(error)) from error
    try:
        finnish = library.Voikko("fi")
    except library.VoikkoException as error:
        raise LemmatiserMissing(VoikkoLemmatiser.name, str(error)) from error
    return VoikkoLemmatiser(finnish.analyze, simplemma.lemmatize, dictionary())
