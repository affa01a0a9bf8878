"""Compares written nodes leaf by leaf, and writes nodes with one leaf changed; places and comments do not count."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...base.marks import Text
from ...base.yaml_reader import Mapping, Node, Scalar, Sequence, normal

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One smallest difference; items of a list are keyed by their number, from 1.

    Attributes:
        keys: the path of keys.
        old: what stood there; None where nothing did.
        new: what stands there; None where nothing does.
        before: the keys that stand before it on the new side.
    """

    keys: Keys
    old: Node | None
    new: Node | None
    before: Keys = ()


def leaves(old: Node, new: Node, keys: Keys = ()) -> Iterator[Leaf]:
    """Yield the differences of two nodes, in the new one's order, what is gone last."""
    match old, new:
        case Mapping(), Mapping():
            yield from _of_mappings(old, new, keys)
        case Sequence(), Sequence() if len(old.items) == len(new.items):
            for number, (before, after) in enumerate(zip(old, new, strict=True), 1):
                yield from leaves(before, after, (*keys, str(number)))
        case _:
            if canonical(old) != canonical(new):
                yield Leaf(keys, old, new)


def _named(node: Mapping) -> dict[str, Node]:
    return {normal(key): inner for key, inner in node}


def _of_mappings(old: Mapping, new: Mapping, keys: Keys) -> Iterator[Leaf]:
    mine, names = _named(old), [normal(key) for key, _ in new]
    stay = [normal(key) for key, _ in old if normal(key) in names]
    if stay != [name for name in names if name in mine]:
        yield Leaf(keys, old, new)  # its order counts as well, and has no smaller part
        return
    for at, (key, node) in enumerate(new):
        if normal(key) in mine:
            yield from leaves(mine[normal(key)], node, (*keys, normal(key)))
        else:
            yield Leaf((*keys, normal(key)), None, node, tuple(names[:at]))
    for key, node in old:
        if normal(key) not in names:
            yield Leaf((*keys, normal(key)), node, None)


def patched(node: Node, changes: Iterable[Leaf]) -> Node:
    """Return a node with some of its differences made."""
    for leaf in changes:
        node = _put(node, leaf.keys, leaf)
    return node


def _put(node: Node, keys: Keys, leaf: Leaf) -> Node:
    if not keys:
        assert leaf.new is not None
        return leaf.new
    if isinstance(node, Sequence):
        at = int(keys[0]) - 1
        return Sequence((*node.items[:at], _put(node.items[at], keys[1:], leaf), *node.items[at + 1 :]), node.mark, node.end)
    assert isinstance(node, Mapping)
    items = list(node)
    found = next((at for at, (key, _) in enumerate(items) if normal(key) == keys[0]), None)
    if found is None:
        assert leaf.new is not None
        behind = [at for at, (key, _) in enumerate(items, 1) if normal(key) in leaf.before]
        items.insert(max(behind, default=0), (Text(keys[0], leaf.new.mark), leaf.new))
    elif len(keys) == 1 and leaf.new is None:
        del items[found]
    else:
        items[found] = (items[found][0], _put(items[found][1], keys[1:], leaf))
    return Mapping(tuple(items), node.mark, node.end)


def canonical(node: Node) -> str:
    """Return a node as YAML that reads as the same texts, however it was written."""
    match node:
        case Scalar():
            return json.dumps(str(node.text), ensure_ascii=False)
        case Sequence():
            return "[" + ", ".join(map(canonical, node)) + "]"
    return "{" + ", ".join(f"{json.dumps(str(key), ensure_ascii=False)}: {canonical(inner)}" for key, inner in node) + "}"


def shown(node: Node | None) -> str:
    """Return a node on one line, as a person would write it; empty for none."""
    match node:
        case None:
            return ""
        case Scalar():
            return " ".join(node.text.split("\n"))
        case Sequence():
            return "[" + ", ".join(map(shown, node)) + "]"
    return "{" + ", ".join(f"{key}: {shown(inner)}" for key, inner in node) + "}"
