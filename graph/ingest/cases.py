"""Finnish cases by their endings: enough to tell a list's members from its places."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.ingest.lemmas import fold

#: Endings in the order they are tried, with the cases they can stand for.
_ENDINGS = (
    ("ss[aä]", "ine"),
    ("(?<![iuyoö])st[aä]", "ela"),
    ("st[aä]", "ela par"),
    ("ll[aä]", "ade"),
    ("lt[aä]", "abl"),
    ("lle", "all"),
    ("ksi", "tra"),
    ("inen", "nom"),
    ("siin|seen|h[aeiouyäö]n", "ill"),
    ("iin", "ill"),
    ("een", "gen ill"),
    ("aan|oon|uun|yyn|ään|öön", "ill gen"),
    ("n", "gen"),
    ("t", "nom"),
    ("(?<=[aäi])j[aä]", "nom"),
    ("n[aä]", "ess"),
    ("[aä]", "par"),
)
#: All endings at once: of two that a word has, the longer one is before the other in their order.
_ENDING = re.compile("(?:" + "|".join(f"({ending})" for ending, _ in _ENDINGS) + ")$")
_LONGEST = 4
_LONGEST_PLURAL = 9
_STANDS_FOR = tuple(frozenset(cases.split()) for _, cases in _ENDINGS)
_POSSESSIVE = re.compile(r"(?:ns[aä]|(?<=[aeiouyäö])(?:mme|nne))$")
_OWN = re.compile(r"(?<=lle)en$|(?<=(?:ss|ll|lt|st)[aä])[aä]n$")
#: What such endings end with.
_POSSESSIVES = ("nsa", "nsä", "mme", "nne")
_OWNS = ("en", "an", "än")
_PARTITIVE = frozenset({"par"})
#: Partitives of what is somebody's ("lapsiaan"), alike to illatives of words in -ia ("asiaan").
_OWN_PARTITIVE = re.compile(r"(?:[ij]aa|[ij]ää|itaa|itää)n$")
_REMEMBERED = 100_000
_PERFECT = re.compile(r"(?:(?:n|ll|rr|ss)[uy]t|ttu|tty|[lnrsh]t[uy]|[aeiouyäö]t[uy])$")
#: Partitives of adjectives in -inen, which look like a plural's elatives ("suomalaista", "vieraskielistä").
_OF_A_KIND = re.compile(r"\w{2,}(?:l[aä]i|taustai|kieli|ikäi|peräi|alai|kuntoi|mieli|tasoi)st[aä]$")
#: Partitives of one, of nouns whose stem has an i ("uhria", "vankia"); "nuoria" and "lapsia" are many.
_OF_ONE = re.compile(r"(?:h[rm]|nk|tt|kk|pp|rss|lkk|an)i[aä]$")
#: Ends of nouns whose genitives have a long vowel, as illatives do.
_LENGTHENED = ("e", "as", "äs", "is", "nut", "nyt")
#: Ends of past participles of many.
PERFECTS_OF_MANY = ("neet", "lleet", "rreet", "sseet")
#: Ends of past participles of one, which a noun's plural can have, too ("kannut").
_DONE = ("nut", "nyt", "llut", "llyt", "rrut", "rryt", "ssut", "ssyt")
#: Participles of one who does something ("haluava"), which a partitive of a noun is like.
_DOING = re.compile(r"\w{2,}[aeiouyäö]v[aä]$")
#: Ends of infinitives.
INFINITIVES = tuple("aa ää ta tä da dä ua yä ea eä ia iä oa öä la lä na nä ra rä".split())
_CLITIC = re.compile(r"(?<=\w{4})kin$")
#: The clitic "too" of a longer word.
_ALSO = re.compile(r"(?<=\w{5})kin$")
_PLURAL = re.compile(
    r"(?:t|i[aä]|j[aä]|it[aä]|iin|ihin|ille(?:en)?|ien|jen|iden|itten|ten|i(?:ss|st|ll|lt)[aä]|iksi|in[aä])(?:ns[aä])?$"
)


@lru_cache(_REMEMBERED)
def cases(word: str, lemma: str = "") -> frozenset[str]:
    """Return the cases a noun's form can stand in, by three letters; ``lemma`` tells a nominative."""
    folded = _without_owner(fold(word))
    if lemma and folded == lemma and not folded.endswith(("set", "neet", "tukea")):
        return frozenset({"nom"})
    ending = _ENDING.search(folded, len(folded) - _LONGEST)
    return _STANDS_FOR[ending.lastindex - 1] if ending and ending.lastindex else frozenset({"nom"})


def _without_owner(folded: str) -> str:
    """Return a form without what says "too" and whose something is; most forms end otherwise."""
    if folded.endswith("kin"):
        folded = _CLITIC.sub("", folded)
    if folded.endswith(_POSSESSIVES):
        folded = _POSSESSIVE.sub("", folded)
    return _OWN.sub("", folded) if folded.endswith(_OWNS) else folded


@lru_cache(_REMEMBERED)
def cases_of(text: str, analyses: frozenset[str]) -> frozenset[str]:
    """Return the cases of a word as its analyses tell; one that the dictionary lacks goes by its ending."""
    folded = fold(text)
    known = [a for a in analyses if a[-1:] != "~"]
    lemma = likely_lemma(text, analyses) if len(known) == len(analyses) else ""
    of_a_kind = _is_of_a_kind(text) and not any(a.endswith("laki") for a in analyses)
    stem = lemma[:-3] + "s" if lemma.endswith("psi") else lemma
    single = of_a_kind or folded in (stem + "ta", stem + "tä") or text.endswith("vuotiasta")
    found = _PARTITIVE if single else cases(text, lemma)
    doing = found == _PARTITIVE and text.endswith(("va", "vä")) and folded in analyses
    if doing and _DOING.search(text) and _is_verb(analyses, text):
        return frozenset({"nom"})
    lemmas = [a for a in known if a != folded]
    if not lemmas or len(found) == 1:
        return found
    if (
        found == {"ill", "gen"}
        and _OWN_PARTITIVE.search(folded)
        and not any(folded == a + a[-1:] + "n" for a in lemmas)
    ):
        return _PARTITIVE
    return _told_apart(folded, lemmas, found) if lemma or found == {"ela", "par"} else found


def _is_of_a_kind(text: str) -> bool:
    return text.endswith(("sta", "stä")) and bool(_OF_A_KIND.search(text))


def _is_verb(analyses: frozenset[str], text: str) -> bool:
    return any(a != fold(text) and a.endswith(INFINITIVES) for a in analyses)


def _told_apart(text: str, lemmas: list[str], found: frozenset[str]) -> frozenset[str]:
    """Tell the elative "työstä" from the partitive "ohjausta", and the illative "työhön" from a genitive."""
    if found == {"ela", "par"}:
        stems = [
            name[:-3] + "s" if name.endswith("nen") else name
            for name in lemmas
            if name[-2:] not in ("aa", "ää")
        ]
        return frozenset({"par" if stems and all(text in (s + "ta", s + "tä") for s in stems) else "ela"})
    genitive = any(text == name + "en" or name.endswith(_LENGTHENED) for name in lemmas)
    return frozenset({"ill"}) if found == {"gen", "ill"} and not genitive else found


@lru_cache(_REMEMBERED)
def is_plural(text: str, analyses: frozenset[str]) -> bool:
    """Tell whether a word has a plural's ending, as "ohjaaja" and "ammatillista" only seem to have."""
    found, bare = cases_of(text, analyses), fold(text)
    bare = _ALSO.sub("", bare) if bare.endswith("kin") else bare
    if found == {"par"}:
        one = _OF_ONE.search(bare) and bare[:-1] in analyses
        single = one or text.endswith(("sta", "stä"))
        return not single and bool(_OWN_PARTITIVE.search(text) or _has_plural_end(bare))
    basic = found == {"nom"} and (not bare.endswith("t") or (bare in analyses and bare.endswith(_DONE)))
    return not basic and _has_plural_end(bare)


def _has_plural_end(bare: str) -> bool:
    return bool(_PLURAL.search(bare, len(bare) - _LONGEST_PLURAL))


@lru_cache(_REMEMBERED)
def is_perfect(text: str) -> bool:
    """Tell whether a word has the ending of the participle that perfect tenses are made with."""
    text = text.casefold()
    return bool(_PERFECT.search(text, len(text) - _LONGEST))


@lru_cache(_REMEMBERED)
def likely_lemma(text: str, analyses: frozenset[str]) -> str:
    """Return the analysis of a word that is most likely its dictionary form."""
    text = text.casefold()
    if _is_of_a_kind(text) and not any(a.endswith("nen") for a in analyses):
        return text[:-3] + "nen"
    return min([a for a in analyses if a[-1:] != "~" and a != text], default=text)
