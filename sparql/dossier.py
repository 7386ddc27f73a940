"""A dossier of one target group, theme or policy instrument: all that a release can tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.analysis.held import Held
from graph.analysis.policy_layer import BROADER, PART_OF
from graph.analysis.registers import handled_elsewhere
from graph.errors import AmbiguousName, NotFound, OtherKind
from graph.export.paper import Said
from graph.identifiers import NS
from sparql.composed import Composed, Section, Statement
from sparql.dossier_cells import coverage, unknown
from sparql.dossier_links import named, names
from sparql.dossier_rows import continuity, gaps, money, projects, uptake
from sparql.imprint import closing, opening
from sparql.labels import Labels, local_name
from sparql.naming import resolve
from sparql.scribe import Scribe

_WANTED = "target group, theme or policy instrument"
#: What a dossier is made of besides what can be covered.
_THEMES = ("Theme", "MeasurePackage", "SubTheme", "StrategicGoal", "SpecificObjective")
#: The classes of all that a dossier can be made of.
SUBJECTS = frozenset(
    NS + kind for kind in (*_THEMES, "TargetGroup", "PolicyInstrument", "RecommendationPart")
)


def subject(held: Held, text: str) -> str:
    """Return the IRI of what a dossier can be made of, by its code or name.

    Raises NotFound, AmbiguousName, and OtherKind for what is there and is none.
    """
    try:
        return resolve(held.dataset, text, lambda iri: is_subject(held, iri), _WANTED)
    except NotFound as missing:
        found = _other(held, text)
        if found is None:
            raise missing from None
        raise OtherKind(text, _kind(held, found), _WANTED) from None


def is_subject(held: Held, iri: str) -> bool:
    """Whether a dossier can be made of a thing."""
    return iri in held.reach.covered or is_theme(held, iri)


def is_theme(held: Held, iri: str) -> bool:
    """Whether a thing is a theme, a part of one, or what holds a theme's place."""
    return held.layer.graph.has_node(iri) and any(held.layer.is_a(iri, kind) for kind in _THEMES)


def _other(held: Held, text: str) -> str | None:
    try:
        return resolve(held.dataset, text, lambda iri: held.layer.graph.has_node(iri))
    except (NotFound, AmbiguousName):
        return None


def _kind(held: Held, iri: str) -> str:
    kinds = sorted(k for k in held.layer.graph.nodes[iri].get("kinds", ()) if k.startswith(NS))
    labels = Labels(held.dataset)
    return labels.of(kinds[0], "en").text if kinds else ""


def dossier(scribe: Scribe, thing: str) -> Composed:
    """Write the dossier of a thing, given by its IRI."""
    title = scribe.tell("title", "dossier", thing=scribe.name(thing))
    sections = (opening(scribe), *_sections(scribe, thing), *closing(scribe))
    kept = tuple(section for section in sections if section.statements or section.listings)
    code = local_name(thing)
    notes, back = scribe.tell("title", "notes"), scribe.tell("title", "back")
    return Composed(scribe.language, f"dossier-{code}", title, kept, notes, back)


def _sections(scribe: Scribe, thing: str) -> Iterator[Section]:
    yield Section(scribe.tell("heading", "about"), tuple(_about(scribe, thing)))
    if is_theme(scribe.held, thing):
        yield names(scribe, thing)
    else:
        yield named(scribe, thing)
        yield coverage(scribe, thing)
    yield projects(scribe, thing)
    yield money(scribe, thing)
    yield uptake(scribe, thing)
    yield continuity(scribe, thing)
    yield gaps(scribe, thing)
    yield unknown(scribe, thing)


def _about(scribe: Scribe, thing: str) -> Iterator[Statement]:
    held, layer = scribe.held, scribe.held.layer
    given = scribe.source("reference", release=scribe.release or "–", thing=local_name(thing))
    kinds = sorted(k for k in layer.graph.nodes[thing].get("kinds", ()) if k.startswith(NS))
    shown = "; ".join(scribe.name(kind).text for kind in kinds)
    yield scribe.say("kind", given, kind=shown or "–", code=local_name(thing))
    own = scribe.name(thing).text
    others = [Said(text, tag) for tag, text in scribe.labels.all(thing).items() if text != own]
    if others:
        yield scribe.say("also", given, names=scribe.listed(others))
    if meaning := scribe.labels.definition(thing, scribe.language):
        tag = meaning.language if meaning.language != scribe.language else ""
        yield scribe.say("defined", given, definition=Said(meaning.text, tag))
    wider = [*layer.targets(thing, BROADER), *layer.targets(thing, PART_OF)]
    if wider:
        yield scribe.say("broader", given, names=_named(scribe, wider))
    if inside := held.reach.narrower.get(thing):
        yield scribe.say("narrower", given, count=len(inside), names=_named(scribe, inside))
    if within := layer.targets(thing, NS + "period"):
        yield scribe.say("within", given, names=_named(scribe, within))
    for entry in handled_elsewhere(held).get(thing, ()):
        said = {"code": local_name(entry.statement), "asOf": entry.as_of, "owner": scribe.name(entry.owner)}
        source = scribe.source("register", **said, source=entry.source)
        yield scribe.say("handled", source, who=scribe.name(entry.object))


def _named(scribe: Scribe, iris: Iterable[str]) -> tuple[Said, ...]:
    return scribe.listed(map(scribe.name, sorted(iris)))
