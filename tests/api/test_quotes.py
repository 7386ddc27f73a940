"""Quotes are found by the document's hash and compared word for word."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from api.quotes import Quote, Quotes

TEXT = "Kohderyhmänä ovat keksityt\n  henkilöt, yhteys keksi.tty@example.org ja muut.\n"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 not read")
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize("recorded", ["keksityt henkilöt", "keksityt", ""])
def test_words_that_are_as_recorded_are_verified(folder: Path, recorded: str) -> None:
    start = TEXT.index("keksityt")
    end = TEXT.index(", yhteys")
    assert Quotes(folder).find(SHA256, start, end, recorded) == Quote(TEXT[start:end], is_verified=True)


@pytest.mark.parametrize(("start", "end"), [(0, 5), (10_000, 10_005), (5, 5)])
def test_words_that_differ_are_not(folder: Path, start: int, end: int) -> None:
    quote = Quotes(folder).find(SHA256, start, end, "keksityt henkilöt")
    assert quote is not None
    assert not quote.is_verified


def test_a_document_of_another_hash_is_not_at_hand(folder: Path) -> None:
    assert Quotes(folder).find("0" * 64, 0, 5, "Kohde") is None


@pytest.mark.parametrize("missing", [None, Path("no-such-folder")])
def test_without_a_folder_there_are_no_quotes(missing: Path | None) -> None:
    assert Quotes(missing).find(SHA256, 0, 5, "Kohde") is None


def test_a_file_that_is_no_text_has_no_quotes(folder: Path) -> None:
    sha256 = hashlib.sha256(b"%PDF-1.7 not read").hexdigest()
    assert Quotes(folder).find(sha256, 0, 5, "") is None


def test_personal_data_stays_overwritten(folder: Path) -> None:
    quote = Quotes(folder).find(SHA256, 0, len(TEXT), "")
    assert quote is not None
    assert "@" not in quote.words
    assert len(quote.words) == len(TEXT)
