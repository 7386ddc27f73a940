"""Lemmas of words: every analysis one lemmatiser and a light Finnish suffix rule give, kept side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from unicodedata import normalize

from graph.errors import LemmatiserMissing

#: Endings of nominal forms that the dictionary lacks or reads as verbs, with the ending of their basic form.
_NOMINALS = (
    (
        re.compile(
            r"(?<=\w\w\wv)(?:[aä]t|ien|i[aä]|iin|i(?:st|ss|ll|lt)[aä]|ille|[aä]n[aä]|[aä]lle|[aä](?:st|ss|ll|lt)[aä]|[aä]n|[aä]{2}n?)$"
        ),
        "a",
    ),
    (re.compile(r"(?<=\w\w)n(?:eet|eiden|eit[aä]|ei(?:st|ss|ll|lt)[aä]|eille|eisiin|een)$"), "nut"),
    (re.compile(r"(?<=\w\w\wl)leet$"), "lut"),
    (re.compile(r"(?<=\w\w\ws)seet$"), "sut"),
    (re.compile(r"(?<=\w\w[uy])n(?:ee(?:st|ss|ll|lt)[aä]|eelle|eeseen|een[aä])$"), "nut"),
    (re.compile(r"(?<=vuotia)(?:sta|at|iden|it[aä]|ille|isiin|i(?:st|ss|ll|lt)a|an|ana)$"), "s"),
    (re.compile(r"(?<=[tl][aä]i)(?:set|sten|sia|sille|siin|si(?:st|ss|ll|lt)[aä]|sen[aä]|sen)$"), "nen"),
)
_ANY_NOMINAL = re.compile("|".join(f"(?:{ending.pattern})" for ending, _ in _NOMINALS))
#: The last vowel that tells whether a word's endings have back vowels, also where its first part has others.
_LAST_VOWEL = re.compile(r"[aouäöy](?=[^aouäöy]*$)")
_FRONT = str.maketrans("au", "äy")

#: Case, number and possessive endings, the longest first; what is left after them is a stem.
_ENDINGS = re.compile(
    r"(?:i?(?:ss|st|ll|lt)[aä]|i?lle|i?siin|seen|i?hin|h[aeiouyäö]n|iin|[aeouyäö]{2}n|ksi|itten|iden|jen|ien|ten"
    r"|i?t[aä]|t?t[aä]|j[aä]|i[aä]|n[aä]|[aä]|t|n)$"
)
_ADJECTIVES = ("ista", "istä")
#: Forms of comparatives ("vanhemmat", "heikommassa"), which the dictionary gives several lemmas.
_COMPARATIVE = re.compile(
    r"(?<=\w\w)(?:mp(?:i|i[aä]|ien|iin|[aä]{2})|mm(?:[aä]t|[aä]n|i?lle(?:en)?|[ai](?:ll|ss|st|lt)[aä]|ä(?:ll|ss|st|lt)ä))$"
)
_LOCAL = re.compile(r"i(?:ll|lt|ss|st)[aä]$")
_POSSESSIVE = re.compile(r"(?:ns[aä]|mme|nne|ni)$")
#: Possessive endings that are parted off without a change to the form before them ("puolisoilleen").
_OWN = re.compile(r"(?<=lle)en$|(?<=[aä])[aä]n$|(?<=[iaeouyäö]in)s[aä]$|(?<=h[aeiouyäö]n)s[aä]$")
_HYPHENS = re.compile(r"[‐‑‒–—−]")
#: The clitic "too" after a plural's ending ("työntekijöihinkin").
_ALSO = re.compile(
    r"(?<=\w{4})(?:(?<=eet)|(?<=jat)|(?<=jät)|(?<=hin)|(?<=iin)|(?<=ille)|(?<=ill[aä])|(?<=i[st][aä])|(?<=[ij][aä]))kin$"
)
#: What looks like the participle of a loan ("direktiiviä").
_LOAN = re.compile(r"iiv[aä]$")
#: Plurals of those who do something, which end like a pronoun ("suunnittelijoille": "joille").
_AGENTS = re.compile(r"(?<=\w{4}[aeiouyäö])j[oö]i(?:lle|t[aä]|den|hin|ss[aä]|st[aä]|ll[aä]|lt[aä])$")
#: What is left of an abstract noun in -uus that is taken for "uusi" ("asiantuntijuutta"), not of a spruce.
_ABSTRACT = re.compile(r"(?<=\w{3})(?<!k)uusi$")
#: Consonants before a last vowel that are weaker in infinitives ("kokosi": "koota", "kohtasi": "kohdata").
_GRADES = re.compile(r"(?:kk|pp|tt|k|p|t)(?=[aeiouyäö]$)")
_WEAK = {"kk": "k", "pp": "p", "tt": "t", "k": "", "p": "v", "t": "d"}
#: A letter that dictionaries write as the mark.
_APOSTROPHE = "\u02bc"
_MIN_STEM = 6
_MIN_HEAD = 4
#: No ending above is longer; a search for one begins so far from a word's end.
_LONGEST = 10
_REMEMBERED = 100_000


@lru_cache(_REMEMBERED)
def fold(word: str) -> str:
    """Return a word without case and with one kind of hyphen, as labels and texts are compared."""
    return _HYPHENS.sub("-", word.casefold())


@lru_cache(_REMEMBERED)
def nominal(word: str) -> str | None:
    """Return the basic form of an inflected participle or adjective, or None where the ending is none's."""
    if not _ANY_NOMINAL.search(word, len(word) - _LONGEST):
        return None
    for ending, basic in _NOMINALS:
        if found := ending.search(word, len(word) - _LONGEST):
            vowel = _LAST_VOWEL.search(word[: found.start()].rsplit("-", 1)[-1])
            front = vowel is None or vowel[0] in "äöy"
            return word[: found.start()] + (basic.translate(_FRONT) if front else basic)
    return None


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """Return a Finnish word without its endings and final vowels; too short a rest gives the word itself."""
    bare = _POSSESSIVE.sub("", word)
    ending = _ENDINGS.search(bare, len(bare) - _LONGEST)
    bare = (bare[: ending.start()] if ending else bare).rstrip("aeiouyäö")
    return bare if len(bare) >= _MIN_STEM else word


def _graded(strong: re.Match[str]) -> str:
    return _WEAK[strong[0]]


def light(folded: str) -> set[str]:
    """Return the basic forms that endings alone tell: of a comparative, a participle or an adjective."""
    basic = nominal(folded)
    found = set() if basic is None else {_LOAN.sub("iivi", basic)}
    compared = _COMPARATIVE.search(folded, len(folded) - _LONGEST)
    return found | {folded[: compared.start()] + "mpi"} if compared else found


class Lemmatiser:
    """All analyses of a word in one language; those of the last 100,000 words are remembered.

    ``lemmatise`` has simplemma's signature, ``look_up`` takes a word in lower case and its language, and
    returns the lemma that the dictionary has, or None. The dictionaries load at the first word (4 s and
    400 MB for Finnish), so that making a lemmatiser costs nothing.
    """

    #: The tool that analyses, which documents are told to be read with.
    name = "simplemma"

    def __init__(self, lemmatise: Callable[..., str], look_up: Callable[[str, str], str | None]) -> None:
        self._lemmatise = lemmatise
        #: Compounds share their last parts, which are asked for again and again.
        self._look_up = lru_cache(_REMEMBERED)(look_up)
        self._seen = lru_cache(_REMEMBERED)(self._analyse)

    def analyses(self, word: str, language: str = "fi") -> frozenset[str]:
        """Return the folded surface, every lemma, and for Finnish the participle and the stem."""
        return self._seen(word, language)

    def knows(self, word: str, language: str) -> bool:
        """Tell whether a language's dictionary has a word, in lower case."""
        return self._look_up(word, language) is not None

    def _analyse(self, word: str, language: str) -> frozenset[str]:
        folded = fold(word)
        if not (folded.isalpha() or any(map(str.isalpha, folded))):
            return frozenset({folded})
        if language == "fi":
            return frozenset(self._finnish(word))
        return frozenset({folded, *self._germanic(folded, language)})

    def _finnish(self, word: str) -> set[str]:
        folded = fold(word)
        known = self._look_up(folded, "fi")
        if known is None and folded.endswith("kin") and (also := _ALSO.search(folded)):
            return {folded, *self._finnish(folded[: also.start()])}
        found = {folded, *light(folded)}
        if nominal(folded) is None or folded.endswith(("vat", "vät")):
            found.add(self._basic(folded, known))
        if known is not None:
            return found | self._sibling(folded)
        return found | {f"{stem(folded)}~"}

    def _germanic(self, folded: str, language: str) -> Iterator[str]:
        """Yield the lemma of a Swedish or English word, and for a Swedish genitive also that of its stem."""
        yield fold(self._lemmatise(folded, lang=language))
        if language == "sv" and folded.endswith("s") and len(folded) > 1:
            yield fold(self._lemmatise(folded[:-1], lang="sv"))

    def _sibling(self, folded: str) -> set[str]:
        """Return what the dictionary misses where endings coincide ("nuorilla", "aktiivista")."""
        if not folded.endswith(("a", "ä")):
            return set()
        allative = _LOCAL.sub("ille", folded) if folded[-4:-3] == "i" else folded
        adjective = folded[: -len("sta")] + "nen" if folded.endswith(_ADJECTIVES) else folded
        found = {adjective} if adjective != folded and self.knows(adjective, "fi") else set()
        basic = self._look_up(allative, "fi") if allative != folded else None
        return found if basic is None else found | {fold(basic)}

    def _basic(self, folded: str, known: str | None) -> str:
        """Return the lemma of a word; the dictionary takes the last part of "yhteisötyö" for an ending."""
        if folded.endswith("työ"):
            return folded
        basic = self._compound(folded) if known is None else fold(known)
        if folded == f"{basic}si":
            return self._contracted(basic)
        return basic[:-1] if basic.endswith("uusi") and _ABSTRACT.search(basic) else basic

    def _contracted(self, noun: str) -> str:
        """Return the verb whose past looks like what is yours, as no form does ("ohjasi": "ohjata")."""
        ending = "ta" if (vowel := _LAST_VOWEL.search(noun)) and vowel[0] in "aou" else "tä"
        verbs = (f"{bare}{ending}" for bare in (noun, _GRADES.sub(_graded, noun)))
        return next((verb for verb in verbs if self.knows(verb, "fi")), noun)

    def _noun(self, basic: str) -> str:
        """Return the noun that a compound's last part is rather than a verb ("osaamiskartan": "kartta")."""
        noun = basic[:-1]
        known = self._look_up(noun, "fi") if basic.endswith(("aa", "ää")) else None
        return noun if known is not None and fold(known) == noun else basic

    def _compound(self, folded: str) -> str:
        """Lemmatise a word that the dictionary lacks by the longest last part that it has."""
        if agents := _AGENTS.search(folded):
            return folded[: agents.start()] + ("jä" if "ö" in agents[0] else "ja")
        bare = _OWN.sub("", folded)
        if bare != folded and (known := self._look_up(bare, "fi")) is not None:
            return fold(known)
        for cut in range(1, len(folded) - _MIN_HEAD + 1):
            if (known := self._look_up(folded[cut:], "fi")) is not None:
                return folded[:cut] + self._noun(fold(known))
        return fold(self._lemmatise(folded, lang="fi")) if bare == folded else self._compound(bare)


def dictionary() -> Callable[[str, str], str | None]:
    """Return what looks a word up in simplemma's dictionary of a language, which is asked most.

    A plain word in lower case is there as it is or with a capital; others have more ways to be written.
    """
    from simplemma.strategies import DEFAULT_DICTIONARY_FACTORY, DictionaryLookupStrategy

    other = DictionaryLookupStrategy().get_lemma
    of = cache(lambda language: DEFAULT_DICTIONARY_FACTORY.get_dictionary(language).get)

    def look_up(word: str, language: str) -> str | None:
        word = normalize("NFC", word)
        if not (word.isalpha() and word.islower()) or _APOSTROPHE in word:
            return other(word, language)
        get = of(language)
        found = get(word)
        return get(word.capitalize()) if found is None else found

    return look_up


def lemmatiser(name: str = Lemmatiser.name) -> Lemmatiser:
    """Make a lemmatiser: by default simplemma's, pure Python and permissively licensed; or "voikko".

    Raises LemmatiserMissing for one that is not installed. None takes another's place by itself: a
    document reads alike on every machine, or is told to be read with another tool.
    """
    if name == Lemmatiser.name:
        import simplemma

        return Lemmatiser(simplemma.lemmatize, dictionary())
    if name == "voikko":
        from graph.ingest.voikko import voikko

        return voikko()
    raise LemmatiserMissing(name, "no lemmatiser has this name")
