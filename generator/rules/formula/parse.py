"""Turns the text of a formula into its tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from ...base import words as W
from ...base.catalogue import EXPECTATIONS
from ...base.marks import Mark, Text
from ...base.problems import ProblemError, make, nearest
from ...facts.values import MONEY, NUMBER, RATIO, Dimension, Kind, Quantity
from .making import is_nonzero
from .nodes import Binary, Call, Literal, Name, Node, Unary, walk

# What a symbol may also be written as.
_SIGNS = {"×": "*", "÷": "/", "≥": ">=", "≤": "<=", "≠": "!=", "==": "=", "−": "-"}
_UNITS = "|".join(sorted(W.MONEY_UNITS, key=len, reverse=True))
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?(?P<unit>%|{_UNITS})?)
    | (?P<name>[^\W\d]\w*(?:\.\w+)*)
    | (?P<text>"[^"]*"|“[^”]*”)
    | (?P<sign>>=|<=|!=|==|[-+*/×÷−<>=≥≤≠(),])
    )""",
    re.VERBOSE,
)
# Binding strength of the operators, and the arity of the functions (None: any number from one).
_STRENGTH = {W.OR: 1, W.AND: 2, **dict.fromkeys(("=", "!=", "<", ">", "<=", ">="), 4), "+": 5, "-": 5, "*": 6, "/": 6}
_NOT_STRENGTH = 3
ARITIES: dict[str, int | None] = {
    W.F_IF: 3, W.F_MAX: None, W.F_MIN: None, W.F_ABS: 1, W.F_SUM: None, W.F_MEAN: None, W.F_COUNT: 1,
}  # fmt: skip


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


@dataclass(frozen=True)
class Formula:
    """A parsed formula and the text it came from."""

    text: Text
    root: Node

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The dotted paths it uses, in order, each once."""
        return tuple(dict.fromkeys(node.path for node in walk(self.root) if isinstance(node, Name)))

    @cached_property
    def unguarded(self) -> tuple[Node, ...]:
        """The denominators that may be zero."""
        nodes = (node for node in walk(self.root) if isinstance(node, Binary) and node.operator == "/")
        return tuple(node.right for node in nodes if not is_nonzero(node.right))

    @cached_property
    def multiplies(self) -> bool:
        """Whether the result may have more digits than its operands."""
        return any((isinstance(node, Binary) and node.operator in "*/") or (isinstance(node, Call) and node.name == W.F_MEAN)
                   for node in walk(self.root))  # fmt: skip

    def filled(self, shown: Callable[[str], str]) -> str:
        """Return the formula as it was written, with something shown in place of each name."""
        names = sorted((node for node in walk(self.root) if isinstance(node, Name)), key=lambda node: node.at)
        pieces, done = [], 0
        for node in names:
            pieces += [self.text[done : node.at], shown(node.path)]
            done = node.at + len(node.path)
        return "".join((*pieces, self.text[done:]))

    def mark(self, node: Node) -> Mark:
        """Return where a node stands."""
        return self.text.at(node.at)

    def source(self, node: Node) -> str:
        """Return a node as it was written, its brackets closed."""
        places = {each.at for each in walk(node)}
        last = next(token for token in _tokens(self.text) if token.at == max(places))
        written = str(self.text[min(places) : last.at + len(last.text)])
        plain = written.translate(W.FULL_WIDTH)
        unclosed = plain.count("(") - plain.count(")")
        return "(" * -unclosed + written + ")" * unclosed


def parse_formula(text: Text) -> Formula:
    """Return a parsed formula.

    Raises:
        ProblemError: R201 a character that has no meaning, R202 syntax, R207 an unknown function, R208 its arguments.
    """
    parser = _Parser(text, _tokens(text))
    root = parser.expression(0)
    parser.end()
    return Formula(text, root)


def _tokens(text: Text) -> list[_Token]:
    plain = text.translate(W.FULL_WIDTH)
    tokens, at = [], 0
    while plain[at:].strip():
        found = _TOKEN.match(plain, at)
        if not found:
            at += len(plain[at:]) - len(plain[at:].lstrip())
            raise ProblemError(make("R201", text.at(at), text=text[at]))
        kind = str(found.lastgroup)
        start, end = found.span(kind)
        written = text[start:end] if kind == "text" else found[kind]
        if kind == "name" and written in {W.AND, W.OR, W.NOT}:
            kind = "sign"
        tokens.append(_Token(kind, _SIGNS.get(written, written), start))
        at = found.end()
    return tokens


class _Parser:
    """Precedence climbing over the tokens."""

    def __init__(self, text: Text, tokens: list[_Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.position = 0
        self.calls = 0

    def expression(self, strength: int) -> Node:
        left = self._operand()
        while (token := self._peek()) and token.kind == "sign" and _STRENGTH.get(token.text, 0) > strength:
            self.position += 1
            right = self.expression(_STRENGTH[token.text])
            left = Binary(token.text, left, right, token.at)
        return left

    def end(self) -> None:
        if token := self._peek():
            raise self._wrong("end", token.at, text=token.text)

    def _operand(self) -> Node:
        token = self._next("operand")
        match token.kind:
            case "number":
                if self.calls and "," in token.text:
                    raise self._wrong("separate", token.at, text=token.text)
                return Literal(_number(token.text), token.at)
            case "text":
                return Literal(token.text[1:-1], token.at)
            case "name":
                following = self._peek()
                called = following is not None and following.text == "("
                return self._call(token) if called else Name(token.text, token.at)
        if token.text == "(":
            inner = self.expression(0)
            self._expect(")")
            return inner
        if token.text == "-":
            return Unary("-", self.expression(_STRENGTH["*"]), token.at)
        if token.text == W.NOT:
            return Unary(W.NOT, self.expression(_NOT_STRENGTH), token.at)
        raise self._wrong("operand", token.at)

    def _call(self, token: _Token) -> Node:
        if token.text not in ARITIES:
            raise ProblemError(make("R207", self.text.at(token.at), name=token.text, nearest=nearest(token.text, ARITIES)))
        self._expect("(")
        self.calls += 1
        arguments = [self.expression(0)]
        while (following := self._peek()) and following.text == ",":
            self.position += 1
            arguments.append(self.expression(0))
        self._expect(")")
        self.calls -= 1
        wanted = ARITIES[token.text]
        if wanted is not None and len(arguments) != wanted:
            raise ProblemError(make("R208", self.text.at(token.at), name=token.text, wanted=wanted, given=len(arguments)))
        return Call(token.text, tuple(arguments), token.at)

    def _peek(self) -> _Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def _next(self, expected: str) -> _Token:
        token = self._peek()
        if token is None:
            raise self._wrong(expected, len(self.text))
        self.position += 1
        return token

    def _expect(self, sign: str) -> None:
        token = self._next(sign)
        if token.text != sign:
            raise self._wrong(sign, token.at)

    def _wrong(self, expected: str, at: int, **details: object) -> ProblemError:
        return ProblemError(make("R202", self.text.at(at), expected=EXPECTATIONS[expected].format(**details)))


def _number(text: str) -> Quantity:
    digits = text.rstrip("".join({*"%", *"".join(W.MONEY_UNITS)}))
    number, unit = Decimal(digits.replace(",", "")), text[len(digits) :]
    if unit == "%":
        return Quantity(number.scaleb(-2), RATIO)
    if unit:
        return Quantity(number, MONEY, unit)
    return Quantity(number, NUMBER if number else Dimension(Kind.NUMBER, zero=True))
