"""Edits of a facts file: a value replaced, names and rows put in at the indentation of their neighbours, rows taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from difflib import SequenceMatcher

from ..base.edits import Edit
from ..base.yaml_reader import Mapping as YamlMapping
from ..base.yaml_reader import Node, Scalar, Sequence
from .places import Place, is_flow, is_left_out
from .yaml_text import Tree, in_braces, in_brackets, lines, row_lines, scalar


def value_replaced(place: Place, text: str) -> Edit:
    """Return the edit that writes a text in the place of a value, be it a text, a list or nothing."""
    return _replaced(place, scalar(text, place.flow))


def items_replaced(place: Place, items: tuple[str, ...]) -> Iterator[Edit]:
    """Yield the edits that make a list hold other items; those that stay are not touched."""
    node = place.node
    if not isinstance(node, Sequence) or is_flow(node) or not items:
        yield _replaced(place, in_brackets(items))
        return
    written = [item.text for item in node if isinstance(item, Scalar)]
    for _, low, high, new_low, new_high in SequenceMatcher(None, written, items, autojunk=False).get_opcodes():
        shared = min(high - low, new_high - new_low)
        for at, item in zip(range(low, low + shared), items[new_low:], strict=False):
            if written[at] != item:
                yield Edit(node.items[at].mark.offset, _end(node.items[at]), scalar(item))
        yield from (_line_removed(item) for item in node.items[low + shared : high])
        more = [f"{_indent(node)}- {scalar(item)}" for item in items[new_low + shared : new_high]]
        yield from _lines_added(node, low + shared, more)


def rows_changed(place: Place, gone: Set[int], rows: tuple[Tree, ...]) -> Iterator[Edit]:
    """Yield the edits that take rows out of a table, by their numbers from 0, and put others behind its last, written as it is."""
    table = place.node
    if not isinstance(table, Sequence) or not table.items:
        yield _replaced(place, in_brackets(rows))
    elif is_flow(table):
        yield from _flow_rows_changed(table, gone, rows)
    elif len(gone) == len(table.items):
        text = "\n".join(_row_lines(table, rows)).lstrip() if rows else in_brackets(())
        yield Edit(table.mark.offset, _end(table), text)
    else:
        last = max(number for number in range(len(table.items)) if number not in gone)
        yield from (_line_removed(table.items[number]) for number in sorted(gone))
        yield from _lines_added(table, last + 1, _row_lines(table, rows))


def names_added(mapping: YamlMapping, tree: Tree, after: Node | None = None) -> Iterator[Edit]:
    """Yield the edits that put names with their values into a mapping: nested ones where their sections stand, others at the end.

    Args:
        mapping: where they belong.
        tree: the names.
        after: the node of the mapping behind which new ones go, when it is not the last.
    """
    here: dict[str, object] = {}
    for name, value in tree.items():
        node = mapping.get(name)
        if isinstance(node, YamlMapping) and isinstance(value, Mapping):
            yield from names_added(node, value)
        elif node is not None and is_left_out(node) and isinstance(value, Mapping):
            yield _lines_behind(node, lines(value, _indent(mapping) + "  "))
        else:
            here[name] = value
    if here and is_flow(mapping):
        at = _end(mapping) - 1
        text = in_braces(here)[1:-1]
        yield Edit(at, at, f", {text}" if mapping.items else text)
    elif here:
        yield _lines_behind(after or mapping.items[-1][1], lines(here, _indent(mapping)))


def _replaced(place: Place, written: str) -> Edit:
    if is_left_out(place.node):
        colon = place.key.mark.source.text.index(":", place.key.mark.offset + len(place.key)) + 1
        return Edit(colon, colon, f" {written}")
    return Edit(place.node.mark.offset, _end(place.node), written)


def _flow_rows_changed(table: Sequence, gone: Set[int], rows: tuple[Tree, ...]) -> Iterator[Edit]:
    items = table.items
    kept = [number for number in range(len(items)) if number not in gone]
    first = kept[0] if kept else len(items)
    if first:
        yield Edit(items[0].mark.offset, items[first].mark.offset if kept else _end(items[-1]), "")
    yield from (Edit(_end(items[number - 1]), _end(items[number]), "") for number in sorted(gone) if number > first)
    if rows:
        at = _end(table) - 1
        yield Edit(at, at, (", " if kept else "") + in_brackets(rows)[1:-1])


def _row_lines(table: Sequence, rows: tuple[Tree, ...]) -> list[str]:
    """Return rows as lines, written as the table's last row is."""
    return [line for row in rows for line in row_lines(row, _indent(table), flow=is_flow(table.items[-1]))]


def _line_removed(item: Node) -> Edit:
    text = item.mark.source.text
    return Edit(text.rfind("\n", 0, item.mark.offset) + 1, min(_line_end(item) + 1, len(text)), "")


def _lines_added(sequence: Sequence, number: int, more: list[str]) -> Iterator[Edit]:
    """Yield the edit that puts lines before an item of a list."""
    if more and number:
        yield _lines_behind(sequence.items[number - 1], more)
    elif more:
        at = sequence.mark.source.text.rfind("\n", 0, sequence.mark.offset) + 1
        yield Edit(at, at, "".join(f"{line}\n" for line in more))


def _lines_behind(node: Node, more: list[str]) -> Edit:
    at = _line_end(node)
    return Edit(at, at, "".join(f"\n{line}" for line in more))


def _line_end(node: Node) -> int:
    text = node.mark.source.text
    at = text.find("\n", _end(node))
    return at if at >= 0 else len(text)


def _end(node: Node) -> int:
    """Return where a node's text ends: a block with its last value, not with the blank lines behind."""
    if is_left_out(node):
        return node.mark.offset
    if not isinstance(node, Scalar) and not is_flow(node) and node.items:
        last = node.items[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return len(node.mark.source.text[: node.end.offset].rstrip())


def _indent(node: Node) -> str:
    return " " * (node.mark.column - 1)
