"""Values as YAML text: what reads back as it is stands plain, everything else in double quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..base.marks import Source
from ..base.problems import Problems
from ..base.yaml_reader import Scalar, Sequence, read_yaml

Tree = Mapping[str, Any]
"""Names with what they hold: a text, a tuple of texts, a tuple of rows, or names again."""
_STEP = "  "


def scalar(text: str, flow: bool = False) -> str:
    """Return a text as YAML writes it: in braces (`flow`) commas and brackets need quotes too."""
    plain = f"[{text}]" if flow else text
    if "\n" not in text and _read(plain) == text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def can_be_written(text: str) -> bool:
    """Tell whether a facts file can hold a text: there are characters that it refuses."""
    return _read(scalar(text)) == text


def lines(tree: Tree, indent: str) -> list[str]:
    """Return names with their values as lines."""
    return list(_lines(tree, indent))


def row_lines(row: Tree, indent: str, *, flow: bool) -> list[str]:
    """Return a row of a table as an item of a list, in braces or a line a column."""
    if flow:
        return [f"{indent}- {in_braces(row)}"]
    first, *rest = _lines(row, indent + _STEP)
    return [f"{indent}- {first.lstrip()}", *rest]


def in_brackets(items: Iterable[str | Tree]) -> str:
    """Return texts or rows as a list on one line."""
    return "[" + ", ".join(_in_flow(item) for item in items) + "]"


def in_braces(tree: Tree) -> str:
    """Return names with their values on one line."""
    return "{" + ", ".join(f"{scalar(name, flow=True)}: {_in_flow(value)}" for name, value in tree.items()) + "}"


def _lines(tree: Tree, indent: str) -> Iterator[str]:
    for name, value in tree.items():
        head = f"{indent}{scalar(name)}:"
        if isinstance(value, Mapping):
            yield from (head, *_lines(value, indent + _STEP))
        elif isinstance(value, tuple) and any(isinstance(row, Mapping) for row in value):
            yield from (head, *(line for row in value for line in row_lines(row, indent + _STEP, flow=True)))
        else:
            yield f"{head} {in_brackets(value) if isinstance(value, tuple) else scalar(value)}"


def _in_flow(value: Any) -> str:
    if isinstance(value, str):
        return scalar(value, flow=True)
    return in_braces(value) if isinstance(value, Mapping) else in_brackets(value)


def _read(written: str) -> str | None:
    """Return what a value says to the reader of facts files; None when it says nothing clear."""
    problems = Problems()
    node = read_yaml(Source("", f"- {written}"), problems) if written else None
    while isinstance(node, Sequence) and len(node.items) == 1:
        node = node.items[0]
    return str(node.text) if isinstance(node, Scalar) and not problems.errors else None
