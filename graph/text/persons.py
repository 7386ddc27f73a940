"""Persons: the names of contact persons in a text, told from organisations by cue words and word forms.

No list of names is used. Inside a contact row every capitalised word that no organisation, title or label
explains is taken for a name; in running text only pairs of them beside a cue, a title or an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from graph.text.columns import contact_cells
from graph.text.cues import CUE, CUES, LABELS, LEGAL, ORGANISATION, REGION, ROWS, STEMS, TITLE, TITLES

Span = tuple[int, int]

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.:](?=[^\W_])[^\W_]+)*-?")
_WORD = r"[A-ZÅÄÖÁÉÍÓÚÜÝÆØŠŽČĆ][^\W\d_]*(?:[-'’][^\W\d_]+)*"
_NAME = re.compile(
    rf"(?:{_WORD}|[A-ZÅÄÖ]\.)(?:[ \u00a0]+|[ \t]*\r?\n[ \t]*)(?:{_WORD}|[A-ZÅÄÖ]\.)(?!\d)"
    rf"(?:[ \u00a0]+(?![A-ZÅÄÖ]{{2}}){_WORD})?"
)
# Begins with a character, and looks back from there, so that the search skips to the next one.
_BEFORE_NAME = re.compile(rf"[ \u00a0](?<=[^\W\d_].)[ \u00a0]*(?={_NAME.pattern})")
_TITLE_END = re.compile(rf"(?i:{TITLE})$")
_LONGEST_TITLE = 20
_AFTER_CUE = re.compile(r"(?:\(?\w{1,2}\)|[)\]*_]|</?\w+>|[ \u00a0]|<br>)*(?P<mark>[:\t|–-]|\r?\n)?\s*")
_END = re.compile(
    r"(?<![A-ZÅÄÖ])[.!?]\s+(?=[A-ZÅÄÖ])|\n\s*\n|\n(?=[ \t]*[-*•] |[^\r\n]*(?<!\w)[SAJ]\d{5}(?!\w))"
)
_SENTENCE = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")
_VERB = re.compile(r"(?<=\s)[a-zåäö]{5,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Codes of projects, which stand beside names in lists and are none.
_CODE = re.compile(r"(?<!\w)[SAJ]\d{5}(?!\w)")
#: Words between marks; a hyphen that waits for its "ja" joins two lines.
_SEGMENT = re.compile(
    r"(?:[^,;:/|()\[\]<>\t\r\n]|(?<=-)\r?\n(?=[ \t]*(?:ja|tai|sekä|eli|och|eller|samt)\b))+"
)
_LINE = re.compile(r"[^\r\n]+")
#: What a cue at the end of a line can look ahead to.
_BEYOND = re.compile(r"\s*.?", re.DOTALL)
_AFTER_LABEL = re.compile(r"[\t|:]")
_LABEL_LENGTH = 180
_ZONE_LENGTH = 400
_REACH = 90
_FEW = 4
_DIGITS = 3
_SPOILT = 75
_STEM = 8


@dataclass(frozen=True)
class Seen:
    """Words like a cue, and of each line whether it can hold a cue, and where it has what is like one."""

    words: dict[str, bool] = field(default_factory=dict)
    lines: dict[str, tuple[bool, tuple[Span, ...]]] = field(default_factory=dict)


def names(text: str, addresses: list[Span], seen: Seen | None = None) -> Iterator[Span]:
    """Find the names of contact persons: in contact rows, after cues and titles, beside the addresses."""
    headings, under = contact_cells(text)
    found = [name for cell in under for name in _in_row(text, *cell)]
    for cue in _cues(text, seen or Seen()):
        if any(start <= cue[0] < end for start, end in headings):
            continue
        row, rest = _row(text, *cue)
        found.extend(_in_row(text, *row))
        found.extend(_pairs(text, *rest))
    found.extend(span for span in _titled(text) if _is_name(text, *span))
    for start, end in addresses:
        found.extend(_pairs(text, max(_paragraph_start(text, start), start - _REACH), start))
        found.extend(_pairs(text, end, min(_sentence_end(text, end), end + _REACH // 2)))
    yield from found
    yield from _again(text, found)


def _titled(text: str) -> Iterator[Span]:
    """Find what is written like a name after a title; no name holds the title of the next one."""
    reached = 0
    for gap in _BEFORE_NAME.finditer(text):
        start = max(reached, gap.start() - _LONGEST_TITLE)
        if start < gap.start() and _TITLE_END.search(text[start : gap.start()]):
            name = _NAME.match(text, gap.end())
            if name:
                reached = name.end()
                yield name.span()


def _cues(text: str, seen: Seen) -> Iterator[Span]:
    for line in _LINE.finditer(text):
        said, offset = line.group(), line.start()
        if said not in seen.lines:
            seen.lines[said] = CUE.may_be_in(said), tuple(_like_cues(said, seen))
        has_cue, like = seen.lines[said]
        if has_cue:
            beyond = _BEYOND.match(text, line.end())
            end = beyond.end() if beyond else len(text)
            yield from (m.span() for m in CUE.compiled.finditer(text, offset, end))
        for start, end in like:
            yield offset + start, offset + end


def _like_cues(line: str, seen: Seen) -> Iterator[Span]:
    """Find what is like a cue in the label of a line."""
    yield from _misread_cue(line)
    label = _AFTER_LABEL.split(line, maxsplit=1)[0]
    for token in _TOKEN.finditer(label) if len(label) <= _LABEL_LENGTH else ():
        if len(word := token.group()) > _STEM and _is_near(word, seen.words) and not CUE.search(word):
            yield token.span()


def _is_near(word: str, seen: dict[str, bool]) -> bool:
    if word not in seen:
        like = process.extractOne(word.lower(), CUES, scorer=fuzz.ratio, score_cutoff=78)
        seen[word] = bool(like) and not word.endswith(("tu", "ty"))  # "Valmisteltu" names nobody.
    return seen[word]


def _misread_cue(line: str) -> Iterator[Span]:
    """Find a cue that a scanner has spoilt or glued to its neighbours, in the label of a table's row."""
    label, mark, _ = line.partition("\t") if "\t" in line else line.lstrip("| ").partition("|")
    if not mark or len(label) > _LABEL_LENGTH or CUE.search(label):
        return
    if process.extractOne(label.lower(), STEMS, scorer=fuzz.partial_ratio, score_cutoff=_SPOILT):
        end = line.index(label) + len(label)
        yield end - 1, end


def _row(text: str, start: int, end: int) -> tuple[Span, Span]:
    """Return the value of the contact row whose label holds this cue, and the rest of the cue's sentence.

    The row is empty for a cue in a sentence, the rest where a mark shows that all is a row.
    """
    label = text[max(_paragraph_start(text, start), start - _LABEL_LENGTH) : start]
    after = _AFTER_CUE.match(text, end)
    first = after.end() if after else end
    opens = text[first : first + 1]
    if _SENTENCE.search(label) or not opens:
        return (end, end), (end, _sentence_end(text, end))
    if after and after["mark"] in (":", "\t", "|"):
        if after["mark"] == ":" and "," in label:
            return (end, end), (end, _sentence_end(text, end))
        return (first, _row_end(text, first)), (first, first)
    if not (opens.isupper() or opens in "[+<█("):
        return (end, end), (end, _sentence_end(text, end))
    if close := _closing(text, label, first):
        return (first, close), (close, close)
    stop = _row_end(text, first)
    verb = next((m.start() for m in _VERB.finditer(text, first, stop) if not _formal(m.group())), stop)
    return (first, verb), (verb, _sentence_end(text, verb))


def _closing(text: str, label: str, first: int) -> int:
    """Return where the bracket closes that a row's label stands in, or 0."""
    inside = label.rfind("(") > label.rfind(")")
    return max(text.find(")", first, first + _LABEL_LENGTH), 0) if inside else 0


def _formal(word: str) -> bool:
    return bool(ORGANISATION.search(word) or TITLES.fullmatch(word)) or word in LABELS


def _row_end(text: str, first: int) -> int:
    """Return where a row's value ends: at a gap, at the next row, or after so many characters."""
    position = first
    for line in re.finditer(r"[^\r\n]*(?:\r?\n|$)", text[first : first + _ZONE_LENGTH]):
        stripped = line.group().strip()
        if line.start() and (not stripped or _next_row(stripped)):
            break
        position = first + line.end()
    return position


def _next_row(line: str) -> bool:
    if (
        re.match(r"#|[-*•] |\d{1,2}[.)]|\||[^\t]{3,}\t|<?(?:https?://|www\.)", line)
        or len(line) > _LABEL_LENGTH
    ):
        return True
    if _CODE.search(line):
        return True
    opening = _TOKEN.search(re.sub(r"</?\w+>", "", line.lower()))
    return bool(opening and process.extractOne(opening.group(), ROWS, scorer=fuzz.ratio, score_cutoff=80))


def _in_row(text: str, start: int, end: int) -> Iterator[Span]:
    for segment in _SEGMENT.finditer(text[start:end]):
        tokens = [(m.group(), start + segment.start() + m.start()) for m in _TOKEN.finditer(segment.group())]
        kept = _organisation(tokens)
        kept |= {i for i, (token, _) in enumerate(tokens) if _explained(token, tokens, i)}
        named = [i for i, (token, _) in enumerate(tokens) if i not in kept and _like_a_name(token)]
        if named and len(tokens) <= _FEW:
            named = [i for i in range(len(tokens)) if i not in kept]
        yield from ((tokens[i][1], tokens[i][1] + len(tokens[i][0])) for i in named)
        if named and tokens[named[-1]][0].endswith("-"):
            yield from _rest_of_word(text, start + segment.end())


def _like_a_name(token: str) -> bool:
    """Tell words with a capital, words that a scanner has put a digit into, and parts of phone numbers."""
    if token.isdigit():
        return len(token) >= _DIGITS and not _YEAR.fullmatch(token)
    return any(c.isupper() or c.isdigit() for c in token)


def _rest_of_word(text: str, end: int) -> Iterator[Span]:
    rest = re.compile(r"[ \t]*\r?\n\s*([^\W\d_]+)").match(text, end)
    if rest:
        yield rest.span(1)


def _organisation(tokens: list[tuple[str, int]]) -> set[int]:
    """Return which words of a segment name organisations: the telling word and what leads up to it."""
    kept: set[int] = set()
    for i, (token, _) in enumerate(tokens):
        legal = token.lower() in LEGAL
        if not (legal or ORGANISATION.search(token)):
            continue
        kept.add(i)
        proper = 1
        for j in range(i - 1, -1, -1):
            word = tokens[j][0]
            if word.lower() in ("ja", "och") and tokens[j + 1][0][0].isupper():
                break
            if not (word[0].islower() or word.endswith("-")):
                genitive = word.endswith(("n", "s")) and not word.endswith("nen")
                if not proper or not (legal or genitive or REGION.match(word)):
                    break
                proper -= 1
            kept.add(j)
        if i + 1 < len(tokens) and tokens[i + 1][0].lower() in ("of", "for"):
            kept.update(range(i + 1, min(len(tokens), i + _FEW + 1)))
    return kept


def _explained(token: str, tokens: list[tuple[str, int]], i: int) -> bool:
    word = token.lower().rstrip("-")
    if _CODE.fullmatch(token):
        return True
    if word in LABELS or token.endswith("-") or TITLES.fullmatch(token):
        return not token.endswith("-") or i + 1 < len(tokens)
    letters = [c for c in token if c.isalpha()]
    if not all(c.isupper() for c in letters) or len(letters) < 2:
        return bool(re.match(r"[A-ZÅÄÖ]{2,}[:-]", token))
    beside = [t for t, _ in tokens[max(0, i - 1) : i + 2] if t != token]
    return len(letters) <= 4 or not any(len(t) > 3 and t.isupper() for t in beside)


def _pairs(text: str, start: int, end: int) -> Iterator[Span]:
    return (m.span() for m in _NAME.finditer(text, start, end) if _is_name(text, *m.span()))


def _is_name(text: str, start: int, end: int) -> bool:
    raw = text[start:end]
    words = [w.strip(".") for w in raw.split()]
    if REGION.match(raw) or re.match(r" ?[-–]", text[end : end + 2]):
        return False
    if any(ORGANISATION.search(w) or w.lower() in LEGAL for w in words):
        return False
    return not any(w.lower() in LABELS or (len(w) > 1 and w.isupper()) for w in words)


def _again(text: str, found: list[Span]) -> Iterator[Span]:
    """Find the same full names elsewhere in the text."""
    whole = {" ".join(text[s:e].split()) for s, e in _joined(text, found)}
    for name in sorted(n for n in whole if " " in n and len(n) > 7):
        *first, last = name.split()
        stem = last[:-2] if len(last) > _FEW + 1 else last
        pattern = r"\s+".join(map(re.escape, [*first, stem]))
        yield from (m.span() for m in re.finditer(rf"\b{pattern}[^\W\d_]{{0,6}}", text))


def _joined(text: str, found: list[Span]) -> Iterator[Span]:
    """Join the words of a name that stand beside each other."""
    last: Span | None = None
    for span in sorted(found):
        if last and text[last[1] : span[0]].isspace() and span[0] - last[1] <= _FEW:
            last = (last[0], max(last[1], span[1]))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _paragraph_start(text: str, offset: int) -> int:
    gaps = re.finditer(r"\n[ \t\r]*\n|^[^\n\t]*\t", text[max(0, offset - 500) : offset], re.MULTILINE)
    last = max((m.end() if m.group().startswith("\n") else m.start() for m in gaps), default=0)
    return max(0, offset - 500) + last


def _sentence_end(text: str, start: int) -> int:
    end = _END.search(text, start, start + 2 * _REACH)
    return end.start() if end else min(len(text), start + 2 * _REACH)
