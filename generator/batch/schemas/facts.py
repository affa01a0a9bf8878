"""The schema of a facts file under a rule set: the vocabulary, nested, and what goes with the rule set and the forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ...base import messages as M
from ...base import words as W
from ...facts.facts import ExtraSection
from ...facts.ignoring import Ignoring
from ...facts.values import Kind
from ...facts.vocabulary import Entry, Vocabulary
from ...report.forms import Form
from ...rules.ruleset import RuleSet
from .judging import LINE, judging, judging_definitions
from .rules import QUANTITIES, quantity_definitions
from .shapes import DRAFT, Schema, closed, mapping_of, pointer, schema_of, titled
from .values import TEXT, fact_schema

_DATA, _PROSE, _PART, _EXTRA = "data", "prose", "part", "section"
# What a formula can name: no digit first, no blank, no sign; a language server's \w knows no Chinese
_NAME = r"^(?![0-9])[^\s!-/:-@\[-^`{-~、，。：；！？“”‘’（）《》【】…—×÷≤≥＝＜＞％＋－．]+$"


_WITHOUT_REPORT: Schema = {
    "if": {"properties": {W.FORM: {"const": W.NO_REPORT}}, "required": [W.FORM]},
    "else": {"required": [W.RULES]},
}
"""A unit that is only summed up follows no rules."""


def facts_schema(vocabulary: Vocabulary, rules: RuleSet, forms: Mapping[str, Form], rule_sets: Mapping[str, str]) -> Schema:
    """Return the schema of the facts files that follow a rule set.

    Args:
        vocabulary: the facts.
        rules: the rule set.
        forms: the forms by name.
        rule_sets: the titles of all rule sets, by name.
    """
    sections = _section("", vocabulary.canonical, vocabulary)
    keys = {**_head(forms, rule_sets), **judging(rules), W.LAST_YEAR: sections | {"type": ["object", "null"]}, **_own()}
    return sections | {
        "$schema": DRAFT,
        "title": M.FACTS_SCHEMA.format(rules=rules.name, title=rules.shape.title),
        "required": [W.YEAR, W.FORM],
        "properties": {**{key: titled(key, M.FACTS_HELP[key], schema) for key, schema in keys.items()}, **sections["properties"]},
        "allOf": [*(_for_form(name, form) for name, form in forms.items()), _WITHOUT_REPORT],
        "definitions": _definitions(vocabulary),
    }


def _head(forms: Mapping[str, Form], rule_sets: Mapping[str, str]) -> dict[str, Schema]:
    return {
        W.YEAR: {"type": ["integer", "string"], "pattern": "^[0-9]{4}$", "minimum": 1000, "maximum": 9999},
        W.RULES: _choice(rule_sets),
        W.FORM: _choice({**{name: str(form.shape.name) for name, form in forms.items()}, W.NO_REPORT: M.NO_REPORT}),
        W.MONEY_UNIT: {"enum": list(W.MONEY_UNITS)},
        W.COVER: mapping_of(LINE),
    }


def _own() -> dict[str, Schema]:
    return {
        W.DATA: pointer(_DATA),
        W.QUANTITIES: pointer(QUANTITIES),
        W.PROSE: {"type": ["object", "null"]},
        W.EXTRA: {"type": ["array", "null"], "items": pointer(_EXTRA)},
        W.SILENCED: {"type": ["array", "null"], "items": schema_of(Ignoring)},
        W.SUMMED: {"type": ["array", "null"], "items": TEXT},
    }


def _choice(titles: Mapping[str, str]) -> Schema:
    return {"enum": list(titles), "enumDescriptions": list(titles.values())}


def _section(prefix: str, names: Iterable[str], vocabulary: Vocabulary) -> Schema:
    """Return the schema of a section: its facts, its sections, and facts deeper down by their dotted names."""
    below = [name.removeprefix(prefix) for name in names if name.startswith(prefix)]
    heads = dict.fromkeys(name.partition(".")[0] for name in below)
    dotted = {f"^{re.escape(name)}$": _fact(prefix + name, vocabulary) for name in below if "." in name}
    inner = {
        head: _fact(prefix + head, vocabulary)
        if prefix + head in vocabulary.canonical
        else titled(head, "", _section(f"{prefix}{head}.", names, vocabulary)) | {"type": ["object", "null"]}
        for head in heads
    }
    return closed(inner) | ({"patternProperties": dotted} if dotted else {})


def _fact(name: str, vocabulary: Vocabulary) -> Schema:
    path = vocabulary.canonical[name]
    alias = {} if path == name else {"title": M.ALIAS_OF.format(name=path), "doNotSuggest": True}
    return pointer(path) if not alias else {**alias, "allOf": [pointer(path)]}


def _definitions(vocabulary: Vocabulary) -> dict[str, Schema]:
    section = schema_of(ExtraSection)
    section["properties"][W.CONTENT] = pointer(_PROSE)
    scalars = LINE["type"]
    layouts = {key: pointer(_PROSE) for key in (W.IN_A_ROW, W.ONE_EACH)}
    titled_part = {W.HEADING: LINE, W.CONTENT: pointer(_PROSE)}
    titles = {key: titled(key, M.KEY_HELP[key], schema) for key, schema in titled_part.items()}
    return {
        **{_kind(path, entry): fact_schema(entry, vocabulary) for path, entry in vocabulary.entries.items()},
        **{path: titled(*_said(path, entry), pointer(_kind(path, entry))) for path, entry in vocabulary.entries.items()},
        **quantity_definitions(),
        **judging_definitions(),
        _DATA: {
            **TEXT,
            "type": [*scalars, "array", "object"],
            "items": TEXT,
            "propertyNames": {"pattern": _NAME},
            "additionalProperties": pointer(_DATA),
        },
        _PROSE: closed(layouts) | {"type": [*scalars, "array", "object"], "items": pointer(_PART), "maxProperties": 1},
        _PART: closed({**titles, **layouts}) | {"type": [*scalars, "array", "object"], "items": pointer(_PART)},
        _EXTRA: section,
    }


def _kind(path: str, entry: Entry) -> str:
    """Return the name of the definition that facts of one kind share; a table has one of its own."""
    named = (entry.kind.name.lower(), entry.counted_in, W.SIGNED if entry.signed else "", path if entry.kind is Kind.TABLE else "")
    return ".".join(part for part in named if part)


def _said(path: str, entry: Entry) -> tuple[str, str]:
    """Return what an editor shows of a fact: its title; its type, source, note, other names."""
    known = {
        M.FACT_PATH: f"{path}（{entry.dimension}）",
        M.FACT_ORIGIN: entry.origin,
        M.FACT_NOTE: entry.note,
        M.FACT_ALIASES: W.LIST_COMMA.join(entry.aliases),
    }
    return str(entry.title or path), "\n\n".join(label.format(text) for label, text in known.items() if text)


def _for_form(name: str, form: Form) -> Schema:
    """Return what a form asks for: its prose slots, its cover."""
    slots = {str(slot): titled(str(slot), str(need), pointer(_PROSE)) for slot, need in form.shape.slots.items()}
    required = [str(slot) for slot, need in form.shape.slots.items() if need == W.REQUIRED]
    prose = closed(slots) | {"type": ["object", "null"], "required": required}
    fields = re.findall(rf"{W.COVER}\.(\w+)", " ".join(form.shape.lines()))
    cover = {"properties": {field: titled(field, "", LINE) for field in fields}}
    chosen = {"properties": {W.FORM: {"const": name}}, "required": [W.FORM]}
    return {"if": chosen, "then": {"properties": {W.PROSE: prose, W.COVER: cover}}}
