"""Where each fact of a file is written: its key, its node, and the mapping or list it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..base import words as W
from ..base.marks import Text
from ..base.yaml_reader import Mapping, Node, Scalar, Sequence, normal
from ..facts.values import Kind
from ..facts.vocabulary import Vocabulary

SEPARATOR = "."


@dataclass(frozen=True, slots=True)
class Place:
    """A fact as it is written; `flow` tells that it stands in braces, where commas part values."""

    key: Text
    node: Node
    flow: bool
    origin: str = ""
    evidence: str = ""

    @property
    def written(self) -> str | None:
        """The value's text, a list's items a line each; None where neither a text nor a list of texts is written."""
        if isinstance(self.node, Scalar):
            return str(self.node.text)
        items = [item.text for item in self.node if isinstance(item, Scalar)] if isinstance(self.node, Sequence) else []
        return "\n".join(items) if isinstance(self.node, Sequence) and len(items) == len(self.node.items) else None


def is_flow(node: Node) -> bool:
    """Tell whether a collection is written in braces or brackets."""
    return not isinstance(node, Scalar) and node.mark.source.text[node.mark.offset] in "{["


def is_left_out(node: Node) -> bool:
    """Tell whether a name stands without a value; its node is placed at the name."""
    return isinstance(node, Scalar) and not node.text and node.mark.source.text[node.mark.offset] not in "\"'>|"


def places(mapping: Mapping, vocabulary: Vocabulary) -> dict[str, Place]:
    """Return every fact, cell of a table, own figure and cover entry of a facts file by its path."""
    found = dict(_facts(mapping, "", vocabulary, False))
    for section in (W.COVER, W.DATA):
        node = mapping.get(section)
        if isinstance(node, Mapping):
            found.update(_free(node, section + SEPARATOR, is_flow(node)))
    return found


def row_path(table: str, number: int) -> str:
    """Return the path of a row of a table, counted from 1."""
    return f"{table}{SEPARATOR}{number}"


def _facts(mapping: Mapping, prefix: str, vocabulary: Vocabulary, flow: bool) -> Iterator[tuple[str, Place]]:
    for key, node in mapping:
        name = prefix + normal(key)
        path = vocabulary.canonical.get(name)
        if path and vocabulary.entries[path].kind is Kind.TABLE:
            yield from _table(key, node, path, flow)
        elif path:
            yield path, _opened(key, node, flow)
        elif name in vocabulary.prefixes and isinstance(node, Mapping):
            yield from _facts(node, name + SEPARATOR, vocabulary, flow or is_flow(node))


def _table(key: Text, node: Node, path: str, flow: bool) -> Iterator[tuple[str, Place]]:
    yield path, Place(key, node, flow)
    flow = flow or is_flow(node)
    for number, row in enumerate(node if isinstance(node, Sequence) else (), 1):
        if isinstance(row, Mapping):
            where = row_path(path, number)
            yield where, Place(key, row, flow)
            yield from _free(row, where + SEPARATOR, flow or is_flow(row))


def _free(mapping: Mapping, prefix: str, flow: bool) -> Iterator[tuple[str, Place]]:
    for key, node in mapping:
        if isinstance(node, Mapping):
            yield from _free(node, prefix + normal(key) + SEPARATOR, flow or is_flow(node))
        else:
            yield prefix + normal(key), Place(key, node, flow)


def _opened(key: Text, node: Node, flow: bool) -> Place:
    """Return a fact's place; of the long form, its value's."""
    value = node.get(W.VALUE) if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or value is None:
        return Place(key, node, flow)
    origin, evidence = (_text(node.get(name)) for name in (W.ORIGIN, W.EVIDENCE))
    return Place(node.key(W.VALUE) or key, value, flow or is_flow(node), origin, evidence)


def _text(node: Node | None) -> str:
    return str(node.text) if isinstance(node, Scalar) else ""
