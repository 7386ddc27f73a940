"""The normal form of a passage: readable words on one line, each character with its raw offsets."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from graph.value import value

# What a scanner or a keyboard mixes into Latin words: look-alikes by their look, the rest by their sound.
_LATIN = str.maketrans(
    "авекмнорстухгдзилпбіјѕАВЕКМНОРСТУХІЈЅαορνικτυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "avekmnopctyxgdzilpbijsABEKMHOPCTYXIJSaopviktuABEZHIKMNOPTYX",
)
_COORDINATORS = frozenset({"ja", "tai", "sekä", "eli", "och", "eller", "samt", "and", "or"})
_WESTERN = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+")
_REACH = 40
_EVIDENCE = 20_000
_TELLING = 4
_LOOKS = 20
_VOWELS = frozenset("aeiouyäöå")

# Most of a text: western words with single spaces, hyphens and plain marks between them, nothing to change.
_PLAIN = (
    r"(?:[0-9A-Za-z\u00c0-\u024f]++(?![^\W_]|[\u0300-\u036f])[,.;:()/%\"'”’–—…•]*+(?:-(?=[^\W_])| (?!\s))?)++"
)
_PIECES = re.compile(
    rf"(?P<plain>{_PLAIN})"
    r"|(?P<gone>[\u00ad\u200b\u200c\u200d\u2060\ufeff]+(?:[ \t]*\r?\n\s*)?)"
    r"|(?P<hyphen>(?<=[^\W_])[-\u2010\u2011][ \t]*(?:\r?\n|\f)\s*(?=[^\W_]))"
    r"|(?P<lead>(?<=\s)[-\u2010\u2011](?:\r?\n|\f)\s*(?=[^\W_]))"
    r"|(?P<tag></?(?i:a|b|i|u|em|strong|span|sup|sub|font)(?:\s[^<>]*)?>|<!--(?:(?!-->).){0,500}-->)"
    r"|(?P<block></?(?i:p|br|div|li|ul|ol|td|th|tr|table|thead|tbody|h[1-6])(?:\s[^<>]*)?/?>)"
    r"|(?P<auto><(?i:https?)://[^<>]{1,600}>)"
    r"|(?P<image>!?\[(?=[^\[\]\n]{1,300}\]\([^()\s]+\)))"
    r"|(?P<target>\]\([^()\s]+\))"
    r"|(?P<hashes>(?<![^\n])[ \t]*#{1,6}[ \t]+)"
    r"|(?P<mark>\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|\\(?=[-*_#\[\]().|+!]))"
    r"|(?P<entity>&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});)"
    r"|(?P<space>\s+)"
    r"|(?P<word>[^\W\d_][\u0300-\u036f]*(?:[^\W_][\u0300-\u036f]*)*)"
    r"|(?P<other>.)",
    re.DOTALL,
)

_SUSPENDED = re.compile(r"(\b[^\W\d_]{2,}(?:-[^\W\d_]{2,})*)-(?=[,;]? )")
_SUSPENDING = re.compile(r"-[,; ]")
_LINK = r"(?:[,;]? (?:ja|tai|sekä|eli|och|eller|samt|and|or)|[,;])"
_CHAIN = re.compile(
    rf"\b(?:[^\W\d_]{{2,}}(?:-[^\W\d_]{{2,}})*-{_LINK} ){{1,9}}(?P<full>[^\W\d_]{{5,}}(?:-[^\W\d_]{{3,}})*)"
)
# Stems of the nouns that end the compounds of this field, in both grades where the stem changes.
_HEADS = re.compile(
    "ala(?:n|a|t|lla|lle|lta|ksi|ko|s|)$|alojen|aloi|alue|asema|asiakas|asiakkai|asian|asunto|edellyty|ero(?:j|t|n|a|$)"
    "|haaste|hallin|histori|hanke|hankke|henkilö|huol|häiriö|ikäi|ilmiö|järjestelm|järjestö|kehit|keskus|keskuks"
    "|kokeilu|korjau|koulu|kulttuur|kunna|kunta|kunto|ky[kv]y|käytän|käytön|kieli|kokonais|lain|laito|laki"
    "|lapsi|lapse|liit[to]|liiken|maahan|malli|menetelm|ministeri|mittar|neuvon|neuvoj|nuor|(?<!p)ohja|ohjelm|oikeu|ongelm"
    "|opetu|opinto|oppi|organisaatio|osaami|osaaj|osasto|palve|perhe|perusk|poliit|politi|polku|polu|prosess|raha"
    "|rahoi|rajoi|rakent|ratkai|resurss|ryhm|sairau|sektor|siirt|strateg|suhde|suhte|suunnit|säät|taho|tapa|tapo|tavan|taito"
    "|taido|tarpe|tarve|tasa|tausta|tavoit|tehtäv|teko|tekij|tiede|tieto|tiedo|tila(?:n|t|a|$)|toim|tuki|tuen|tukea|tutkim|tuot"
    "|työ|unioni|uudist|vaara|vaike|vaje|valmen|valm|vamma|vastuu|velvoit|verkost|viestin|viran|viras|väestö"
    "|vähemmis|väkival|yhdisty|yhteis|yhteisö|yksi|ympärist|yrity|yrittä|äiti|elinkein|elin|elämä|erot|kasvatu"
    "|tjänst|vård|politik|arbet|ministeri|grupp|problem|område|projekt|utbildning|organisation|verksamhet|bransch"
)


#: What is written of a stretch of the raw text, and where the stretch begins and ends.
_Piece = tuple[str, int, int]


@value(frozen=True, slots=True)
class Normal:
    """A normalised passage: each of its pieces stands for a stretch of the raw text, and begins at a place.

    The characters of a piece as long as its stretch stand each for one of it, others each for all of it.
    """

    text: str
    pieces: tuple[_Piece, ...]
    begins: tuple[int, ...]

    def start_of(self, at: int) -> int:
        """Return where the raw text of a character begins."""
        number = bisect_right(self.begins, at) - 1
        said, start, end = self.pieces[number]
        return start + at - self.begins[number] if len(said) == end - start else start

    def end_of(self, at: int) -> int:
        """Return where the raw text of a character ends."""
        number = bisect_right(self.begins, at) - 1
        said, start, end = self.pieces[number]
        return start + at - self.begins[number] + 1 if len(said) == end - start else end

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span that a span of ``text`` stands for; raises IndexError if it is empty."""
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"no characters at {start}:{end}")
        return self.start_of(start), self.end_of(end - 1)

    def find_raw(self, raw: int) -> int:
        """Return the index of the first normalised character at or after a raw offset."""
        for (said, start, end), begins in zip(self.pieces, self.begins, strict=True):
            if end > raw:
                within = max(0, raw - start) if len(said) == end - start else 0
                return min(begins + within, len(self.text))
        return len(self.text)


def normalise(text: str, start: int = 0, end: int | None = None) -> Normal:
    """Normalise a passage of the raw text.

    White space (also no-break) becomes one space; markup, soft hyphens and line-end hyphens go; ligatures and
    combining marks become letters; Cyrillic and Greek letters inside Latin words become Latin.
    """
    pieces: list[_Piece] = []
    begins: list[int] = []
    length, last = 0, " "
    for piece in _pieces(text, start, len(text) if end is None else end):
        said = piece[0]
        if not said or (said == " " and last == " "):
            continue
        pieces.append(piece)
        begins.append(length)
        length += len(said)
        last = said[-1]
    normal = "".join([said for said, _, _ in pieces]).rstrip(" ")
    return Normal(normal, tuple(pieces), tuple(begins))


def _pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    for match in _PIECES.finditer(text, start, end):
        kind = match.lastgroup
        first, last = match.span()
        if kind == "plain":
            yield (match.group(), first, last)
        elif kind == "word":
            yield from _letters(match.group(), first)
        elif kind in ("space", "block"):
            yield (" ", first, last)
        elif kind == "entity":
            yield (html.unescape(match.group()).replace("\xa0", " ").replace("\xad", ""), first, last)
        elif kind == "auto":
            yield from _pieces(text, first + 1, last - 1)
        elif kind == "hyphen":
            yield from _break(text, first, last)
        elif kind == "lead":
            yield ("-", first, last)
        elif kind == "other":
            yield (match.group(), first, last)


def _letters(word: str, start: int) -> Iterator[_Piece]:
    if _WESTERN.fullmatch(word):
        yield (word, start, start + len(word))
        return
    mixed = any("LATIN" in unicodedata.name(c, "") for c in word)
    position = 0
    while position < len(word):
        stop = position + 1
        while stop < len(word) and unicodedata.combining(word[stop]):
            stop += 1
        letter = unicodedata.normalize(
            "NFKC" if "\ufb00" <= word[position] <= "\ufb06" else "NFC", word[position:stop]
        )
        yield (letter.translate(_LATIN) if mixed else letter, start + position, start + stop)
        position = stop


def _break(text: str, start: int, end: int) -> Iterator[_Piece]:
    before = re.search(r"[^\W_]+$", text[max(0, start - _REACH) : start])
    after = re.match(r"[^\W_]+", text[end : end + _REACH])
    first, rest = (before.group() if before else ""), (after.group() if after else "")
    if rest.lower() in _COORDINATORS and text[end + len(rest) : end + len(rest) + 1].isspace():
        yield ("-", start, start + 1)
        yield (" ", start + 1, end)
    elif _keeps_hyphen(text[max(0, start - _EVIDENCE) : end + _EVIDENCE], first, rest):
        yield ("-", start, end)


def _keeps_hyphen(text: str, first: str, rest: str) -> bool:
    """Tell a hyphen of the word's own from one that only breaks the line, by the text itself where it can."""
    if first + rest in text:
        return False
    if first[-1].isdigit() or rest[0].isdigit() or rest[0].isupper() or (len(first) > 1 and first.isupper()):
        return True
    doubled = first[-1].lower() == rest[0].lower() and rest[0].lower() in _VOWELS
    return doubled or _hyphenated_elsewhere(text, first)


def _hyphenated_elsewhere(text: str, first: str) -> bool:
    """Tell whether the text begins other words with this part and a hyphen, inside a line."""
    place = -1
    for _ in range(_LOOKS if len(first) >= _TELLING else 0):
        place = text.find(first + "-", place + 1)
        if place < 0:
            return False
        after = place + len(first) + 1
        if text[after : after + 1].isalnum() and not text[place - 1 : place].isalnum():
            return True
    return False


def suspended(normal: Normal) -> list[tuple[str, int, int]]:
    """Expand suspended compounds: "sosiaali- ja terveyspalvelut" also reads "sosiaalipalvelut".

    Each expansion comes with the raw span of its suspended part; where no known head ends the full
    compound there is no expansion.
    """
    found: list[tuple[str, int, int]] = []
    if not _SUSPENDING.search(normal.text):
        return found
    for match in _CHAIN.finditer(normal.text):
        head = _head(match["full"])
        parts = _SUSPENDED.finditer(normal.text, match.start(), match.start("full")) if head else ()
        found.extend((part[1] + head, *normal.raw_span(part.start(), part.end())) for part in parts)
    return found


def _head(compound: str) -> str:
    """Return the last part of a compound, the longest that is known to end compounds; else nothing."""
    if "-" in compound:
        return compound.rpartition("-")[2]
    return next((compound[i:] for i in range(3, len(compound) - 2) if _HEADS.match(compound.lower(), i)), "")
