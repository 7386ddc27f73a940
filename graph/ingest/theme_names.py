"""Theme names: where the field of a theme's title names it, in its first language and in others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.ingest.paper import Tools
from graph.ingest.passages import Passage
from graph.ingest.tongues import tongues

_SHORTEST_NAME = 8
_LEADING_NUMBER = re.compile(r"^[\d.]+\s+")
_BOLD = re.compile(r"<(b|strong)>(?P<tagged>.+?)</\1>|\*\*(?P<starred>.+?)\*\*", re.DOTALL)
#: What parts names in several languages; a line that goes on in lower case only wraps one.
_NEXT_LANGUAGE = re.compile(r"\s{2,}(?![a-zåäö])|[\r\n](?!\s*[a-zåäö])")


def name_span(passage: Passage, tools: Tools) -> tuple[int, int] | None:
    """Find the name itself: the bold words, or what follows the last objective or stands on lines before it.

    Of several languages, the first.
    """
    find, raw = passage.normal.find_raw, passage.raw
    if bold := _BOLD.search(raw):
        group = "tagged" if bold["tagged"] else "starred"
        return find(passage.start + bold.start(group)), find(passage.start + bold.end(group))
    numbers = list(tools.rules.wordings["objective"].finditer(passage.text))
    ends = [find(passage.start + m.start()) for m in _NEXT_LANGUAGE.finditer(raw)]
    stop, start = len(passage.text), 0
    if numbers and any(_SHORTEST_NAME < end <= numbers[0].start() for end in ends):
        stop = numbers[0].start()
    elif numbers:
        start = _after_objective(passage.text, numbers[-1].end(), tools)
        if stop - start < _SHORTEST_NAME < numbers[0].start():
            start, stop = 0, numbers[0].start()
    stop = next((end for end in ends if end > start + 3), stop)
    if start < stop:
        stop = start + _parts(passage.text[start:stop], tools)[0][1]
    return (start, stop) if start < stop else None


def _parts(text: str, tools: Tools) -> list[tuple[int, int]]:
    def owns(word: str) -> bool:
        """Tell a word that the language's dictionary has, or whose end it has."""
        said, lemmas = word.casefold(), tools.lemmatiser.analyses(word, tools.language)
        known = tools.lemmatiser.knows(said, tools.language)
        return known or any(not lemma.endswith("~") and lemma != said for lemma in lemmas)

    return tongues(text, tools.language, tools.lemmatiser.knows, owns)


def other_names(passage: Passage, place: tuple[int, int], tools: Tools) -> Iterator[tuple[int, int]]:
    """Iterate over the names after the first, in other languages, which the layout or their words part."""
    start = 0
    objective = tools.rules.wordings["objective"]
    for gap in [*_NEXT_LANGUAGE.finditer(passage.raw), None]:
        end = gap.start() if gap else len(passage.raw)
        first, last = (passage.normal.find_raw(passage.start + at) for at in (start, end))
        start = end
        first = max(first, place[1])
        told = objective.search(passage.text, first, last)
        last = told.start() if told else last
        known = passage.text[place[0] : place[1]] if first == place[1] else ""
        for one, other in _parts(known + passage.text[first:last], tools) if first < last else ():
            begin, stop = (at + first - len(known) for at in (max(one, len(known)), other))
            while begin < stop and not passage.text[begin].isalpha():
                begin += 1
            while stop > begin and not passage.text[stop - 1].isalnum():
                stop -= 1
            if stop - begin > _SHORTEST_NAME:
                yield begin, stop


def _after_objective(text: str, start: int, tools: Tools) -> int:
    """Return where a theme's own name starts after its objective's: past a known name, or past a colon."""
    for concept in tools.vocabulary.of_kind("SpecificObjective"):
        for name in tools.vocabulary.names_of(concept.code):
            bare = _LEADING_NUMBER.sub("", name)
            if (
                text[start:].casefold().startswith(bare.casefold())
                and len(text) > start + len(bare) + _SHORTEST_NAME
            ):
                rest = text[start + len(bare) :]
                return len(text) - len(rest.lstrip(" :.,;–-"))
    colon = re.search(r":\s+(?=[A-ZÅÄÖ])", text[start:])
    return start + colon.end() if colon else start
