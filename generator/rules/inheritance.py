"""Inheritance of rule sets (继承): what a child overrides, disables and adds, each with its reason and basis.

It works on the written nodes, so that every value keeps the place it was written at.
"""

from __future__ import annotations

from pydantic import Field

from ..base import words as W
from ..base.marks import Text
from ..base.problems import Problems, nearest
from ..base.shapes import Raw, Shape, Written, shape
from ..base.workspace import Workspace
from ..base.yaml_reader import Mapping, Node, Scalar, Sequence, normal
from .ruleset import Basis

_EDITS = (W.DISABLE, W.OVERRIDE, W.ADD)
_WHOLE = (W.INDICATORS, W.QUANTITIES)


class Disabling(Shape):
    """Why an indicator or a quantity of the parent no longer counts."""

    reason: Written = Field(alias=W.WHY, min_length=1)
    basis: Basis = Field(alias=W.BASIS)


class Edit(Disabling):
    """What takes the place of, or comes beside, the parent's, and why."""

    content: Raw = Field(alias=W.CHANGE)


def with_parents(workspace: Workspace, name: Text, below: tuple[str, ...], problems: Problems) -> Mapping | None:
    """Return a rule set's file with its parents' merged in."""
    if name in below:
        problems.add("R314", name.mark, ring=" → ".join((*below, name)))
        return None
    if name not in workspace.rule_sets():
        problems.add("R301", name.mark, name=name, nearest=nearest(name, workspace.rule_sets()))
        return None
    mapping = workspace.read_mapping(workspace.rules_path(name), problems)
    extends = mapping.get(W.EXTENDS) if mapping else None
    if mapping is None or not isinstance(extends, Scalar):
        return mapping
    parent = with_parents(workspace, extends.text, (*below, str(name)), problems)
    return _merged(parent, mapping, problems) if parent else None


def _merged(parent: Mapping, child: Mapping, problems: Problems) -> Mapping:
    for key, _ in child:
        if normal(key) in _WHOLE:
            problems.add("R321", key.mark, key=key)
    inherited = Mapping(tuple(item for item in parent if normal(item[0]) != W.EXTENDS), child.mark, child.end)
    own = tuple(item for item in child if normal(item[0]) not in {*_EDITS, *_WHOLE, W.SLOTS})
    merged = _laid_over(inherited, Mapping(own, child.mark, child.end))
    slots = child.get(W.SLOTS)
    for key, sentence in slots if isinstance(slots, Mapping) else ():
        merged = _put(merged, W.SLOTS, key, sentence)
    for action in _EDITS:
        node = child.get(action)
        if node and not isinstance(node, Mapping):
            problems.add("R105", node.mark, key=action)
        for key, edit in node if isinstance(node, Mapping) else ():
            merged = _edited(merged, action, key, edit, problems)
    return merged


def _edited(merged: Mapping, action: str, key: Text, edit: Node, problems: Problems) -> Mapping:
    """Return a rule set with one edit made; an edit that is wrong is noted and not made."""
    if shape(Disabling if action == W.DISABLE else Edit, edit, problems) is None or not isinstance(edit, Mapping):
        return merged
    name, content = normal(key), edit.get(W.CHANGE)
    section = next((part for part in (W.INDICATORS, W.QUANTITIES) if name in _names_in(merged, part)), None)
    if action == W.ADD:
        if section:
            problems.add("R316", key.mark, name=name)
            return merged
        is_indicator = isinstance(content, Mapping) and content.get(W.METHOD_SECTION) is not None
        return _put(merged, W.INDICATORS if is_indicator else W.QUANTITIES, key, content)
    if section is None:
        known = [*_names_in(merged, W.INDICATORS), *_names_in(merged, W.QUANTITIES)]
        problems.add("R315", key.mark, name=name, action=action, nearest=nearest(name, known))
        return merged
    changed = _put(merged, section, key, content)
    return _without(changed, name) if action == W.DISABLE else changed


def _names_in(mapping: Mapping, section: str) -> list[str]:
    node = mapping.get(section)
    return [normal(key) for key, _ in node] if isinstance(node, Mapping) else []


def _put(mapping: Mapping, section: str, key: Text, content: Node | None) -> Mapping:
    """Return a mapping in whose section a key has new content (merged key by key), or is gone."""
    old = mapping.get(section)
    items = list(old) if isinstance(old, Mapping) else []
    at = next((index for index, (name, _) in enumerate(items) if normal(name) == normal(key)), None)
    if content is None:
        items = [item for index, item in enumerate(items) if index != at]
    elif at is None:
        items.append((key, content))
    else:
        written = items[at][1]
        if isinstance(written, Mapping) and isinstance(content, Mapping):
            content = _laid_over(written, content)
        items[at] = (items[at][0], content)
    changed = Mapping(tuple(items), old.mark if old else mapping.mark, old.end if old else mapping.end)
    others = [item for item in mapping if normal(item[0]) != section]
    return Mapping((*others, (mapping.key(section) or Text(section, mapping.mark), changed)), mapping.mark, mapping.end)


def _laid_over(old: Mapping, new: Mapping) -> Mapping:
    """Return a mapping in which the new one's keys take the place of the old one's."""
    names = {normal(key) for key, _ in new}
    return Mapping((*(item for item in old if normal(item[0]) not in names), *new), new.mark, new.end)


def _without(node: Mapping, name: str) -> Mapping:
    """Return the nodes with an indicator's name dropped from the lists of the structure."""

    def dropped(inner: Node) -> Node:
        if isinstance(inner, Sequence):
            return Sequence(tuple(item for item in inner if not (isinstance(item, Scalar) and item.text == name)), inner.mark, inner.end)
        if isinstance(inner, Mapping):
            return Mapping(tuple((key, dropped(child)) for key, child in inner), inner.mark, inner.end)
        return inner

    return Mapping(
        tuple((key, dropped(child) if normal(key) == W.STRUCTURE else child) for key, child in node), node.mark, node.end
    )

