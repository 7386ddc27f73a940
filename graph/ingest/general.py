"""General: names that say nothing of how something is done ("the first groups", "different ones")."""

from __future__ import annotations

from graph.ingest.nominals import Nominal, Nominals
from graph.ingest.paper import Tools


class General:
    """Tells general nouns, and what is only said of methods, from the names of methods."""

    def __init__(self, tools: Tools, nominals: Nominals) -> None:
        self._phrases = tools.phrases
        self._nominals = nominals
        self._plain = tools.rules.words["plain_attributes"]
        self._nouns = tools.rules.words["general_means"]
        self._wording = tools.rules.wordings["no_method"]

    def is_light(self, nominal: Nominal) -> bool:
        """Tell a noun that says nothing of how, also with a word of which or how many ("oma ryhmä")."""
        words = nominal.words
        while len(words) > 1 and (words[0].text[:1].isdigit() or not words[0].lemmas.isdisjoint(self._plain)):
            words = words[1:]
        bare = len(words) == 1 and not words[0].lemmas.isdisjoint(self._nouns)
        return bare or bool(self._wording.search(" ".join(w.text for w in words)))

    def names(self, nominal: Nominal) -> bool:
        """Tell what a list of methods names from what is said of them ("erilaisia", "kovin")."""
        if nominal.words[0].text[:1].isdigit() or self.is_light(nominal):
            return False
        said = not nominal.head.lemmas.isdisjoint(self._plain) or self._phrases.is_quality(nominal.head)
        return self._nominals.is_known(nominal.head) or not said
