"""The settings: one table for command line and documentation; the only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its name on the command line, the variable that sets its default, and what it means."""

    name: str
    variable: str
    default: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("data", "KYTKOS_DATA", "dataset", "The workspace folder that commands work on."),
    Setting("host", "KYTKOS_HOST", "127.0.0.1", "The address the server listens on."),
    Setting("port", "KYTKOS_PORT", "8000", "The port the server listens on; 0 takes a free one."),
    Setting("corpus", "KYTKOS_CORPUS", "", "A folder with the source documents, to show and verify quotes."),
    Setting("workers", "KYTKOS_WORKERS", "2", "The number of processes that answer SPARQL queries."),
    Setting("seconds", "KYTKOS_SECONDS", "30", "The time that a query may take, in seconds."),
    Setting("rows", "KYTKOS_ROWS", "1000000", "The number of rows, or triples, that an answer may have."),
    Setting("memory", "KYTKOS_MEMORY", "2048", "The MiB that a query may take beyond the release itself."),
    Setting(
        "most-in-memory",
        "KYTKOS_MOST_IN_MEMORY",
        "500000",
        "The number of statements up to which a release is held in memory.",
    ),
    Setting("behind-proxy", "KYTKOS_BEHIND_PROXY", "no", "Whether a proxy of yours stands before: yes, no."),
    Setting("kept", "KYTKOS_KEPT", "64", "The MiB of answers that are kept for who asks the same again."),
    Setting(
        "access-log",
        "KYTKOS_ACCESS_LOG",
        "-",
        "The file that requests are told in, a line of JSON each; - is standard error, nothing is no log.",
    ),
    Setting("slow-query", "KYTKOS_SLOW_QUERY", "5", "The seconds from which on a query is told as slow."),
    Setting(
        "log-queries",
        "KYTKOS_LOG_QUERIES",
        "no",
        "Whether the log tells the text of slow queries, in which names may stand: yes, no.",
    ),
    Setting("root-path", "KYTKOS_ROOT_PATH", "", "The path of the proxy below which the site is."),
    Setting(
        "feedback",
        "KYTKOS_FEEDBACK",
        "",
        "Where readers tell of barriers, as the accessibility statement says.",
    ),
    Setting(
        "store", "KYTKOS_STORE", "", "A SPARQL 1.1 store by its address: what is served, or published into."
    ),
    Setting(
        "graph-store",
        "KYTKOS_GRAPH_STORE",
        "",
        "Where that store takes graphs (SPARQL 1.1 Graph Store Protocol), with the name and password for it.",
    ),
    Setting(
        "eukg",
        "KYTKOS_EUKG",
        "https://query.linkedopendata.eu/sparql",
        "The SPARQL service of the EU Knowledge Graph, from which tables are pulled.",
    ),
    Setting(
        "contact",
        "KYTKOS_CONTACT",
        "",
        "Where owners of services that are asked find you: an address or a page, sent with each question.",
    ),
    Setting("curator", "KYTKOS_CURATOR", "editor", "The name that decisions are written under."),
    Setting(
        "lemmatiser",
        "KYTKOS_LEMMATISER",
        "simplemma",
        "What reads Finnish words on the command line: simplemma, or voikko where that extra is installed.",
    ),
    Setting("language", "KYTKOS_LANGUAGE", "fi", "The language of answers: fi, sv or en."),
)


def setting(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return a setting's value: from its variable where that is set, else the default."""
    found = next(s for s in SETTINGS if s.name == name)
    return environment.get(found.variable, found.default)


def data_folder() -> Path:
    """Return the workspace folder that is used where none is named."""
    return Path(setting("data"))
