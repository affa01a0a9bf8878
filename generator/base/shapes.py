"""Holds YAML nodes against pydantic models, with every problem at its place and in Chinese."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Any, TypeVar

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them costs more than reading a rule set

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    Tag,
    ValidationError,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function

from . import words as W
from .catalogue import nearest_words
from .marks import Mark, Text
from .problems import ProblemError, Problems, make, nearest
from .yaml_reader import Mapping, Node, Scalar, Sequence, misread_pairs, normal


class Shape(BaseModel):
    """A closed set of keys: an unknown one is a problem."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


def fail(number: str, mark: Mark | None, **details: object) -> PydanticCustomError:
    """Return the error a validator raises to report a problem of the catalogue."""
    return PydanticCustomError("problem", "{problem}", {"problem": make(number, mark, **details)})


def _decimal(value: Any) -> Decimal:
    text = _text(value)
    found = _DECIMAL.fullmatch(text)
    if not found or len(text) > _LONGEST:
        raise fail("R103", text.mark, text=text)
    number = Decimal(found[1].replace(",", ""))
    return number.scaleb(-2) if found[2] else number


def _points(value: Any) -> Decimal:
    text = _text(value)
    if text.endswith(("%", "％")):
        raise fail("R110", text.mark, text=text)
    return _decimal(value)


def _flag(value: Any) -> bool:
    text = _text(value)
    if text not in W.FLAGS:
        meant = W.FLAG_WORDS.get(text.lower())
        raise fail("R104", text.mark, text=text, nearest=nearest_words([meant] if meant else []))
    return W.FLAGS[text]


def _text(value: Any) -> Text:
    if not isinstance(value, Text):
        raise PydanticCustomError("scalar", "scalar")
    return value


def _whole(value: Any) -> int:
    text = _text(value)
    if not _DECIMAL.fullmatch(text) or not text.isdecimal() or len(text) > _LONGEST:
        raise fail("R103", text.mark, text=text)
    return int(text)


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, (Text, dict)) else value


def seen_as(**schema: Any) -> Any:
    """Return what a validator takes, as an editor sees it: a JSON Schema of the value before ziping reads it."""
    return Annotated[Any, WithJsonSchema(schema)]


NUMERAL = r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_DECIMAL = re.compile(rf"({NUMERAL})([%％])?")
_LONGEST = 24
_EXPECTED = {"model_type": "R107", "dict_type": "R107", "tuple_type": "R108", "scalar": "R109"}

ANY_SCALAR = seen_as(type=["string", "number", "boolean", "null"])
Written = Annotated[Text, PlainValidator(_text, json_schema_input_type=ANY_SCALAR)]
"""A text with its place."""
Number = Annotated[
    Decimal, PlainValidator(_decimal, json_schema_input_type=seen_as(type=["number", "string"], pattern=f"^{NUMERAL}[%％]?$"))
]
"""A number or percentage (10% is 0.10) as written."""
Points = Annotated[Decimal, PlainValidator(_points, json_schema_input_type=seen_as(type=["number", "string"], pattern=f"^{NUMERAL}$"))]
"""A number of points: no percentage."""
Whole = Annotated[int, PlainValidator(_whole, json_schema_input_type=seen_as(type=["integer", "string"], minimum=0, pattern="^[0-9]+$"))]
"""A whole number."""
Flag = Annotated[bool, PlainValidator(_flag, json_schema_input_type=seen_as(enum=list(W.FLAGS)))]
"""A yes or no, as the file formats write it."""
Raw = Annotated[Any, PlainValidator(lambda value: value)]
"""Anything, looked at later."""


class _OneOrMore:
    """A list, or one thing in its place, for validation and for editors."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(_several, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        found = handler(core)
        return {"anyOf": [found["items"], found]} if "items" in found else found


Several = _OneOrMore()
"""A list, or one thing in its place."""

Model = TypeVar("Model", bound=BaseModel)


def parsed(parse: Callable[[Text], Any], seen: Any = ANY_SCALAR) -> PlainValidator:
    """Return the validator of a field whose text is parsed; its ProblemError becomes the field's problem.

    Args:
        parse: gives the value of a text.
        seen: the text as an editor sees it.
    """

    def validate(value: Any) -> Any:
        try:
            return parse(_text(value))
        except ProblemError as error:
            raise PydanticCustomError("problem", "{problem}", {"problem": error.problems[0]}) from None

    return PlainValidator(validate, json_schema_input_type=seen)


def one_of(key: str, choices: Iterable[str], number: str = "R106") -> PlainValidator:
    """Return the validator of a word out of a few; the problem number says how another is told."""
    words = tuple(map(str, choices))

    def parse(text: Text) -> Text:
        if text not in words:
            raise ProblemError(make(number, text.mark, key=key, name=key, choices=W.LIST_COMMA.join(words), text=text))
        return text

    numbers = [int(word) for word in words if word.isdecimal()]  # a level is written 1, which an editor sees as a number
    return parsed(parse, seen_as(enum=[*words, *numbers]))


def plain(node: Node) -> Any:
    """Return nodes as dicts, tuples and texts; keys normalised."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return tuple(plain(item) for item in node)
        case Mapping():
            return {Text(normal(key), key.mark): plain(value) for key, value in node}


def shape(model: type[Model], node: Node, problems: Problems) -> Model | None:
    """Return a node as a model; None with the problems noted when it does not fit."""
    if isinstance(node, Scalar):
        node = misread_pairs(node, problems) or node
    try:
        return model.model_validate(plain(node))
    except ValidationError as error:
        for entry in error.errors(include_url=False):
            _note(model, node, entry, problems)
        return None


def shapes(model: type[Model], node: Node | None, problems: Problems) -> Iterator[tuple[Node, Model]]:
    """Yield the items of a list that fit a model, with their nodes; what does not fit is noted."""
    if isinstance(node, Sequence):
        yield from ((item, made) for item in node if (made := shape(model, item, problems)))
    elif node is not None and not (isinstance(node, Scalar) and not node.text):
        problems.add("R108", node.mark)


def known_keys(model: type[BaseModel]) -> list[str]:
    """Return the keys a model knows, as they are written."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _note(model: type[BaseModel], node: Node, entry: Any, problems: Problems) -> None:
    kind, path = entry["type"], entry["loc"]
    if kind == "value_error" and isinstance(entry["ctx"]["error"], ProblemError):
        problems.extend(entry["ctx"]["error"].problems)
        return
    if kind == "problem":
        problems.extend([entry["ctx"]["problem"]])
        return
    at = _walk(node, path)
    if kind == "missing":
        problems.add("R101", at.mark, key=path[-1])
    elif kind == "union_tag_not_found":
        problems.add("R101", at.mark, key=W.METHOD)
    elif kind == "union_tag_invalid":
        written = at.get(W.METHOD) if isinstance(at, Mapping) else None
        known = [tag.strip("' ") for tag in entry["ctx"]["expected_tags"].split(",")]
        details = {"name": entry["ctx"]["tag"], "nearest": nearest(entry["ctx"]["tag"], known), "known": W.LIST_COMMA.join(known)}
        problems.add("R305", written.mark if written else at.mark, **details)
    elif kind == "extra_forbidden":
        key = str(path[-1])
        parent = _walk(node, path[:-1])
        unknown = parent.key(key) if isinstance(parent, Mapping) else None
        problems.add("R102", unknown.mark if unknown else at.mark, key=key, nearest=nearest(key, _keys_at(model, path[:-1])))
    elif kind in _EXPECTED:
        problems.add(_EXPECTED[kind], at.mark)
    else:
        problems.add("R105", at.mark, key="·".join(str(step) for step in path if isinstance(step, str)))


def _walk(node: Node, path: Iterable[Any]) -> Node:
    """Return the node that a path leads to, or the last one on the way that was written."""
    steps = list(path)
    while steps:
        step = steps[0]
        if isinstance(node, Mapping) and isinstance(step, str) and (inner := node.get(step)) is not None:
            node = inner
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif isinstance(node, Mapping) and isinstance(step, str) and len(steps) > 1:
            pass  # a name pydantic adds for a branch of a union
        else:
            return node
        steps = steps[1:]
    return node


def _keys_at(model: type[BaseModel], path: Iterable[Any]) -> list[str]:
    found: Any = model
    choices: Any = None
    for step in path:
        if isinstance(step, str) and isinstance(found, type) and issubclass(found, BaseModel):
            field = next((f for name, f in found.model_fields.items() if (f.alias or name) == step), None)
            found = _model_in(field.annotation) if field else _tagged(choices, step) or found
            choices = field.annotation if field else choices
    return known_keys(found) if isinstance(found, type) and issubclass(found, BaseModel) else []


def _tagged(annotation: Any, tag: str) -> Any:
    """Return the model of a branch of a union."""
    if Tag(tag) in getattr(annotation, "__metadata__", ()):
        return _model_in(annotation)
    inner = (_tagged(part, tag) for part in getattr(annotation, "__args__", ()))
    return next((part for part in inner if part), None)


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((part for part in inner if part), None)
