"""The syntax tree of a formula; `at` is the offset of a node in the formula's text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...facts.values import Quantity


@dataclass(frozen=True, slots=True)
class Literal:
    """A number with its unit, or a quoted text."""

    value: Quantity | str
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """A dotted path."""

    path: str
    at: int


@dataclass(frozen=True, slots=True)
class Unary:
    """Minus or 非."""

    operator: str
    operand: Node
    at: int


@dataclass(frozen=True, slots=True)
class Binary:
    """Arithmetic, comparison, 且 or 或; `at` is the operator's place."""

    operator: str
    left: Node
    right: Node
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    name: str
    arguments: tuple[Node, ...]
    at: int


Node = Literal | Name | Unary | Binary | Call


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it."""
    yield node
    match node:
        case Unary(operand=operand):
            yield from walk(operand)
        case Binary(left=left, right=right):
            yield from walk(left)
            yield from walk(right)
        case Call(arguments=arguments):
            for argument in arguments:
                yield from walk(argument)
        case _:
            pass
