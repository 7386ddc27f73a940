"""The ontology's relations and kinds as Python knows them; a test proves them equal to the Turtle."""

from __future__ import annotations

from dataclasses import dataclass

from graph.identifiers import GRAPH, ID, NS

DCT = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
ORG = "http://www.w3.org/ns/org#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL = "http://www.w3.org/2002/07/owl#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
TIME = "http://www.w3.org/2006/time#"
ELI = "http://data.europa.eu/eli/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Relation:
    """A predicate that assertions use: its IRI, and whether an accepted one also becomes a plain triple."""

    name: str
    iri: str
    plain: bool = True


def _own(*names: str) -> dict[str, Relation]:
    return {name: Relation(name, NS + name) for name in names}


#: The rungs of the policy ladder, lowest first (the Court of Auditors' SR 16/2020 asks to keep them apart).
LADDER = (
    "citesAsBackground",
    "claimsAlignmentWith",
    "alignedByInstrumentText",
    "receivesMoneyCodedTo",
    "showsResultFor",
)

#: Target groups by role; the role a reader prints for each.
TARGETING = {
    "targets": "participants",
    "targetsIndirectly": "indirect",
    "targetsIntermediary": "intermediaries",
}

RELATIONS: dict[str, Relation] = {
    "hasPart": Relation("hasPart", DCT + "hasPart"),
    "isPartOf": Relation("isPartOf", DCT + "isPartOf"),
    "altLabel": Relation("altLabel", SKOS + "altLabel"),
    "namedAsExampleOf": Relation("namedAsExampleOf", NS + "namedAsExampleOf", plain=False),
    "sameProjectAs": Relation("sameProjectAs", NS + "sameProjectAs", plain=False),
    **_own(*LADDER),
    **_own(*TARGETING),
    **_own(
        "describes",
        "concerns",
        "funds",
        "coordinatedBy",
        "produced",
        "hasUptake",
        "usesMethod",
        "hasIndicator",
        "hasFunding",
        "hasResponsibleMinistry",
        "hasIntermediateBody",
        "hasImplementer",
        "cooperatesWith",
        "hasImplementationPeriod",
        "declaresMissing",
        "buildsOnFunding",
        "appliesPrinciple",
    ),
}

#: The registers of what owners of data declare: the relation of an entry, and the class of its statement.
REGISTERS = {
    "completeRelation": NS + "CompletenessStatement",
    "handledBy": NS + "HandledElsewhere",
    "between": NS + "JustifiedOverlap",
}

#: What the row of a register states, each published as a plain triple: by these names a source is trusted.
ROW_RELATIONS = {
    "hasRecord": NS + "hasRecord",
    "isPartOf": DCT + "isPartOf",
    "fundedFrom": NS + "fundedFrom",
    "hasImplementer": NS + "hasImplementer",
    "hasIntermediateBody": NS + "hasIntermediateBody",
    "hasFunding": NS + "hasFunding",
    "spatial": DCT + "spatial",
}

#: Class IRIs of the kinds an assertion's object can be.
KINDS: dict[str, str] = {
    **{
        name: NS + name
        for name in (
            "Fund Programme PolicyObjective PriorityAxis SpecificObjective MeasurePackage Theme SubTheme "
            "StrategicGoal Call Project CoordinationProject Result Indicator Method TargetGroup Phenomenon "
            "EUPolicyInstrument CountryRecommendation RecommendationPart NationalProgramme "
            "InternationalTreaty EnablingCondition MonetaryAmount Principle UptakeStatus Field Document"
        ).split()
    },
    "Organization": ORG + "Organization",
    "Interval": TIME + "ProperInterval",
    "Name": RDFS + "Literal",
}


def state(name: str) -> str:
    """Return the IRI of a cell's state, such as ``not-stated``."""
    return f"{NS}state-{name}"


#: States of a cell, strongest first: when several hold, the first is the cell's.
STATES = (
    "conflict",
    "direct",
    "partial",
    "weak",
    "denied",
    "proposed",
    "absent",
    "not-stated",
    "unknown",
)

#: What a release adds to show and find things by: it follows from names and periods that are stated.
DERIVED = frozenset(
    NS + name
    for name in (
        "labelFi labelSv labelEn lemma "
        "periodFirstYear periodLastYear implementationFirstYear implementationLastYear"
    ).split()
)

#: The prefixes that examples, pages and the command line use.
PREFIXES = {
    "kyt": NS,
    "id": ID,
    "graph": GRAPH,
    "dct": DCT,
    "skos": SKOS,
    "org": ORG,
    "oa": OA,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "time": TIME,
    "eli": ELI,
    "xsd": XSD,
}
