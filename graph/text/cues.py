"""Cues: the words that tell contact rows, organisations, titles and labels in three languages."""

from __future__ import annotations

import re

from graph.text.pattern import Pattern


def _any_of(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


#: Words that stand before a contact person, as they are written in sentences and labels.
CUE = Pattern(
    r"\b(?:(?:yhteys|yhdys|vastuus?)henkil\w*|yhteystie\w*|lisätie(?:to|do)\w*|tiedustelut\b"
    r"|kontaktperson\w*|kontaktuppgift\w*|ansvars?person\w*|ansvarig person\b"
    r"|(?:mer|ytterligare) information\b|(?:tilläggs|närmare )?upplysningar\b"
    r"|contact (?:persons?|details|information)\b|contacts?\b(?=\s*:)"
    r"|responsible persons?\b|persons? responsible\b|(?:further|more) information\b"
    r"|(?:laatijat?|laatinut|valmistelija|esittelijä|kirjoittajat?|kirjoittanut|raportoija)\b"
    r"|yhteys\b(?=\s*:))",
    verbose=False,
)

#: The same words whole, to find them misread by a scanner.
CUES = tuple(
    "yhteyshenkilö yhteyshenkilöt yhteyshenkilönä yhteyshenkilön yhdyshenkilö vastuuhenkilö "
    "vastuuhenkilöt "
    "vastuuhenkilön vastuuhenkilönä yhteystiedot yhteystieto lisätietoja lisätiedot lisätietojen "
    "tiedustelut "
    "kontaktperson kontaktpersoner kontaktpersonen kontaktuppgifter ansvarsperson ansvarspersoner "
    "tilläggsuppgifter upplysningar valmistelija esittelijä".split()
)
STEMS = tuple("yhteyshenkilö yhdyshenkilö vastuuhenkilö yhteystiedot kontaktperson ansvarsperson".split())

ORGANISATION = Pattern(
    _any_of(
        r"minist keskus kesku[kn]s laito[skn] lait(?:os|okse) liit(?:to|on|ossa|y$) säätiö yhdisty "
        r"kunt(?:a|ayht|ien) kunna[ns] kaupun[kg] virasto hallitus hallinto hallinnon yliopisto "
        r"korkeakoulu opisto "
        r"koulu järjestö neuvosto komissio rahasto unioni akatemia alue(?:en|ella|$) seura institu "
        r"cent(?:er|re|rum|ral) department universit agency municipal förbund stiftelse förening "
        r"verket byrå "
        r"kommun stad$ högskola hank(?:e|keen|keessa) proje[ck]t osasto yksik[kö] tiimi team unit$ "
        r"enhet "
        r"avdelning palvelu toimisto toimieli eduskunta authority commission council "
        r"organi[sz]ation virkamie"
    ),
    verbose=False,
)
LEGAL = frozenset("ry rf oy oyj ab sr ltd inc abp ky osk ev".split())

TITLE = _any_of(
    r"päällik(?:kö|ön) johtaja[nt]? asiantuntija[nt]? neuvos(?:mies)? sihteeri[nt]? "
    r"koordinaattori[nt]? "
    r"suunnittelija[nt]? tarkastaja[nt]? virkamies tutkija[nt]? professori[nt]? avustaja[nt]? "
    r"dosentti lehtori "
    r"rehtori tohtori direktör chef sekreterare koordinator sakkunnig handläggare rådgivare råd "
    r"manager officer coordinator director expert specialist adviser advisor secretary"
)
TITLES = re.compile(r"[\w-]*" + TITLE, re.IGNORECASE)

#: Words of forms that stand in contact rows and name nobody.
LABELS = frozenset(
    "nimi nimet sähköposti sähköpostiosoite puh puhelin puhelinnumero tel telefon tfn phone gsm "
    "email e-mail mail "
    "epost e-post osoite adress address name namn p s-posti vs ja sekä och and tai eli vastuuhenkilö "
    "yhteyshenkilö kontaktperson contact person täydennetään täytetään nimetään valitaan ilmoitetaan "
    "sovitaan päätetään tarkentuu täsmentyy vahvistuu ei avoin puuttuu tieto tiedot".split()
)

#: Words that begin names of organisations and regions, never a person's.
REGION = re.compile(
    _any_of(
        "Suomen Euroopan EU:n Pohjois Etelä Keski Itä Länsi Lounais Kaakkois Varsinais Lapin "
        "Uudenmaan Hämeen "
        "Pirkanmaan Kainuun Satakunnan Pohjanmaan Ahvenanmaan Kymen Savon Karjalan Helsingin Turun "
        "Tampereen "
        "Oulun Espoon Vantaan Finlands Europeiska European Nylands Pohjoismai Valtio Nordi"
    )
)

#: What begins the next row of a form's header table.
ROWS = tuple(
    "valtakunnallinen teema toteutusaika toteuttamisaika rahoituskehysarvio rahoituskehys julkinen "
    "välittävän "
    "koordinaatiohankkeen ministeriön ministeriöiden vastuullinen tiivis yhteys nationellt "
    "genomförandetid "
    "finansieringsram offentlig national implementation funding public estimated".split()
)
