"""Kin: relatives of people who are served, whom something reaches only through these."""

from __future__ import annotations

from collections.abc import Iterable

from graph.ingest.naming import Named
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, has_lemma
from graph.ingest.phrases import case_of, lemma

_THEIRS = frozenset({"heidän", "niiden", "näiden"})
#: Before the second of two relatives stand an owner, the first and a conjunction.
_AFTER_KIN = 3


def is_kin(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell relatives of people who are served: an owner before them, or their own ending, tells whose."""
    words = sentence.words[group.first : group.last]
    if "jäsen" in words[-1].lemmas:
        # Of the families of people who are served ("viljelijäperheiden muut jäsenet").
        return any(lemma(w).endswith("perhe") and lemma(w) != "perhe" for w in words[:-1])
    if words[-1].lemmas & {"työntekijä", "jäsen"} and "työyhteisö" in words[0].lemmas:
        # Who works beside those who were taught ("työyhteisöjen suomalaiset työntekijät").
        return True
    beside = not words[-1].lemmas.isdisjoint(tools.rules.words["companions"])
    if not beside and words[-1].lemmas.isdisjoint(tools.rules.words["kin"]):
        return False
    if "nom" in case_of(words[-1]) and any(
        lemma(w) == "perhe" and case_of(w) == {"ine"} for w in sentence.words[: group.first]
    ):
        # Of those who were served, at home ("perheissä nuoremmat sisarukset näkivät").
        return True
    if len(words) == 1 and _joins_kin(group.first, sentence, tools):
        return True
    before = sentence.words[max(0, group.first - 1) : group.first]
    owned = "gen" in case_of(words[-1])
    owners = [w for w in (*before, *words[:-1]) if "gen" in case_of(w)]
    if owned:
        # In its own case, an attribute says of what kind they are ("vankilassa olevien vanhempien").
        owners = [w for w in owners if not tools.phrases.is_quality(w)]
    if any("lapsi" in w.lemmas for w in owners):
        # Parents are named by their children, who need not be served themselves ("pienten lasten vanhemmat").
        return False
    if words[-1].text.endswith(("nsa", "nsä")) or are_owned_by_them(owners):
        # With those who are served, they are served themselves ("tuettiin vankeja ja heidän perheitään").
        return "par" not in case_of(words[-1])
    reached = tools.rules.words["those_reached"]
    return any(
        w.lemmas & reached or tools.phrases.names_people(w) or tools.phrases.verbs.is_participle(w)
        for w in owners
    )


def are_owned_by_them(words: Iterable[Word]) -> bool:
    """Tell words of which one takes up those told of before as owners ("heidän perheitään")."""
    return any(w.text.casefold() in _THEIRS for w in words)


def is_tie(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell relatives of whom only the tie of those served to them is said ("suhdetta lapsiinsa")."""
    before = sentence.words[group.first - 1 : group.first] if group.first else ()
    head = sentence.words[group.last - 1]
    if head.text.endswith(("aan", "ään")) and not head.lemmas.isdisjoint(tools.rules.words["kin"]):
        # Who others care for is told of these ("isille, jotka hoitivat lapsiaan").
        return any(w.text in ("jotka", "joka") for w in sentence.words[: group.first])
    own = head.text.endswith(("nsa", "nsä"))
    return own and has_lemma(before, tools.rules.words["ties"])


def _joins_kin(first: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell relatives in a list with others whose owner stands before it ("heidän puolisonsa ja lapset")."""
    words, kin = sentence.words, tools.rules.words["kin"]
    if first < _AFTER_KIN or words[first - 1].text not in ("ja", "sekä"):
        return False
    owner, other = words[first - 3], words[first - 2]
    alike = case_of(other) & case_of(words[first]) - {"par"}
    return bool(alike) and not other.lemmas.isdisjoint(kin) and "gen" in case_of(owner)
