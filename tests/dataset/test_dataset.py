"""What the published dataset promises: reviewed link by link, with evidence, and nobody's personal data."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.assertion import Assertion, DocumentVersion
from graph.curation.log import DecisionLog
from graph.curation.states import Link
from graph.release.build import build
from graph.store.workspace import Workspace
from graph.terms import RELATIONS
from graph.text.anchor import CHARACTERS, WORDS, verify
from graph.text.personal import MASK, redact
from graph.text.source import Source

ROOT = Path(__file__).resolve().parents[2]
SHARE = 0.70
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w")
PHONE = re.compile(r"\+358[\d ]|\b0\d{1,3}[ -]?\d{3}[ -]?\d{2,4}\b")
ROW = re.compile(r"henkil\w*(?:\(\w\))?(?:</?\w+>)*[ \w]*\)?\t(?P<value>.+)")
NAME = re.compile(r"\b[A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?")


@pytest.fixture(scope="module")
def accepted(links: tuple[Link, ...]) -> list[Link]:
    return [link for link in links if link.state == "accepted"]


@pytest.fixture(scope="module")
def versions(published: Workspace) -> dict[str, DocumentVersion]:
    return {held.version.document: held.version for held in published.documents()}


@pytest.fixture(scope="module")
def mentions(published: Workspace, links: tuple[Link, ...]) -> list[Assertion]:
    """Every mention: what the reader found, whatever was decided on it, and what editors added."""
    return [mention for link in links for mention in link.mentions]


@pytest.fixture(scope="module")
def persons(corpus: list[Source]) -> list[re.Pattern[str]]:
    """The contact persons that the forms' own rows name, as patterns that find them in any writing."""
    rows = (row for source in corpus for row in ROW.finditer(source.text))
    found = {name for row in rows for name in NAME.findall(row["value"])}
    assert found
    assert all(MASK in redact(source.text) for source in corpus if ADDRESS.search(source.text))
    return [re.compile(r"[\W_]{1,3}".join(re.split(r"[ -]", name)), re.IGNORECASE) for name in found]


def test_most_accepted_links_were_found_by_a_rule(accepted: list[Link]) -> None:
    by_rule = [link for link in accepted if not link.is_added]
    assert len(by_rule) / len(accepted) >= SHARE


def test_every_link_is_decided_and_in_one_way(links: tuple[Link, ...]) -> None:
    assert [link.assertion.code for link in links if link.state == "proposed"] == []
    assert [link.assertion.code for link in links if link.is_contradicted] == []


def test_every_accepted_link_has_its_evidence_in_its_document_and_section(
    accepted: list[Link], versions: dict[str, DocumentVersion]
) -> None:
    astray = [
        (mention.relation, mention.subject, mention.object, mention.start)
        for link in accepted
        for mention in link.mentions
        if not _stands_in_its_section(mention, versions[mention.document])
    ]
    assert astray == []


def _stands_in_its_section(mention: Assertion, version: DocumentVersion) -> bool:
    places = [(int(s["start"]), int(s["end"])) for s in version.sections if s["key"] == mention.section]
    inside = any(start <= mention.start < mention.end <= end for start, end in places)
    return inside and mention.end <= version.characters


def test_a_mention_is_a_few_words(mentions: list[Assertion]) -> None:
    assert all(mention.mention.strip() for mention in mentions)
    assert max(len(mention.mention.split()) for mention in mentions) <= WORDS
    assert max(len(mention.mention) for mention in mentions) <= CHARACTERS


def test_every_decision_says_why_and_in_which_role(published: Workspace) -> None:
    decisions = DecisionLog(published).read()
    assert [d.id for d in decisions if len(d.reason.split()) < 3 or not d.role] == []
    assert len({d.id for d in decisions}) == len(decisions)


def test_every_decision_finds_the_link_it_decides_on(published: Workspace, links: tuple[Link, ...]) -> None:
    decided = {decision.id for link in links for decision in link.decisions}
    on_links = [d for d in DecisionLog(published).read() if d.action != "merge"]
    assert [d.id for d in on_links if d.id not in decided] == []


def test_every_decision_is_on_a_relation_of_the_graph(published: Workspace) -> None:
    on_links = (d for d in DecisionLog(published).read() if d.action != "merge")
    assert {d.relation for d in on_links} <= set(RELATIONS)


def test_no_file_holds_an_address_a_number_or_a_mask(published: Workspace) -> None:
    for path in _files(published.path):
        text = path.read_text()
        found = [len(pattern.findall(text)) for pattern in (ADDRESS, PHONE, re.compile(MASK))]
        assert found == [0, 0, 0], path.name


def test_no_text_of_a_document_is_in_the_repository() -> None:
    assert [path for path in _tracked() if path.startswith(("dataset/texts/", "dataset/releases/"))] == []


def test_each_mention_is_the_text_at_its_place(
    corpus: list[Source], mentions: list[Assertion], versions: dict[str, DocumentVersion]
) -> None:
    texts = {source.data_sha256: redact(source.text) for source in corpus}
    wrong = [
        (mention.relation, mention.object, mention.start)
        for mention in mentions
        if not verify(texts[versions[mention.document].sha256], mention.start, mention.end, mention.mention)
    ]
    assert wrong == []


def test_no_contact_person_is_named_in_the_repository(persons: list[re.Pattern[str]]) -> None:
    assert [path for path in _tracked() if _names_any(ROOT / path, persons)] == []


@pytest.mark.slow
def test_no_contact_person_is_named_in_a_release(
    published: Workspace, persons: list[re.Pattern[str]], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(published.path, data, ignore=shutil.ignore_patterns("releases", "*.held"))
    build(Workspace(data))
    built = [path for path in sorted((data / "releases").rglob("*")) if path.is_file()]
    assert any(path.suffix == ".gz" for path in built)
    assert [path.name for path in built if _names_any(path, persons)] == []


def _names_any(path: Path, persons: list[re.Pattern[str]]) -> bool:
    data = path.read_bytes() if path.is_file() else b""
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode(errors="replace")
    return any(person.search(text) for person in persons)


def _files(folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in ("workspace.json", "decisions.jsonl", "README.md"))
    yield from sorted((folder / "documents").rglob("*.jsonl"))
    yield from sorted((folder / "facts").glob("*.ttl"))


def _tracked() -> list[str]:
    """The repository's files; skips where the checkout is none."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout of the repository")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return listed.stdout.decode().split("\0")[:-1]
