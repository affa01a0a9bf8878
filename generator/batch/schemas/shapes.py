"""The schema of a pydantic shape, as draft-07 with nothing in it that a reader of Chinese cannot use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from ...base import messages as M

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
_NAMED = ("properties", "definitions", "patternProperties")
_DROPPED = ("title", "description", "default")


def schema_of(model: type[BaseModel]) -> Schema:
    """Return the schema of a shape, with the shapes it uses under `definitions`."""
    schema = _tidy(model.model_json_schema(ref_template="#/definitions/{model}"))
    assert isinstance(schema, dict)
    return schema


def parts(schema: Schema) -> tuple[Schema, Schema]:
    """Return a schema without its definitions, and these."""
    return {key: value for key, value in schema.items() if key != "definitions"}, schema.get("definitions", {})


def closed(properties: Mapping[str, Schema], **more: Any) -> Schema:
    """Return the schema of a mapping that has these keys and no others."""
    return {"type": "object", "properties": dict(properties), "additionalProperties": False, **more}


def mapping_of(values: Schema, names: Mapping[str, Schema] | None = None) -> Schema:
    """Return the schema of a mapping with free keys; some that are known are offered."""
    return {"type": ["object", "null"], "properties": dict(names or {}), "additionalProperties": values}


def pointer(name: str) -> Schema:
    """Return the schema that stands under a name in `definitions`."""
    return {"$ref": f"#/definitions/{name}"}


def titled(title: str, description: str, schema: Schema) -> Schema:
    """Return a schema with what a reader sees of it."""
    inner = {"allOf": [schema]} if "$ref" in schema else schema
    return {"title": title, **({"description": description} if description else {}), **inner}


def _tidy(node: Any, named: bool = False) -> Any:
    """Return a schema without the names and defaults of Python; of a key that has a help text, with that."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    if named:
        return {key: _with_help(key, _tidy(inner)) for key, inner in node.items()}
    kept = {key.replace("$defs", "definitions"): value for key, value in node.items() if key not in _DROPPED}
    return {key: _tidy(value, key in _NAMED) for key, value in kept.items()}


def _with_help(key: str, schema: Schema) -> Schema:
    return titled(key, M.KEY_HELP[key], schema) if key in M.KEY_HELP else schema
