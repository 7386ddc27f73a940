// The JSON API's answers, from its OpenAPI document. Written by `python -m kytkos.reference`;
// edit the models in `api/v1/`, not this file.

export interface Analysed {
  "release": string;
  "scope": Array<string>;
  "total": number;
  "next": string | null;
  "name": string;
  "title": string;
  "question": string;
  "parameters": Record<string, string>;
  "states": Record<string, number>;
  "columns": Array<string>;
  "heads": Record<string, string>;
  "rows": Array<Record<string, unknown>>;
  "remarks": Array<string>;
  "definition": string;
  "reading": string;
  "reference": string;
  "queries": Array<string>;
  "quality": Array<string>;
  "query_hash": string;
  "result_hash": string;
  "permanent": string;
  "picture": Matrix | Bars | Flow | Web | null;
}

export interface Analyses {
  "release": string;
  "analyses": Array<Analysis>;
}

export interface Analysis {
  "name": string;
  "need": string;
  "title": string;
  "question": string;
  "definition": string;
  "reading": string;
  "reference": string;
  "queries": Array<string>;
  "parameters": Array<Parameter>;
}

export interface Answerable {
  "who": Thing;
  "relation": Thing;
}

export interface Bar {
  "of": Drawn;
  "parts": Array<Length>;
}

export interface Bars {
  "type": "bars";
  "unit": Drawn;
  "bars": Array<Bar>;
}

export interface Count {
  "code": string;
  "iri": string;
  "label": string;
  "lang": string;
  "count": number;
}

export interface Document {
  "code": string;
  "iri": string;
  "label": string;
  "lang": string;
  "read": boolean;
  "standing": string;
}

export interface Documents {
  "release": string;
  "scope": Array<string>;
  "total": number;
  "next": string | null;
  "documents": Array<Document>;
}

export interface Drawn {
  "code": string;
  "label": string;
  "lang": string;
}

export interface Evidence {
  "document": Thing;
  "section": string;
  "start": number;
  "end": number;
  "words": string;
  "assertion": string;
}

export interface Facets {
  "kind": Array<Count>;
  "period": Array<Count>;
  "theme": Array<Count>;
  "group": Array<Count>;
}

export interface Fact {
  "relation": Thing;
  "values": Array<Value>;
}

export interface Flow {
  "type": "flow";
  "layers": Array<Array<Drawn>>;
  "links": Array<Stream>;
}

export interface Found {
  "release": string;
  "scope": Array<string>;
  "total": number;
  "next": string | null;
  "query": string;
  "hits": Array<Hit>;
  "facets": Facets;
}

export interface Gap {
  "missing": Array<Missing>;
  "answerable": Array<Answerable>;
  "read": Array<Thing>;
  "links": Array<Wanted>;
}

export interface Hit {
  "code": string;
  "iri": string;
  "label": string;
  "lang": string;
  "kinds": Array<Thing>;
  "how": "exact" | "prefix" | "lemma" | "part" | "fuzzy" | null;
  "name": Name;
}

export interface Length {
  "of": Drawn;
  "amount": number;
}

export interface Link {
  "thing": Thing | null;
  "value": Value | null;
  "state": string;
  "role": string | null;
  "rung": number | null;
  "origins": Array<string>;
  "statements": Array<Statement>;
}

export interface Map {
  "release": string;
  "scope": Array<string>;
  "at": Thing | null;
  "strata": Array<Stratum>;
  "ties": Array<api__v1__strata__Tie>;
}

export interface Matrix {
  "type": "matrix";
  "rows": Array<Drawn>;
  "columns": Array<Drawn>;
  "spots": Array<Spot>;
}

export interface Mention {
  "document": Thing;
  "section": string;
  "start": number;
  "end": number;
  "words": string;
}

export interface Mentions {
  "release": string;
  "scope": Array<string>;
  "total": number;
  "next": string | null;
  "document": Thing;
  "mentions": Array<Said>;
}

export interface Missing {
  "missing": string;
  "of": Thing;
  "text": string;
  "closedBy": string;
}

export interface Name {
  "text": string;
  "lang": string;
}

export interface Named {
  "state": string;
  "label": string;
}

export interface Neighbour {
  "relation": Thing;
  "direction": "out" | "in";
  "link": Link;
}

export interface Neighbourhood {
  "release": string;
  "scope": Array<string>;
  "total": number;
  "next": string | null;
  "of": Thing;
  "relations": Array<Tally>;
  "links": Array<Neighbour>;
}

export interface Node {
  "of": Drawn;
  "weight": number;
  "community": number;
}

export interface Parameter {
  "name": string;
  "type": string;
  "kinds": Array<string>;
  "default": string | null;
  "meaning": string;
}

export interface Path {
  "things": Array<Thing>;
  "steps": Array<Step>;
}

export interface Paths {
  "release": string;
  "scope": Array<string>;
  "from": Thing;
  "to": Thing;
  "paths": Array<Path>;
  "complete": boolean;
}

export interface Period {
  "code": string;
  "iri": string;
  "label": string;
  "lang": string;
  "projects": number;
}

export interface Problem {
  "type": string;
  "title": string;
  "status": number;
  "detail": string;
  "remedy": string;
}

export interface Proof {
  "subject": Thing;
  "relation": Thing;
  "object": Thing;
  "standing": string;
  "rule": string | null;
  "evidence": Array<Evidence>;
}

export interface Question {
  "name": string;
  "question": string;
  "need": string;
  "parameters": Array<Parameter>;
}

export interface Questions {
  "release": string;
  "questions": Array<Question>;
}

export interface Relation {
  "relation": Thing;
  "direction": "out" | "in";
  "count": number;
  "states": Record<string, number>;
  "links": Array<Link>;
}

export interface Release {
  "id": string;
  "built": string;
  "current": boolean;
  "counts": Record<string, number>;
}

export interface Releases {
  "release": string;
  "releases": Array<Release>;
}

export interface Resource {
  "code": string;
  "iri": string;
  "label": string;
  "lang": string;
  "release": string;
  "scope": Array<string>;
  "labels": Record<string, Name>;
  "names": Array<Name>;
  "kinds": Array<Thing>;
  "facts": Array<Fact>;
  "relations": Array<Relation>;
}

export interface Rows {
  "release": string;
  "scope": Array<string>;
  "total": number;
  "next": string | null;
  "name": string;
  "question": string;
  "need": string;
  "parameters": Record<string, string>;
  "states": Record<string, number>;
  "columns": Array<string>;
  "rows": Array<Record<string, unknown>>;
}

export interface Said {
  "assertion": string;
  "subject": Thing;
  "relation": Thing;
  "object": Thing | null;
  "value": Value | null;
  "state": string;
  "version": string;
  "section": string;
  "start": number;
  "end": number;
  "words": string;
}

export interface Scope {
  "release": string;
  "scope": Array<string>;
  "documents_known": number;
  "documents_read": number;
  "projects": number;
  "periods": Array<Period>;
  "cut_off": string | null;
}

export interface Spot {
  "row": number;
  "column": number;
  "state": string;
  "amount": number;
}

export interface Statement {
  "assertion": string;
  "status": string;
  "polarity": string;
  "band": string;
  "mentions": Array<Mention>;
}

export interface Step {
  "subject": Thing;
  "relation": Thing;
  "object": Thing;
  "rule": string | null;
  "evidence": Array<Evidence>;
}

export interface Stratum {
  "name": string;
  "things": Array<Thing>;
  "hidden": number;
}

export interface Stream {
  "source": string;
  "target": string;
  "amount": number;
  "state": string;
}

export interface Tally {
  "relation": Thing;
  "direction": "out" | "in";
  "count": number;
  "states": Record<string, number>;
}

export interface Term {
  "code": string;
  "iri": string;
  "label": string;
  "lang": string;
  "kind": "class" | "property" | "value" | "term";
  "definition": string | null;
}

export interface Thing {
  "code": string;
  "iri": string;
  "label": string;
  "lang": string;
}

export interface Value {
  "value": string;
  "lang": string | null;
  "datatype": string | null;
}

export interface Vocabulary {
  "release": string;
  "prefixes": Record<string, string>;
  "terms": Array<Term>;
}

export interface Wanted {
  "subject": Thing;
  "relation": Thing;
  "object": Thing;
}

export interface Web {
  "type": "web";
  "nodes": Array<Node>;
  "links": Array<api__v1__analysed__Tie>;
}

export interface Why {
  "release": string;
  "scope": Array<string>;
  "question": string;
  "coverer": Thing;
  "covered": Thing;
  "state": Named;
  "holds": Array<string>;
  "through": Array<Thing>;
  "count": number;
  "outOf": number;
  "rung": number;
  "steps": Array<Proof>;
  "declared": Array<Thing>;
  "gap": Gap | null;
}

export interface api__v1__analysed__Tie {
  "source": string;
  "target": string;
  "weight": number;
}

export interface api__v1__strata__Tie {
  "from": string;
  "to": string;
  "relation": Thing;
}
