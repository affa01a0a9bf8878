"""The schemas of rule sets, forms and the vocabulary: the shapes they are read with, and their quantities."""

from __future__ import annotations

from ...base import messages as M
from ...base import words as W
from ...base.shapes import known_keys
from ...facts.review import Correction, ReviewShape, Verdict
from ...facts.values import Kind
from ...facts.vocabulary import CoverEntry, Entry, Notation, Vocabulary
from ...report.forms import FormShape
from ...rules.definitions import Definition
from ...rules.inheritance import Disabling, Edit
from ...rules.ruleset import RuleSetShape
from .shapes import DRAFT, Schema, mapping_of, parts, pointer, schema_of, titled

QUANTITIES = "quantities"


def quantity_definitions() -> dict[str, Schema]:
    """Return the definitions behind 量: a formula, a formula with what goes with it, or more of them one level down."""
    definition, used = parts(schema_of(Definition))
    nested = pointer(QUANTITIES) | {"propertyNames": {"not": {"enum": known_keys(Definition)}}}
    formula: Schema = {"type": ["string", "number"]}
    return {**used, "quantity": definition, QUANTITIES: mapping_of({"anyOf": [formula, pointer("quantity"), {"allOf": [nested]}]})}


def rules_schema() -> Schema:
    """Return the schema of a rule set; one that extends another says only what is different."""
    shape, used = parts(schema_of(RuleSetShape))
    edits = {W.DISABLE: Disabling, W.OVERRIDE: Edit, W.ADD: Edit}
    edited = {key: parts(schema_of(model)) for key, model in edits.items()}
    inner = {name: schema for _, more in edited.values() for name, schema in more.items()}
    own = shape["properties"] | {W.QUANTITIES: pointer(QUANTITIES)} | {key: mapping_of(schema) for key, (schema, _) in edited.items()}
    first = [key for key in shape["required"] if key not in {W.RULE_SET, W.NAME, W.APPLIES}]
    return _whole(
        M.RULES_SCHEMA,
        shape
        | {
            "properties": own,
            "required": [key for key in shape["required"] if key not in first],
            "if": {"not": {"required": [W.EXTENDS]}},
            "then": {"required": first},
            "definitions": used | inner | quantity_definitions(),
        },
    )


def form_schema() -> Schema:
    """Return the schema of a form's settings."""
    shape, used = parts(schema_of(FormShape))
    own = shape["properties"] | {W.QUANTITIES: pointer(QUANTITIES)}
    return _whole(M.FORM_SCHEMA, shape | {"properties": own, "definitions": used | quantity_definitions()})


def vocabulary_schema() -> Schema:
    """Return the schema of a file of the vocabulary: facts and lines of the cover by name, or how targets are written."""
    entry, used = parts(schema_of(Entry))
    cover = {rf"^{W.COVER}\.": schema_of(CoverEntry)}
    schema = {"type": "object", "properties": schema_of(Notation)["properties"], "patternProperties": cover, "additionalProperties": entry}
    return _whole(M.VOCABULARY_SCHEMA, schema | {"definitions": used})


def review_schema(vocabulary: Vocabulary) -> Schema:
    """Return the schema of a review: facts and last year's are offered by name, a cell of a table or an indicator may be any."""
    shape, used = parts(schema_of(ReviewShape))
    single = {path: entry for path, entry in vocabulary.entries.items() if entry.kind not in {Kind.TABLE, Kind.LIST}}
    correction = pointer(Correction.__name__)
    facts = {path: titled(str(entry.title or path), str(entry.origin or ""), correction) for path, entry in single.items()}
    written = shape["properties"]
    own = {
        W.CORRECTED: titled(W.CORRECTED, M.KEY_HELP[W.CORRECTED], _named(correction, facts)),
        W.INDICATORS: titled(W.INDICATORS, M.REVIEWED_INDICATORS, _named(pointer(Verdict.__name__), {})),
    }
    return _whole(M.REVIEW_SCHEMA, shape | {"properties": written | own, "definitions": used})


def _named(values: Schema, names: dict[str, Schema]) -> Schema:
    return mapping_of(values, names) | {"type": "object"}


def _whole(title: str, schema: Schema) -> Schema:
    return {"$schema": DRAFT, "title": title, **schema}
