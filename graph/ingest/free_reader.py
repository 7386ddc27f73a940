"""The reader of free-form text: a call, a chapter or a plan in Finnish, Swedish or English, or in several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from graph.assertion import DocumentVersion, Scalar
from graph.identifiers import work_code
from graph.ingest.claims import Claims, Thing
from graph.ingest.free import assert_free, proposals, tools_for
from graph.ingest.languages import LANGUAGES, Detect, Language, detector, language_of
from graph.ingest.lemmas import Lemmatiser, lemmatiser
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import passage
from graph.ingest.reader import READER, Reading, named, pictures
from graph.ingest.sections import Sections
from graph.ingest.vocabulary import Vocabulary
from graph.text.blocks import Block, blocks
from graph.text.fingerprint import fingerprint
from graph.text.personal import redact
from graph.text.source import Source

FORM = "free"
#: The one section of a text without a form, and its name in each language.
SECTION = "text"
_NAMES: dict[Language, str] = {"fi": "teksti", "sv": "text", "en": "text"}
#: The year that a text begins in where nothing tells it.
_BEGINS = 2021
_TITLE = 100


class FreeReader:
    """Reads texts of no form against one vocabulary; what a language needs is made at its first text."""

    def __init__(
        self, vocabulary: Vocabulary, lemmas: Lemmatiser | None = None, detect: Detect | None = None
    ) -> None:
        self._vocabulary = vocabulary
        self._lemmas = lemmas or lemmatiser()
        self._detect = detect or detector()
        self._tools: dict[Language, Tools] = {}

    def prepare(self) -> None:
        """Load every language now, so that no text waits for it."""
        for language in LANGUAGES:
            self._of(language)
            self._lemmas.analyses("a", language)

    def read(self, source: Source, work: str = "") -> Reading:
        """Read a text; what it speaks of is the document itself, as nothing says what the document describes.

        Passages in other languages are not read, and told as missing.
        """
        text = redact(source.text)
        cut = blocks(text)
        spoken = self._spoken(text, cut)
        code = work or work_code(source.data_sha256)
        claims = Claims(code, text, source.page_at)
        for language in LANGUAGES:
            chosen = [block for block, of in spoken if of == language]
            if chosen:
                self._assert(text, code, chosen, language, claims)
        languages = {block.start: of for block, of in spoken if of}
        made = tuple(proposals(claims.assertions, languages))
        version = replace(_version(source, code, text, spoken), reader=named(self._lemmas))
        return Reading(version, made, Sections((), ()), text)

    def _assert(self, text: str, code: str, cut: list[Block], language: Language, claims: Claims) -> None:
        tools = self._of(language)
        passages = tuple(
            passage(text, SECTION, b.kind, (b.start, b.end), tools.lemmatiser, language) for b in cut
        )
        paper = Paper(code, FORM, text, passages, (), _BEGINS)
        assert_free(paper, tools, claims, Thing(code, "Document", code))

    def _of(self, language: Language) -> Tools:
        if language not in self._tools:
            self._tools[language] = tools_for(language, self._vocabulary, self._lemmas)
        return self._tools[language]

    def _spoken(self, text: str, cut: tuple[Block, ...]) -> list[tuple[Block, Language | None]]:
        """Tell each block's language; a short one is in that of the block before it."""
        likely = language_of(text, self._detect)
        found: list[tuple[Block, Language | None]] = []
        for block in cut:
            of = language_of(text[block.start : block.end], self._detect, likely)
            found.append((block, of))
            likely = of or likely
        return found


def _version(
    source: Source, code: str, text: str, spoken: list[tuple[Block, Language | None]]
) -> DocumentVersion:
    counted = Counter(dict.fromkeys(LANGUAGES, 0))
    for block, of in spoken:
        if of:
            counted[of] += block.end - block.start
    language = counted.most_common(1)[0][0]
    section: dict[str, Scalar] = {
        "key": SECTION,
        "label": _NAMES[language],
        "start": 0,
        "end": len(text),
        "found": True,
    }
    return DocumentVersion(
        document=code,
        sha256=source.data_sha256,
        title=_title(text, spoken),
        form=FORM,
        language=language,
        characters=len(source.text),
        media_type=source.media_type,
        reader=READER,
        sections=(section,),
        missing=(*_unread(spoken), *pictures(source)),
        fingerprint=fingerprint(text),
    )


def _title(text: str, spoken: list[tuple[Block, Language | None]]) -> str:
    """Return the first heading, or else how the text begins."""
    headings = [block for block, _ in spoken if block.kind == "heading"]
    first = next(iter(headings or [block for block, _ in spoken]), None)
    words = text[first.start : first.end].split() if first else ["–"]
    title = ""
    for word in words:
        if title and len(title) + len(word) >= _TITLE:
            return f"{title} …"
        title = f"{title} {word}".strip()
    return title


def _unread(spoken: list[tuple[Block, Language | None]]) -> Iterator[dict[str, Scalar]]:
    """Tell where passages in other languages begin, once for those that follow each other."""
    before: Language | None = "fi"
    for block, of in spoken:
        if of is None and before is not None:
            yield {"part": SECTION, "reason": "other-language", "start": block.start}
        before = of
