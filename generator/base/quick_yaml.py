"""Parses YAML in C where that gives the same nodes at the same places as ruamel.yaml does."""

from __future__ import annotations

import re
from typing import Any, Protocol, cast

SCALAR, SEQUENCE, MAPPING = "scalar", "sequence", "mapping"

# Where the two parsers differ, besides a last line without its end: anchors, tags, directives, documents, tabs, marked keys.
_REMARKABLE = re.compile(r"""[\t\r\x85\u2028\u2029\ufeff]|(?:^|[\s\[{,])[&*!?](?=\S| |$)|^(?:%|---|\.\.\.)""", re.MULTILINE)
_DEEPEST = 40


class _Place(Protocol):
    line: int
    column: int


class YamlNode(Protocol):
    """What both parsers give: lines and columns count from 0, the style of plain text is empty or None."""

    id: str
    value: Any
    style: str | None
    flow_style: bool | None
    start_mark: _Place
    end_mark: _Place


def quickly_composed(text: str) -> YamlNode | None:
    """Return what a text is made of; None when that has to be found out slowly."""
    if _REMARKABLE.search(text) or not text.endswith("\n"):
        return None
    try:
        from yaml import CBaseLoader, YAMLError
    except ImportError:  # a PyYAML that was built without its parser in C
        return None
    loader = CBaseLoader(text)
    try:
        root = cast("YamlNode | None", loader.get_single_node())
    except (YAMLError, ValueError, RecursionError):
        return None
    finally:
        loader.dispose()
    return root if root is not None and _is_plain(root) else None


def _is_plain(root: YamlNode) -> bool:
    """Whether nothing is left empty, whose place the parsers tell differently, and nothing nests too deep."""
    level = [root]
    for _ in range(_DEEPEST):
        deeper: list[YamlNode] = []
        for node in level:
            if node.id == MAPPING:
                deeper += [each for pair in node.value for each in pair]
            elif node.id == SEQUENCE:
                deeper += node.value
            elif not node.value and not node.style:
                return False
        if not deeper:
            return True
        level = deeper
    return False
