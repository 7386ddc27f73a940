"""A package is unpacked and parsed within limits; each refusal names the file, the place and a remedy."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from graph.errors import UnreadableDocument
from graph.text.formats import docx, odt, package
from graph.text.formats.package import Package
from tests.graph.text.formats.making import Part, packed
from tests.graph.text.formats.making import docx as made

PATH = Path("a.docx")


def refused(data: bytes, name: str = docx.MAIN) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        Package(PATH, data).xml(name)
    assert caught.value.path == PATH
    assert caught.value.remedy
    return caught.value


def document(body: str) -> bytes:
    return packed({docx.MAIN: body})


def test_a_part_that_unpacks_to_many_times_its_size_is_refused_unread() -> None:
    assert "200 times" in str(refused(document("<a>" + " " * 4 * 2**20 + "</a>")))


def test_a_part_that_is_too_large_is_refused_unread() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(docx.MAIN, b" " * (package.LARGEST_PART + 1))
    assert "32 MB" in str(refused(held.getvalue()))


def test_a_part_whose_size_is_a_lie_is_refused() -> None:
    data = document("<a>" + "sana " * 1000 + "</a>")
    size = len("<a>" + "sana " * 1000 + "</a>").to_bytes(4, "little")
    assert "damaged" in str(refused(data.replace(size, (100).to_bytes(4, "little"))))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a [<!ENTITY e "aaaaaaaaaa"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;">]>',
        '<!DOCTYPE a SYSTEM "http://www.example.org/a.dtd">',
    ],
)
def test_document_types_and_entities_are_refused(declared: str) -> None:
    error = refused(document(f"{declared}<a>&e;</a>"))
    assert docx.MAIN in str(error)
    assert "entities" in str(error)


def test_malformed_xml_is_refused_with_its_place() -> None:
    assert "line 2, column 5" in str(refused(document("<a>\n<b></a>")))


def test_deep_and_wide_structure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "200 deep" in str(refused(document("<a>" * 500 + "</a>" * 500)))
    monkeypatch.setattr(package, "MOST_ELEMENTS", 50)
    assert "50 elements" in str(refused(document("<a>" + "<b/>" * 60 + "</a>")))


def test_a_missing_part_is_refused_by_name() -> None:
    assert "word/document.xml is missing" in str(refused(packed({"other.xml": "<a/>"})))


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(document("<a/>"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    error = refused(bytes(data))
    assert "encrypted" in str(error)
    assert "password" in error.remedy


def test_an_odt_file_with_a_password_is_refused() -> None:
    manifest = "<manifest:encryption-data/>"
    data = packed({"content.xml": "x", "META-INF/manifest.xml": manifest})
    with pytest.raises(UnreadableDocument, match="password"):
        odt.text(Path("a.odt"), data)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.99])
def test_a_truncated_package_is_refused(share: float) -> None:
    whole = made([Part("paragraph", "sanoja")] * 50)
    assert "truncated" in str(refused(whole[: int(len(whole) * share)]))


def test_a_package_with_flipped_bytes_is_refused_or_read() -> None:
    whole = made([Part("paragraph", "sanoja riittää")] * 50)
    for place in range(30, len(whole), 41):
        data = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        with suppress(UnreadableDocument):
            assert isinstance(docx.text(PATH, data), str)
