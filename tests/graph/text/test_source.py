"""A source is decoded text with its bytes' hash; what is no document is refused with place and remedy."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from graph.errors import UnreadableDocument
from graph.text.source import LIMIT, decode, load
from tests.graph.text.formats.making import Sheet, bound, scanned

WORDS = "Merimiesten osallisuus rannalla ja merellä – häilyvä öinen majakka."


def refused(path: Path, limit: int = LIMIT) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        load(path, limit)
    assert caught.value.path == path
    assert str(path) in str(caught.value)
    assert caught.value.remedy
    return caught.value


def written(folder: Path, data: bytes, name: str = "document.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_text_is_hashed_as_its_bytes_are_and_newlines_stay(tmp_path: Path) -> None:
    data = f"{WORDS}\r\n\r\n{WORDS}\n".encode()
    source = load(written(tmp_path, data))
    assert source.data_sha256 == hashlib.sha256(data).hexdigest()
    assert source.text == data.decode()
    assert source.media_type == "text/plain"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path, encoding: str) -> None:
    assert load(written(tmp_path, WORDS.encode(encoding))).text == WORDS


@pytest.mark.parametrize(
    ("name", "media_type"), [("a.md", "text/markdown"), ("a.HTML", "text/html"), ("a", "text/plain")]
)
def test_the_suffix_gives_the_media_type(tmp_path: Path, name: str, media_type: str) -> None:
    assert load(written(tmp_path, WORDS.encode(), name)).media_type == media_type


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "does not exist" in str(refused(tmp_path / "none.txt"))
    assert "not a file" in str(refused(tmp_path))


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    assert " is empty" in str(refused(written(tmp_path, data)))


def test_another_encoding_is_refused_with_the_place_of_its_first_byte(tmp_path: Path) -> None:
    error = refused(written(tmp_path, b"Kaupunki ja " + "äiti".encode("latin-1")))
    assert "byte 12" in str(error)
    assert "UTF-8" in error.remedy


def test_a_broken_utf_16_file_is_refused_with_its_place(tmp_path: Path) -> None:
    error = refused(written(tmp_path, WORDS.encode("utf-16") + b"\x00\xd8"))
    assert f"byte {len(WORDS.encode('utf-16'))}" in str(error)


def test_a_nul_byte_is_refused_with_its_place(tmp_path: Path) -> None:
    assert "byte 5" in str(refused(written(tmp_path, b"sanat\0" + WORDS.encode())))


@pytest.mark.parametrize(
    ("magic", "name"),
    [
        (b"%PDF-1.7\n", "a PDF file that is damaged or truncated"),
        (b"PK\x03\x04", "damaged or truncated package"),
        (b"\xd0\xcf\x11\xe0", "old Office file"),
        (b"{\\rtf1", "RTF"),
    ],
)
def test_a_file_of_another_format_is_refused_by_name(tmp_path: Path, magic: bytes, name: str) -> None:
    error = refused(written(tmp_path, magic + WORDS.encode()))
    assert name in str(error)
    assert "give that file" in error.remedy


@pytest.mark.parametrize(
    "data", [b"12345 67890 " * 50, b"abc", b"- - - - - - - - - a " * 30, b"\x01\x02" * 20 + WORDS.encode()]
)
def test_a_file_without_words_is_refused(tmp_path: Path, data: bytes) -> None:
    refused(written(tmp_path, data))


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        # More than any memory holds; it takes no room on the disk.
        os.truncate(file.fileno(), 2**40)
    error = refused(path)
    assert "20 MB" in str(error)


def test_the_limit_can_be_set(tmp_path: Path) -> None:
    path = written(tmp_path, WORDS.encode())
    assert load(path, len(WORDS.encode())).text == WORDS
    refused(path, len(WORDS.encode()) - 1)


def test_bytes_are_decoded_without_a_file() -> None:
    assert decode(Path("upload.md"), WORDS.encode()).text == WORDS


def test_offsets_of_a_pdf_have_pages_and_those_of_a_text_none() -> None:
    one, other = Sheet([]), Sheet([])
    one.put(60, 700, "Merimiesten osallisuus rannalla.")
    other.put(60, 500, "Merimiesten osallisuus merellä.")
    source = decode(Path("a.pdf"), bound([one, scanned(), other]))
    places = [source.text.index("Meri"), source.text.rindex("Meri"), len(source.text)]
    assert [source.page_at(place) for place in places] == [1, 3, 3]
    assert source.pictures == (2,)
    text = decode(Path("a.txt"), source.text.encode())
    assert (text.page_at(places[1]), text.pictures) == (None, ())
