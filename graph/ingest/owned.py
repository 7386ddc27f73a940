"""Owned: people by whom a sentence only tells where or whose something is, what it asks, or who does it."""

from __future__ import annotations

from graph.ingest.naming import Named
from graph.ingest.paper import Tools
from graph.ingest.participles import is_agents
from graph.ingest.passages import Sentence, Word, has_lemma
from graph.ingest.phrases import case_of, lemma

#: Cases of where something is, comes from and goes.
_LOCAL = frozenset({"ine", "ela", "ill", "ade", "abl", "all"})
_AS = frozenset({"ess"})
_INTO = frozenset({"ill"})
_TO = frozenset({"ill", "all"})
#: Places that people live or are in, and of which they can be the owners ("saamelaisten kotiseutualueella").
_PLACES = (
    "alue",
    "seutu",
    "talo",
    "koti",
    "asuntola",
    "vankila",
    "kylä",
    "kortteli",
    "asema",
    "tila",
    "paikka",
    "keskus",
    "koulu",
    "yksikkö",
    "osasto",
    "leiri",
    "paja",
    "majoitus",
    "päivä",
    "tilaisuus",
    "seminaari",
    "tapaaminen",
    "kokous",
    "webinaari",
    "tapahtuma",
    "foorumi",
    "messu",
)
#: What is somebody's place in a work is no place ("nuorten asemassa").
_NO_PLACES = ("työpaikka", "asema", "opiskelupaikka", "harjoittelupaikka")
#: What is taken to where people are, and the organisations that are such places ("työpaikoille tuodaan").
_CARRYING = frozenset({"tuoda", "viedä", "jalkautua", "perustaa", "sijoittaa", "sijoittua", "levittää"})
_WHERE = (
    "työpaikka",
    "koulu",
    "oppilaitos",
    "kunta",
    "kaupunki",
    "yksikkö",
    "koti",
    "keskus",
    "vankila",
    "alue",
)
#: Services, which are developed for whoever uses them.
_SERVICES = ("palvelu", "palvelujärjestelmä", "palveluketju", "palvelutarjonta", "palveluverkko")
#: What is measured of people, which says what becomes of them and not whom something is for.
_MEASURES = ("osuus", "määrä", "luottamus", "uupumus", "poissaolo", "työttömyys", "vaihtuvuus", "tapaturma")
#: As what those take part who carry something out or pay for it, and that for which they are asked.
_PARTNERS = frozenset(
    "kumppani yhteistyökumppani toteuttaja osatoteuttaja rahoittaja hallinnoija järjestäjä tilaaja".split()
)
_PLANNING = ("suunnittelu", "valmistelu", "toteutus", "toimeenpano", "ohjausryhmä", "ohjaus", "arviointi")
#: What others think of people or do to them.
_ATTITUDES = (
    "luulo",
    "asenne",
    "stigma",
    "leima",
    "leimaaminen",
    "häpeä",
    "väkivalta",
    "syrjintä",
    "rasismi",
    "viha",
    "vihapuhe",
    "häirintä",
    "kiusaaminen",
    "pelko",
    "oletus",
    "stereotypia",
    "mielikuva",
    "käsitys",
    "uskomus",
    "tabu",
    "kontrolli",
)
_ADPOSITIONS = frozenset({"kohtaan", "luo", "luokse", "luona", "luota", "luoksi"})
_MOST_BETWEEN = 4
#: What asks about people ("selvitettiin, miksi nuoret jäävät pois"), or where they are ("siellä, missä").
_ASKING = frozenset({"miksi", "mistä", "missä", "minne", "milloin", "mitä", "kuinka", "miten", "montako"})
_HOW = frozenset({"miten", "kuinka"})
#: By what people come to something: how they do is what is planned.
_GAINING = frozenset({"päästä", "saada", "voida", "löytää", "pystyä", "kyetä", "hyötyä", "osallistua"})


def is_owner(group: Named, sentence: Sentence, tools: Tools, *, of_services: bool) -> bool:
    """Tell the owners of a place, or ``of_services``, and those against whom something is felt or done."""
    words = sentence.words
    following = words[group.last : group.last + _MOST_BETWEEN]
    if not following:
        return False
    if following[0].text in _ADPOSITIONS:
        return True
    cases = case_of(words[group.last - 1])
    if cases & _TO and lemma(words[group.last - 1]).endswith(_WHERE):
        return has_lemma(words, _CARRYING)
    if cases == _INTO and _is_suffered(words, tools):
        return True
    if following[0].is_mark:
        return False
    if "gen" in cases and is_agents(following[0].text, following[0].analyses):
        return len(following) > 1 and not following[1].is_mark
    if "gen" in cases:
        owned = _owned(following, tools)
        # More than a word tells who gets services of their own ("heikoimmassa asemassa olevien palvelut").
        bare = group.last - group.first == 1
        return owned is not None and (_is_place(owned) or (of_services and _is_of_them(owned, bare=bare)))
    if not cases & {"ill", "par"} or not tools.phrases.verbs.is_participle(following[0]):
        return False
    if "koskeva" in following[0].lemmas:
        return True
    return any(not w.is_mark and lemma(w).endswith(_ATTITUDES) for w in following[1:])


def _is_suffered(words: tuple[Word, ...], tools: Tools) -> bool:
    """Tell a sentence on what is thought of people or done to them ("syrjintä kohdistuu naisiin")."""
    befalls = any("kohdistua" in w.lemmas and tools.phrases.is_finite(w) for w in words)
    return befalls and any(w.text.casefold().endswith(_ATTITUDES) for w in words)


def _owned(following: tuple[Word, ...], tools: Tools) -> Word | None:
    """Return the noun that a genitive owns: the first word after it that is no attribute."""
    for word in following:
        if word.is_mark or tools.phrases.is_finite(word):
            return None
        # A day looks like a participle.
        if not tools.phrases.is_quality(word) or lemma(word).endswith(_PLACES):
            return word
    return None


def _is_of_them(owned: Word, *, bare: bool) -> bool:
    name = lemma(owned)
    return (bare and name.endswith(_SERVICES)) or (name.endswith(_MEASURES) and "nom" in case_of(owned))


def is_partner(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those of whom a clause says that they plan something or carry it out with others."""
    words = sentence.words
    if "nom" not in case_of(words[group.last - 1]):
        return False
    joining = False
    for i in range(group.last, len(words)):
        word = words[i]
        if tools.phrases.bound(words, i) in ("relative", "that", "end", "colon"):
            return False
        joining = joining or "osallistua" in word.lemmas
        case = case_of(word)
        if case == _AS and lemma(word) in _PARTNERS:
            return True
        if joining and case == _INTO and lemma(word).endswith(_PLANNING):
            return True
    return False


def _is_place(owned: Word) -> bool:
    name = lemma(owned)
    place = name.endswith(_PLACES) and not name.endswith(_NO_PLACES)
    return place and case_of(owned) <= _LOCAL


def is_asked_about(group: Named, sentence: Sentence) -> bool:
    """Tell the subjects of a clause that asks about them or says where they are, not how they gain."""
    words = sentence.words
    opened = next((i for i in range(group.first - 1, -1, -1) if words[i].is_mark), None)
    if opened is None or opened + 1 >= len(words) or "nom" not in case_of(words[group.last - 1]):
        return False
    asking = words[opened + 1].text.casefold()
    if asking not in _ASKING or words[opened].text != ",":
        return False
    return not (asking in _HOW and has_lemma(words[group.last : group.last + _MOST_BETWEEN], _GAINING))
