"""Nobody: people whom a sentence of a report names and of whom it does not say that they were reached."""

from __future__ import annotations

from itertools import pairwise

from graph.ingest.each import is_counted, is_number, is_typical
from graph.ingest.kin import is_tie
from graph.ingest.naming import Named
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, has_lemma
from graph.ingest.phrases import case_of, lemma
from graph.ingest.side_gains import GETTING
from graph.ingest.totals import is_number_only

#: A pronoun and what it owns.
_ITS = 2
_PRONOUNS = frozenset({"sen", "niiden", "tämän", "näiden"})
_OF_ONE = frozenset({"nom", "gen"})
#: Who pays for projects or carries them out.
_RUNNING = ("rahoittaja", "toteuttaja", "hallinnoija")
#: What people can do is said right after these; by these they only meet others.
_ABLE = frozenset({"valmius", "taito", "kyky", "keino", "edellytys", "mahdollisuus", "rohkeus", "halu"})
_MEETING = frozenset({"kohdata", "tunnistaa", "ymmärtää", "kuulla"})
_TO_MEET = frozenset({"kohtaamaan", "tunnistamaan", "ymmärtämään", "kuulemaan"})
#: What is done with those whom workers learn to meet.
_MET = frozenset({"kohtaaminen", "tunnistaminen", "ymmärtäminen", "huomioiminen"})
#: Ends of attributes that say how a group is led, of whom it is not.
_HOW = ("tietoinen", "muotoinen", "lähtöinen", "perustainen", "avusteinen", "nallinen", "keskeinen")
#: Those who were taught, by themselves or by what they have gone through.
_TAUGHT = frozenset({"koulutettu", "valmennettu", "osallistunut", "valmistunut"})
_TRAININGS = ("koulutus", "kurssi", "valmennus", "jakso", "vertaisryhmä")
_WHERE = frozenset({"ade", "ine"})
_EVENTS = ("päivä", "päivät", "tilaisuus", "seminaari", "kokous", "tapaaminen", "messut", "foorumi")
_TALKING = frozenset({"keskustella", "neuvotella", "puhua"})
_ACTIVE = ("sai", "vat", "nut", "neet")
_ALONG = frozenset({"mukaan", "mukana", "piiriin", "verkostoon"})
_CROWDS = frozenset({"ryhmä", "joukko"})
_SUPERLATIVE = ("immat", "immät", "ommat", "uuret")
#: Relatives of what is used.
_OF_USE = frozenset({"johon", "jolla", "josta", "jonka", "jota", "jossa"})
#: How far before a place stands what is done with it.
_NEAR = 6
#: What numbers and plans do with places.
_COVERING = frozenset({"kattaa", "laskea", "lasketa", "koskea", "ulottua"})
#: Adverbs of what hardly came about ("tavoittivat huonosti miehiä").
_HARDLY = frozenset({"huonosti", "heikosti", "tuskin", "niukasti"})


def is_nobody(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell how many there were, whose tie somebody has, and one organisation from a group."""
    return (
        is_number_only(group, sentence, tools)
        or is_tie(group, sentence, tools)
        or _is_one_organisation(group, sentence, tools)
        or _is_one_person(group, sentence, tools)
        or _is_found_out(group, sentence, tools)
        or _is_undone(group, sentence, tools)
        or _is_place(group, sentence, tools)
        or _is_its_group(group, sentence, tools)
        or _is_what_there_is(group, sentence, tools)
        or _is_met_by_others(group, sentence)
        or _is_own_worker(group, sentence, tools)
        or _is_from_among(group, sentence)
        or any(w.text in _HARDLY for w in sentence.words[max(0, group.first - 1) : group.first])
        or _qualifies(group, sentence, tools)
        or _has_been_taught(group, sentence, tools)
        or _is_talked_with(group, sentence)
        or _is_of_themselves(group, sentence)
        or _is_of_event(group, sentence)
        or _ranks(group, sentence)
        or _is_got(group, sentence)
        or _is_why_undone(group, sentence, tools)
        or _is_any_user(group, sentence, tools)
        or _is_counted_for(group, sentence, tools)
    )


def _is_got(group: Named, sentence: Sentence) -> bool:
    """Tell those whom others got ("asukkaat saivat uusia naapureita"), not whom a project reached so."""
    words = sentence.words
    head = words[group.last - 1]
    before = words[max(0, group.first - _ITS) : group.first]
    got = any(not w.lemmas.isdisjoint(GETTING) and w.text.endswith(_ACTIVE) for w in before)
    whole = not any(w.text.casefold() in _ALONG or is_number(w) for w in words)
    return got and whole and case_of(head) == {"par"}


def _ranks(group: Named, sentence: Sentence) -> bool:
    """Tell a word for many that only ranks them ("suurimmat ryhmät")."""
    words = sentence.words[group.first : group.last]
    bare = not words[-1].lemmas.isdisjoint(_CROWDS)
    return bare and all(w.text.endswith(_SUPERLATIVE) for w in words[:-1]) and case_of(words[-1]) == {"nom"}


def _is_why_undone(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those of whom is told why something was not done ("jäi tekemättä, koska se syrji naisia")."""
    before = " ".join(w.text for w in sentence.words[: group.first])
    return bool(tools.rules.wordings["why_undone"].search(before))


def _is_any_user(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell by a bare word anybody who uses what was made ("sovellus, johon opiskelija tallentaa")."""
    words = sentence.words
    bare = group.last - group.first == 1 and case_of(words[group.first]) == {"nom"}
    if not bare or tools.phrases.is_plural(words[group.first]):
        return False
    opening = words[group.first - 1].text if group.first else ""
    return opening in _OF_USE and (group.first < _ITS or words[group.first - 2].text == ",")


def _is_counted_for(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell the places that something covers or is counted for ("indeksi, joka lasketaan 90 kunnalle")."""
    words = sentence.words
    return tools.phrases.is_organisation(words[group.last - 1]) and has_lemma(
        words[max(0, group.first - _NEAR) : group.first], _COVERING
    )


def _is_of_themselves(group: Named, sentence: Sentence) -> bool:
    """Tell what those who were named are themselves ("ohjaajia, joista puolet oli itsekin romaneja")."""
    before = sentence.words[group.first - 1 : group.first] if group.first else ()
    return any(w.text.casefold() in ("itse", "itsekin") for w in before)


def _is_of_event(group: Named, sentence: Sentence) -> bool:
    """Tell those whose event a thing was shown at ("ELY-keskusten koulutuspäivillä")."""
    after = sentence.words[group.last : group.last + 1]
    owner = "gen" in case_of(sentence.words[group.last - 1])
    return owner and any(case_of(w) & _WHERE and lemma(w).endswith(_EVENTS) for w in after)


def _has_been_taught(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those who were taught before and of whom is told what they do now ("Kurssin käyneet tekevät")."""
    words = sentence.words[group.first : group.last]
    again = not words[0].lemmas.isdisjoint(_TAUGHT) or (
        lemma(words[0]).endswith(_TRAININGS) and tools.phrases.verbs.is_participle(words[-1])
    )
    return again and group.first == 0 and len(words) <= _ITS and case_of(words[-1]) == {"nom"}


def _is_talked_with(group: Named, sentence: Sentence) -> bool:
    """Tell workers with whom something was only talked over ("keskusteltiin päättäjien kanssa")."""
    after = [w.text for w in sentence.words[group.last : group.last + 1]]
    return group.role == "intermediaries" and after == ["kanssa"] and has_lemma(sentence.words, _TALKING)


def _is_undone(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those for whom something was meant that was never done ("piti valmentaa, mutta luovuttiin")."""
    told = tools.rules.wordings["group_undone"].search(" ".join(w.text for w in sentence.words))
    before = " ".join(w.text for w in sentence.words[: group.first])
    return told is not None and told.start() < len(before) < told.end()


def _is_met_by_others(group: Named, sentence: Sentence) -> bool:
    """Tell whom those who are taught can meet ("valmiuksia kohdata vankeja", "opasti kohtaamaan vankeja")."""
    before = sentence.words[max(0, group.first - 2) : group.first]
    meeting = len(before) > 1 and before[1].text.casefold() in _MEETING
    taught = bool(before) and before[-1].text in _TO_MEET
    following = sentence.words[group.last] if group.last < len(sentence.words) else None
    if following is not None and case_of(following) == {"ill"} and not following.lemmas.isdisjoint(_MET):
        # "Valmennusta erilaisten oppijoiden kohtaamiseen".
        return "gen" in case_of(sentence.words[group.last - 1])
    return taught or (meeting and not before[0].lemmas.isdisjoint(_ABLE))


def _is_own_worker(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell the workers of a project itself ("Lyhty-hankkeen työntekijät ohjasivat")."""
    words = sentence.words
    head = words[group.last - 1]
    worker = lemma(head) == "työntekijä" or tools.phrases.role((head,)) == "intermediaries"
    owner = next((w for w in reversed(words[: group.last - 1]) if not w.is_mark), None)
    owned = owner is not None and lemma(owner).endswith(("hanke", "projekti")) and "gen" in case_of(owner)
    one = owner is not None and not tools.phrases.is_plural(owner)
    return worker and owned and one and case_of(head) == {"nom"}


def _is_from_among(group: Named, sentence: Sentence) -> bool:
    """Tell those of whom others are a part ("viranomaisista palvelujen virkailijoita")."""
    words = sentence.words
    if case_of(words[group.last - 1]) != {"ela"} or group.last >= len(words):
        return False
    return bool(case_of(words[group.last]) & {"gen"}) and not words[group.last].is_mark


def _qualifies(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell where a thing is from by the same word as people ("hollantilaisia kokemuksia")."""
    words = sentence.words[group.last - 1 : group.last + 1]
    alike = len(words) > 1 and not words[1].is_mark and bool(case_of(words[0]) & case_of(words[1]))
    return alike and lemma(words[0]).endswith(("lainen", "läinen")) and tools.phrases.is_thing(words[1])


def _is_what_there_is(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell things by a state that nobody is in ("käytössä olleet työtavat")."""
    words = sentence.words[group.first : group.last]
    being = not words[-1].lemmas.isdisjoint(tools.rules.words["being"])
    return being and any(w.text.casefold() in tools.rules.words["states_of_things"] for w in words[:-1])


def _is_its_group(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell groups held by one ("terapeutin ryhmiä"), a project's own workers, and who runs or pays for it."""
    words = sentence.words[group.first : group.last]
    its = len(words) == _ITS and words[0].text in _PRONOUNS
    owner = words[-2] if len(words) > 1 else None
    of_one = owner is not None and case_of(owner) == {"gen"} and not tools.phrases.is_plural(owner)
    how = owner is not None and lemma(owner).endswith(_HOW) and case_of(words[-1]) != {"nom"}
    held = "ryhmä" in words[-1].lemmas and (its or of_one or how)
    own = its and group.role == "intermediaries" and case_of(words[-1]) == {"nom"}
    running = lemma(words[-1]).endswith(_RUNNING) and "all" not in case_of(words[-1])
    return held or own or running or lemma(words[-1]).endswith("ministeriö")


def _is_place(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell the organisations at which something was done ("koulutettiin hyvinvointialueilla")."""
    head = sentence.words[group.last - 1]
    return tools.phrases.is_organisation(head) and case_of(head) == {"ade"}


def _is_found_out(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell those of whom is only told what was found out ("on käynyt ilmi, että nuoret odottavat")."""
    before = sentence.words[: group.first]
    that = next((i for i, w in enumerate(before) if w.text == "että"), None)
    telling = tools.rules.words["finding_out"]
    return that is not None and has_lemma(before[:that], telling)


def _is_one_person(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell one, of whom no number says many and no plan tells ("vetäytyneen nuoren kohtaaminen")."""
    words = sentence.words[group.first : group.last]
    # A relative clause that belongs to a name follows its head.
    head = next((w for w, mark in pairwise(words) if mark.text == "," and w.lemmas), words[-1])
    one = not tools.phrases.is_plural(head) and case_of(head) <= _OF_ONE
    many = lemma(head).endswith(tuple(tools.rules.words["collectives"])) or head.text.endswith(("nsa", "nsä"))
    told = is_counted(group.first, sentence) or is_typical(group.last - 1, sentence, tools)
    return one and not (many or told)


def _is_one_organisation(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell an organisation by its name ("Etelä-Savon ELY-keskus")."""
    words = sentence.words[group.first : group.last]
    one = tools.phrases.is_organisation(words[-1]) and not tools.phrases.is_plural(words[-1])
    named = any(w.text[:1].isupper() and i + group.first for i, w in enumerate(words))
    return one and named and not is_counted(group.first, sentence)
