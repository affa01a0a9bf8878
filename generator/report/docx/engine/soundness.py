"""Proves of a part that it stays well-formed XML whatever the data, so that no report has to be parsed to be sure of it.

Each branch of a condition must leave the same elements open, each round of a loop those that it found; values are
escaped, and stand in texts or quoted attributes. What is not proven is parsed when it is filled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jinja2 import nodes

MARKUP = re.compile(r"<([^<>]*)(>?)")
TAG = re.compile(r'(/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"]*")*)\s*(/?)')
ATTRIBUTE = re.compile(r'([\w:.-]+)="[^"]*"')


class _State(NamedTuple):
    """The open elements, outermost first, and the beginning of a tag that has not ended."""

    opened: tuple[str, ...]
    begun: str = ""


class _UnprovenError(Exception):
    pass


def is_sound(tree: nodes.Template) -> bool:
    """Tell whether a part is proven to stay well-formed."""
    try:
        return _after(tree.body, _State(())) == _State(())
    except _UnprovenError:
        return False


def _after(body: Sequence[nodes.Node], state: _State) -> _State:
    for node in body:
        match node:
            case nodes.Output():
                for child in node.nodes:
                    state = _scanned(child.data, state) if isinstance(child, nodes.TemplateData) else _valued(state)
            case nodes.For():
                _same({state, _after(node.body, state), _after(node.else_, state)}, state)
            case nodes.If():
                branches = (node.body, *(other.body for other in node.elif_), node.else_)
                state = _same({_after(branch, state) for branch in branches}, state)
            case nodes.Assign():
                pass
            case _:
                raise _UnprovenError
    return state


def _same(ends: set[_State], start: _State) -> _State:
    if len(ends) > 1 or start.begun or not start.opened:
        raise _UnprovenError
    return ends.pop()


def _valued(state: _State) -> _State:
    is_text = state.opened and not state.begun
    if not is_text and state.begun.count('"') % 2 == 0:
        raise _UnprovenError
    return state if is_text else _State(state.opened, f"{state.begun}-")


def _scanned(text: str, state: _State) -> _State:
    opened, begun = list(state.opened), ""
    for match in MARKUP.finditer(state.begun + text):
        if begun:
            raise _UnprovenError
        if match[2]:
            _open_or_close(match[1], opened)
        else:
            begun = match[0]
    return _State(tuple(opened), begun)


def _open_or_close(inner: str, opened: list[str]) -> None:
    tag = TAG.fullmatch(inner)
    names = ATTRIBUTE.findall(tag[3]) if tag else []
    if tag is None or len(set(names)) < len(names) or (tag[1] and (tag[3] or tag[4])):
        raise _UnprovenError
    if tag[1]:
        if not opened or opened.pop() != tag[2]:
            raise _UnprovenError
    elif not tag[4]:
        opened.append(tag[2])
