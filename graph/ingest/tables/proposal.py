"""A mapping proposed from a table's headings, in three languages, and from the values below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import yaml

from graph.errors import UnreadableTable
from graph.ingest.tables.cells import Cell, plain
from graph.ingest.tables.headings import fold
from graph.ingest.tables.opening import opened

_SAMPLE = 5000
_FEWEST = 3
_MOST_CODES = 40
#: What headings are called, most telling first; the first that fits, and is free, is proposed.
_HEADINGS: tuple[tuple[str, str], ...] = (
    ("", "yhteyshenk kontaktperson contact s.?hk.?posti e-?post e-?mail puhelin telefon phone osoite adress"),
    ("beneficiary-id", "y-tunnus fo-nummer business.id vat beneficiary.*(id|number)"),
    ("group", "ryhm.hank group.?project parent emohank"),
    (
        "code",
        "^(hanke)?koodi$ hankekoodi hankenumero projektkod projektnummer (operation|project|call).?(code|id)",
    ),
    ("participants", "osallistuj deltagare participants"),
    ("programme", "^ohjelma$ programme.?(code|cci) ^cci"),
    ("code", "identifier tunniste tunnus haun.numero ^id$ rcn"),
    ("title", "hankkeen.nimi toimen.nimi haun.nimi projektets.namn insatsens.namn"),
    ("title", "(operation|project|call).?(name|title) ^(nimi|namn|name|title|otsikko|acronym)$ nimi$"),
    ("summary", "tiivistelm kuvaus tarkoitus sammanfattning syfte beskrivning summary purpose description"),
    ("start", "aloitus alkaa alkamis start b.rjar opening avautu"),
    ("end", "p..ttym p..ttyy slut end.?date ^end$ closing sulkeutu"),
    ("beneficiary", "tuensaaja toteuttaja hakija hallinnoija st.dmottagare genomf.rare beneficiary"),
    ("beneficiary", "coordinator grantee"),
    ("authority", "viranomainen rahoittaja myndighet authority"),
    ("fund", "^rahasto ^fond ^fund$ ^fund.(code|name)"),
    ("objective", "erityistavoite s.rskilt.m.l specific.objective"),
    ("priority", "^tl$ toimintalinja insatsomr.de priority"),
    ("theme", "^teema ^tema ^theme"),
    ("unit", "hanketyyppi hankkeen.laji projekttyp project.type"),
    ("status", "^tila status"),
    ("rate", "osuus.?% rahoitusosuus medfinansieringssats rate"),
    ("region", "maakunta landskap region nuts"),
    ("location", "sijainti paikkakunta kunta$ plats ort$ location"),
    ("intervention", "tukitoim interventions?typ type.of.intervention category"),
    ("currency", "valuutta valuta currency"),
    ("money", "rahoitus kustannu budjetti m..r.raha tuki finansiering kostnad belopp budget cost amount"),
    ("money", "expenditure funding contribution eur"),
)
_STAGES = (
    ("paid", r"toteutunut|maksettu|utbetal|paid|spent|realised"),
    ("called", r"haettavana|avoinna oleva|utlyst|call|haku"),
    ("committed", r"my.nnetty|sidottu|beviljad|granted|committed|contribution"),
    ("planned", r"suunniteltu|arvio|planerad|planned|estimated|budget|total"),
)
_COMPOSITIONS = (
    ("eu-and-state", r"eu- ja valtio|eu och stat|eu and state"),
    ("public", r"julki|offentlig|public"),
    ("municipal", r"kunta|kommun|municipal"),
    ("private", r"yksityi|privat|private"),
    ("state", r"valtio|stat(en|lig)|state|national"),
    ("eu", r"\beu\b|\beu-|unioni|union|\bec\b"),
)
_DATES = (
    ("d.m.yyyy", r"\d{1,2}\.\d{1,2}\.\d{4}"),
    ("yyyy-mm-dd", r"\d{4}-\d\d-\d\d.*"),
    ("dd/mm/yyyy", r"\d{1,2}/\d{1,2}/\d{4}"),
    ("dd-mm-yyyy", r"\d{1,2}-\d{1,2}-\d{4}"),
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LATER_PERIOD = 2021
_NUMBER = re.compile(r"-?[\d\s\u00a0.,']+(?:€|EUR)?")
_HEAD = """\
# Proposed from the headings and first rows of {file} ({told}).
# Look at every line before you use it: what a column is, whose money at what stage, which codes mean what.
# Columns that stand here as comments are not read; leave those of contact persons out.
"""


def proposed(path: Path) -> str:
    """Return a mapping in YAML for a table; raises UnreadableTable where no row looks like headings."""
    with opened(path) as held:
        rows = [row for row in islice(held.table.rows, _SAMPLE) if row.cells]
        told = held.table.told
    place, names = _heading_row(path, [row.cells for row in rows])
    columns = list(zip(names, _columns([row.cells for row in rows[place + 1 :]], len(names)), strict=True))
    taken = _taken(columns)
    of_dates = [values for name, values in columns if taken.get(name) in ("start", "end")]
    starts = [value for name, values in columns if taken.get(name) == "start" for value in values]
    sums = [values for name, values in columns if taken.get(name) == "money"]
    head = {
        "name": _slug(path),
        "register": f"(the register's name: {path.stem})",
        "register-code": _slug(path),
        "language": _language(names),
        "kind": "Call" if any(re.search(r"haku|call|utlysning", fold(name)) for name in names) else "Project",
        "period": _period(starts),
        "currency": "EUR",
        "dates": _date_form([value for values in of_dates for value in values]),
        "decimal": "," if any("," in value for values in sums for value in values) else ".",
        "persons": "withhold",
    }
    written = [yaml.safe_dump(head, allow_unicode=True, sort_keys=False), "columns:\n"]
    written += [_column(name, values, taken.get(name, "")) for name, values in columns if name]
    return _HEAD.format(file=path.name, told=told) + "".join(written)


def _heading_row(path: Path, rows: Sequence[Sequence[Cell]]) -> tuple[int, list[str]]:
    def score(cells: Sequence[Cell]) -> int:
        return sum(bool(_named(fold(cell))) for cell in cells if isinstance(cell, str))

    best = max(range(min(len(rows), 30)), key=lambda place: score(rows[place]), default=0)
    if not rows or score(rows[best]) < _FEWEST:
        remedy = "Write a mapping by hand; see docs/how-to/import-a-table.md."
        raise UnreadableTable(
            path, "has no row that looks like headings in Finnish, Swedish or English", remedy
        )
    return best, [plain(cell) for cell in rows[best]]


def _columns(rows: Sequence[Sequence[Cell]], width: int) -> list[list[str]]:
    return [[plain(row[at]) for row in rows if at < len(row) and plain(row[at])] for at in range(width)]


def _named(heading: str) -> list[str]:
    """Return what a heading may be, most telling first; nothing for one of contact persons."""
    found = [n for n, patterns in _HEADINGS if any(re.search(p, heading) for p in patterns.split())]
    return [] if "" in found else found


def _taken(columns: Sequence[tuple[str, list[str]]]) -> dict[str, str]:
    """Say what each column is: every field once, sums of money as often as there are."""
    taken: dict[str, str] = {}
    for name, values in columns:
        for field in _named(fold(name)):
            is_sum = bool(values) and all(_NUMBER.fullmatch(value) for value in values)
            if field == "money" and not is_sum:
                continue
            if field == "money" or field not in taken.values():
                taken[name] = field
                break
    return taken


def _column(name: str, values: list[str], field: str) -> str:
    said: dict[str, object] = {"heading": name, "is": field or "title"}
    if field in ("code", "title"):
        said["required"] = True
    if field == "money":
        said |= {"stage": _first(_STAGES, name, "planned"), "composition": _first(_COMPOSITIONS, name, "")}
    if field in ("fund", "priority", "objective", "theme", "programme", "unit", "region"):
        words = sorted(set(values))[:_MOST_CODES]
        said["codes"] = dict.fromkeys(words, "")
    text = yaml.safe_dump(
        [{key: held for key, held in said.items() if held != ""}], allow_unicode=True, sort_keys=False
    )
    if field:
        return text
    return "".join(f"# {line}\n" for line in text.splitlines())


def _first(patterns: Sequence[tuple[str, str]], name: str, otherwise: str) -> str:
    return next((found for found, pattern in patterns if re.search(pattern, fold(name))), otherwise)


def _period(starts: Sequence[str]) -> str:
    """Return the programming period that most starts are of; of the later one where none tells."""
    years = sorted(int(found[0]) for value in starts if (found := _YEAR.search(value)))
    return "2014-2020" if years and years[len(years) // 2] < _LATER_PERIOD else "2021-2027"


def _date_form(values: Sequence[str]) -> str:
    counts = {form: sum(bool(re.fullmatch(p, value)) for value in values) for form, p in _DATES}
    return max(counts, key=lambda form: counts[form])


def _language(names: Sequence[str]) -> str:
    text = fold(" ".join(names))
    marks = {
        "fi": r"hank|tuki|rahoitus|nimi|pvm",
        "sv": r"projekt|namn|stöd|slut|belopp",
        "en": r"name|date|the|of",
    }
    return max(marks, key=lambda tag: len(re.findall(marks[tag], text)))


def _slug(path: Path) -> str:
    stem = path.name.split(".")[0].casefold()
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:40] or "register"
