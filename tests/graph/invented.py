"""An invented workspace: a theme description and a report, of things that exist nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph.assertion import Assertion, Decision, DocumentVersion, Scalar
from graph.curation.log import DecisionLog
from graph.identifiers import work_code
from graph.store.workspace import Workspace
from graph.terms import ROW_RELATIONS

SHA = "a" * 64
DOCUMENT = work_code(SHA)
PERSON = "a-person-who-decides"
WHEN = "2025-01-01T00:00:00+00:00"
SECTIONS: tuple[Mapping[str, Scalar], ...] = (
    {"key": "header", "label": "Otsake", "start": 0, "end": 60, "found": True},
    {"key": "target-groups", "label": "3) Kohderyhmät", "start": 60, "end": 400, "found": True},
    {"key": "instruments", "label": "1) Yhteydet", "found": False},
)


def version(sha256: str = SHA, title: str = "Keksitty teemakuvaus") -> DocumentVersion:
    """An invented theme description."""
    return DocumentVersion(
        document=work_code(sha256),
        sha256=sha256,
        title=title,
        form="theme",
        language="fi",
        characters=500,
        media_type="text/plain",
        reader="invented 1",
        sections=SECTIONS,
    )


def link(
    relation: str, subject: str, target: str, kind: str, label: str, start: int = 70, **more: object
) -> Assertion:
    """A mention of a link in the invented theme description."""
    fields: dict[str, object] = {
        "section": "target-groups" if start >= 60 else "header",
        "rule": "invented-rule",
        "mention": label,
        "end": start + len(label),
        "document": DOCUMENT,
        **more,
    }
    return Assertion(
        kind=kind,
        label=label,
        relation=relation,
        subject=subject,
        object=target,
        start=start,
        **fields,  # type: ignore[arg-type]
    )


DESCRIBED = link("describes", DOCUMENT, "xtheme", "Theme", "Keksitty teema", start=3)
TARGETED = link("targets", "xtheme", "xgroup", "TargetGroup", "sepitetyt ryhmät", start=80)
TARGETED_AGAIN = link("targets", "xtheme", "xgroup", "TargetGroup", "Sepitetyt ryhmät", start=180)
UNDECIDED = link("targets", "xtheme", "xother", "TargetGroup", "muut sepitetyt", start=120)
LINKS = (DESCRIBED, TARGETED, UNDECIDED, TARGETED_AGAIN)


def decision(
    number: int, action: str, about: Assertion, reason: str = "sanotaan näin", **more: object
) -> Decision:
    """A decision on a link."""
    fields: dict[str, object] = {"quote": about.mention, **more}
    return Decision(
        f"e{number}",
        WHEN,
        PERSON,
        "graph editor",
        action,  # type: ignore[arg-type]
        reason,
        *about.key,
        **fields,  # type: ignore[arg-type]
    )


def workspace(path: Path) -> Workspace:
    """Write the invented workspace: two links are accepted, one is undecided."""
    path.mkdir(parents=True, exist_ok=True)
    held = Workspace(path)
    held.write_document(version(), LINKS)
    log = DecisionLog(held)
    log.append(decision(1, "accept", DESCRIBED))
    log.append(decision(2, "accept", TARGETED))
    return held


def trusting(held: Workspace, register: str) -> None:
    """Declare a register authoritative for all that its rows state."""
    said = {"relations": list(ROW_RELATIONS)}
    DecisionLog(held).append(
        Decision(
            "etrust", WHEN, PERSON, "graph editor", "trust", "its own", document=register, assertion=said
        )
    )
