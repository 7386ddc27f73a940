"""The reference pages, the JSON-LD context and types of scripts: all written from what they describe."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from kytkos.manual import pages
from kytkos.typescript import types
from ontology.constraint import Constraint, constraints, shapes, targets
from ontology.context import PREFIXES, context
from ontology.source import graph, paths

NS = PREFIXES["kyt"]
COMMAND = "python -m kytkos.reference"
ROOT = Path(__file__).resolve().parents[1]

_KINDS = (
    ("Classes", OWL.Class),
    ("Relations between resources", OWL.ObjectProperty),
    ("Values", OWL.DatatypeProperty),
    ("Annotations", OWL.AnnotationProperty),
)
_INTRODUCTION = f"""# Ontology reference

Every class, relation, value, code list and shape of Kytkös. Written by `{COMMAND}` from the Turtle in
`ontology/`; edit that, not this page. `kyt:` stands for `{NS}`, a base that is provisional until it is
registered. No term has an OWL domain or range: the shapes say what must be. A **Violation** keeps a
release from being put in place; a **Warning** is shown and does not.
"""


def files() -> dict[Path, str]:
    """Return what is written, by its path under the project's root."""
    listed = json.dumps(context(graph("terms")), ensure_ascii=False, indent=2) + "\n"
    return {
        Path("docs/reference/ontology.md"): page(),
        Path("ontology/context.jsonld"): listed,
        Path("web/src/api.ts"): types(),
        **pages(),
    }


def page() -> str:
    """Return the reference page as Markdown."""
    terms, rules = graph("terms"), graph("shapes")
    lists = Graph().parse(paths("schemes")[0], format="turtle")
    parts = [_INTRODUCTION]
    parts += [_section(title, terms, _of_type(terms, kind), rules) for title, kind in _KINDS]
    parts += [_code_lists(lists), _other_shapes(terms, rules), _reused(terms)]
    return "\n".join(parts)


def _of_type(terms: Graph, kind: URIRef) -> list[URIRef]:
    return sorted(s for s in terms.subjects(RDF.type, kind) if isinstance(s, URIRef))


def _section(title: str, terms: Graph, members: Iterable[URIRef], rules: Graph) -> str:
    lines = [f"## {title}", ""]
    for term in members:
        lines += [*_term(terms, term), *_shape(rules, URIRef(f"{term}Shape"))]
    return "\n".join(lines)


def _term(terms: Graph, term: URIRef) -> Iterator[str]:
    yield f"### {_short(term)}"
    yield ""
    yield f"`{term}` · {_names(terms, term, RDFS.label)}"
    yield ""
    yield _english(terms, term, SKOS.definition)
    yield from (f"\n*{note}*" for note in [_english(terms, term, SKOS.scopeNote)] if note)
    facts = list(_facts(terms, term))
    yield from ["", *facts] if facts else []
    yield ""


def _facts(terms: Graph, term: URIRef) -> Iterator[str]:
    """Yield what programs need to know of a term, one list item each."""
    wanted = (
        ("Narrower than", RDFS.subClassOf),
        ("Narrower than", RDFS.subPropertyOf),
        ("Rung", URIRef(NS + "rung")),
        ("In lines", URIRef(NS + "nameInLines")),
        ("Published as a plain triple", URIRef(NS + "plainTriple")),
        ("Role", URIRef(NS + "targetingRole")),
    )
    for title, predicate in wanted:
        for value in sorted(terms.objects(term, predicate), key=str):
            text = value.n3(terms.namespace_manager) if isinstance(value, URIRef) else str(value)
            yield f"- {title}: `{text}`"


def _shape(rules: Graph, shape: URIRef) -> Iterator[str]:
    demands = constraints(rules, shape)
    if demands:
        applies = ", ".join(f"`{target}`" for target in targets(rules, shape))
        yield f"Shape {_short(shape)}, for {applies}:"
        yield ""
        yield "| On | Demand | Severity | Source | When it fails |"
        yield "| --- | --- | --- | --- | --- |"
        yield from (_row(demand) for demand in demands)
        yield ""


def _row(demand: Constraint) -> str:
    on = f"`{demand.path}`" if demand.path else "the resource"
    cells = (on, f"`{demand.demand}`", demand.severity, demand.source, demand.messages["en"])
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _code_lists(lists: Graph) -> str:
    lines = ["## Code lists", ""]
    for scheme in _of_type(lists, SKOS.ConceptScheme):
        lines += [f"### {_short(scheme)}", "", f"`{scheme}` · {_names(lists, scheme, SKOS.prefLabel)}", ""]
        lines += [_english(lists, scheme, SKOS.definition), ""]
        lines += ["| Value | Finnish | Swedish | English | Definition |", "| --- | --- | --- | --- | --- |"]
        lines += [_value(lists, concept) for concept in _members(lists, scheme)]
        lines.append("")
    return "\n".join(lines)


def _members(lists: Graph, scheme: URIRef) -> list[URIRef]:
    """Return the values of a list, ranked ones in the order of their rank."""
    members = (m for m in lists.subjects(SKOS.inScheme, scheme) if isinstance(m, URIRef))
    return sorted(members, key=lambda m: (int(str(lists.value(m, URIRef(NS + "rank")) or 0)), m))


def _value(lists: Graph, concept: URIRef) -> str:
    names = _texts(lists, concept, SKOS.prefLabel)
    definition = _english(lists, concept, SKOS.definition)
    note = _english(lists, concept, SKOS.scopeNote)
    closing = _english(lists, concept, URIRef(NS + "closedBy"))
    said = " ".join(part for part in (definition, note, f"Closed by: {closing}" if closing else "") if part)
    return f"| {_short(concept)} | {names['fi']} | {names['sv']} | {names['en']} | {said} |"


def _other_shapes(terms: Graph, rules: Graph) -> str:
    """Write the shapes that belong to no class of our own."""
    own = {URIRef(f"{c}Shape") for c in _of_type(terms, OWL.Class)}
    lines = ["## Shapes of other things", ""]
    for shape in shapes(rules):
        if shape not in own:
            lines += [f"### {_short(shape)}", "", f"`{shape}`", "", *_shape(rules, shape)]
    return "\n".join(lines)


def _reused(terms: Graph) -> str:
    lines = ["## Terms of other vocabularies", "", "| Term | Finnish | Swedish | English |"]
    lines.append("| --- | --- | --- | --- |")
    reused = (s for s in terms.subjects(RDFS.label) if isinstance(s, URIRef) and not s.startswith(NS))
    for term in sorted(reused):
        names = _texts(terms, term, RDFS.label)
        compact = term.n3(terms.namespace_manager)
        lines.append(f"| [{compact}]({term}) | {names['fi']} | {names['sv']} | {names['en']} |")
    licence = terms.value(terms.value(predicate=RDF.type, object=OWL.Ontology), DCTERMS.license)
    return "\n".join([*lines, "", f"Licence of our own terms: <{licence}>.", ""])


def _short(iri: URIRef) -> str:
    return f"kyt:{iri.removeprefix(NS)}"


def _texts(source: Graph, subject: URIRef, predicate: URIRef) -> dict[str, str]:
    said = (o for o in source.objects(subject, predicate) if isinstance(o, Literal))
    return {str(text.language): str(text) for text in said}


def _names(source: Graph, subject: URIRef, predicate: URIRef) -> str:
    names = _texts(source, subject, predicate)
    return " · ".join(f"{tag}: {names[tag]}" for tag in ("fi", "sv", "en"))


def _english(source: Graph, subject: URIRef, predicate: URIRef) -> str:
    return _texts(source, subject, predicate).get("en", "")


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where a file is not what would be written.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, help="The project's root.")
def main(root: Path, *, check: bool) -> None:
    """Write the pages of docs/reference and ontology/context.jsonld from the Turtle and the program."""
    written = files()
    stale = [path for path, text in written.items() if _read(root / path) != text]
    if check and stale:
        listed = ", ".join(map(str, stale))
        message = f"out of step with what they describe: {listed}. Run: {COMMAND}"
        raise click.ClickException(message)
    for path in stale:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(written[path], encoding="utf-8", newline="\n")
        click.echo(f"wrote {path}")


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


if __name__ == "__main__":
    main()
