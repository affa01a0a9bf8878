"""The parts of a facts file's schema that name the indicators and quantities of its rule set."""

from __future__ import annotations

from decimal import Decimal

from ...base import messages as M
from ...base import words as W
from ...base.decimals import plain
from ...facts.facts import Claim, Issue, Judgment
from ...rules.definitions import WILDCARD
from ...rules.methods.checklist import Checklist
from ...rules.methods.judged import Judged
from ...rules.ruleset import Indicator, RuleSet
from .shapes import Schema, closed, mapping_of, pointer, schema_of, titled

LINE: Schema = {"type": ["string", "number", "boolean", "null"]}
_CLAIM, _JUDGMENT, _SLOTS, _ISSUE = "claim", "judgment", "slots", "issue"


def judging(rules: RuleSet) -> dict[str, Schema]:
    """Return the keys under which indicators, groups and quantities are named."""
    names = [*(str(name) for name, _ in rules.groups()), *rules.indicators]
    slots = {name: _about(name, each, pointer(_SLOTS)) for name, each in rules.indicators.items()}
    gathering = {"properties": {W.GATHERED: {"items": {"enum": names} if names else False}}}
    return {
        W.REPORTED: mapping_of(pointer(_CLAIM), _claims(rules)),
        W.ASSERTED: mapping_of(pointer(_CLAIM), _points(rules) | _claims(rules)),
        W.JUDGED: _or_empty({W.REST: titled(W.REST, M.REST_HELP, {"enum": [W.FULL]})} | _judged(rules)),
        W.WORDING: _or_empty(slots),
        W.UNLISTED: _or_empty(dict.fromkeys(names, LINE)),
        W.ISSUES: {"type": ["array", "null"], "items": {"allOf": [pointer(_ISSUE), gathering]}},
    }


def judging_definitions() -> dict[str, Schema]:
    """Return what the keys above point at."""
    nested = mapping_of(pointer(_CLAIM)) | {"propertyNames": {"not": {"enum": [W.VALUE]}}}
    texts: Schema = {"type": [*LINE["type"], "array"], "items": LINE}
    issue = schema_of(Issue)
    issue["properties"] |= {key: titled(key, M.KEY_HELP[key], texts) for key in (W.ISSUE, W.MEASURE)}
    return {
        _CLAIM: {"anyOf": [{"type": ["string", "number"]}, schema_of(Claim), nested]},
        _JUDGMENT: schema_of(Judgment),
        _SLOTS: _or_empty({slot: titled(slot, M.KEY_HELP[slot], LINE) for slot in W.SLOT_NAMES}),
        _ISSUE: issue,
    }


def _claims(rules: RuleSet) -> dict[str, Schema]:
    quantities = {name: str(each.formula.text) for name, each in rules.definitions.items() if WILDCARD not in name}
    return {name: titled(name, f"= {formula}", pointer(_CLAIM)) for name, formula in quantities.items()}


def _points(rules: RuleSet) -> dict[str, Schema]:
    full = {str(name): group.full for name, group in rules.groups()} | {name: each.full for name, each in rules.indicators.items()}
    if rules.shape.total is not None:
        full[W.TOTAL] = rules.shape.total
    return {name: titled(name, M.FULL_MARKS.format(full=plain(number)), pointer(_CLAIM)) for name, number in full.items()}


def _judged(rules: RuleSet) -> dict[str, Schema]:
    groups = {str(name): titled(str(name), M.GROUP_HELP, _judgment(group.full)) for name, group in rules.groups()}
    return groups | {name: _about(name, each, _judgment_of(each)) for name, each in rules.indicators.items()}


def _judgment_of(indicator: Indicator) -> Schema:
    """Return the schema of what may be judged: points off of a judged indicator, the items of a list, else only words."""
    schema = _judgment(indicator.full if isinstance(indicator.scoring, Judged) else Decimal(0))
    if isinstance(indicator.scoring, Checklist):
        items = [str(item.name) for item in indicator.scoring.items if item.condition is None]
        schema["properties"][W.UNMET] = {"items": {"enum": items}}
    return schema


def _judgment(most: Decimal) -> Schema:
    # JSON has no decimals; the bound only serves the editor, marks are never computed from it
    return {"allOf": [pointer(_JUDGMENT)], "properties": {W.DEDUCTION: {"maximum": float(most) if most % 1 else int(most)}}}


def _about(name: str, indicator: Indicator, schema: Schema) -> Schema:
    full = M.FULL_MARKS.format(full=plain(indicator.full))
    return titled(str(indicator.title or name), f"{full}\n\n{indicator.basis.gist}", schema)


def _or_empty(properties: dict[str, Schema]) -> Schema:
    return closed(properties) | {"type": ["object", "null"]}
