"""Reads the Jinja of a template: only printing, conditions and loops, only names that a document has.

A shape is an example of the data: a text, a number, a flag, the choices of a text, a list of one item, a record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from jinja2 import Environment, TemplateSyntaxError, nodes

from ...base import words as W
from ...base.catalogue import template_reason
from ...base.marks import Mark
from ...base.problems import Problem, Problems, make, nearest
from .tags import Tag

Shape: TypeAlias = "str | int | bool | frozenset[str] | list[Shape] | dict[str, Shape]"
Scope = Mapping[str, "Shape | None"]

FILTERS: dict[str, Callable[..., object]] = {W.D_COUNT: len, "length": len}
LOOP: Shape = {"index": 0, "index0": 0, "length": 0, "first": False, "last": False}
STATEMENTS = ("if", "elif", "else", "endif", "for", "endfor")
COMPLETIONS = {"if": "{}{{% endif %}}", "for": "{}{{% endfor %}}", "elif": "{{% if 1 %}}{}{{% endif %}}"}
_PARSER = Environment()


def syntax_problem(tag: Tag, mark: Mark) -> Problem | None:
    """Return what is wrong with the writing of one tag by itself, None when nothing is."""
    if tag.is_comment or tag.layout or tag.word in {"else", "endif", "endfor"}:
        return None
    if not tag.prints and tag.word not in STATEMENTS:
        return _refused(tag, tag.word, mark)
    try:
        _PARSER.parse(COMPLETIONS.get(tag.word, "{}").format(tag.jinja))
    except TemplateSyntaxError as error:
        return make("T214", mark, place=tag.line.place, tag=tag.text, why=template_reason(str(error)))
    return None


def check_names(lines: list[list[Tag]], shape: Scope, mark: Mark, problems: Problems) -> None:
    """Note every name, filter, comparison and construct that a part may not use.

    Args:
        lines: the tags of the part, paragraph by paragraph, all pairs closed.
        shape: the names that a document has.
        mark: the template.
        problems: where to note.
    """
    source = "\n".join("".join(tag.jinja for tag in line) for line in lines)
    try:
        tree = _PARSER.parse(source)
    except TemplateSyntaxError as error:
        tag = lines[error.lineno - 1][0]
        problems.add("T214", mark, place=tag.line.place, tag=tag.text, why=template_reason(str(error)))
        return
    _Checker(lines, mark, problems).block(tree.body, shape)


def _refused(tag: Tag, what: str, mark: Mark) -> Problem:
    return make("T220", mark, place=tag.line.place, tag=tag.text, what=what, known=" ".join(STATEMENTS))


@dataclass(frozen=True, slots=True)
class _Checker:
    lines: list[list[Tag]]
    mark: Mark
    problems: Problems

    def block(self, body: list[nodes.Node], scope: Scope) -> None:
        for node in body:
            match node:
                case nodes.Output():
                    self.output(node, scope)
                case nodes.For():
                    self.loop(node, scope)
                case nodes.If():
                    self.condition(node, scope)
                case _:
                    self.refuse(node)

    def output(self, node: nodes.Output, scope: Scope) -> None:
        for part in node.nodes:
            if not isinstance(part, nodes.TemplateData):
                self.expect(part, scope, W.A_TEXT, lambda shape: isinstance(shape, (str, frozenset)) or type(shape) is int)

    def loop(self, node: nodes.For, scope: Scope) -> None:
        listed = self.expect(node.iter, scope, W.A_LIST, lambda shape: isinstance(shape, list))
        if node.test or node.recursive or not isinstance(node.target, nodes.Name):
            self.refuse(node)
            return
        item = listed[0] if isinstance(listed, list) else None
        self.block(node.body, {**scope, node.target.name: item, "loop": LOOP})
        self.block(node.else_, scope)

    def condition(self, node: nodes.If, scope: Scope) -> None:
        self.shape(node.test, scope)
        self.block(node.body, scope)
        for other in node.elif_:
            self.condition(other, scope)
        self.block(node.else_, scope)

    def expect(self, node: nodes.Node, scope: Scope, wanted: str, fits: Callable[[Shape], bool]) -> Shape | None:
        shape = self.shape(node, scope)
        if shape is None or fits(shape):
            return shape
        self.add("T222", node, name=_name(node), wanted=wanted)
        return None

    def shape(self, node: nodes.Node, scope: Scope) -> Shape | None:
        match node:
            case nodes.Const(value=str() | int() as value):
                return value
            case nodes.Name():
                return self.known(node, node.name, scope)
            case nodes.Getattr():
                return self.member(node, node.node, node.attr, scope)
            case nodes.Getitem(arg=nodes.Const(value=str() as key)):
                return self.member(node, node.node, key, scope)
            case nodes.Filter():
                return self.filtered(node, scope)
            case nodes.Compare():
                return self.compared(node, scope)
            case nodes.And() | nodes.Or() | nodes.Not():
                return self.logical(node, scope)
        self.refuse(node)
        return None

    def known(self, node: nodes.Node, name: str, scope: Scope) -> Shape | None:
        if name in scope:
            return scope[name]
        self.add("T212", node, name=name, nearest=nearest(name, scope), known=W.LIST_COMMA.join(scope))
        return None

    def member(self, node: nodes.Node, owner: nodes.Node, name: str, scope: Scope) -> Shape | None:
        shape = self.expect(owner, scope, W.A_RECORD, lambda shape: isinstance(shape, dict))
        return self.known(node, name, shape) if isinstance(shape, dict) else None

    def filtered(self, node: nodes.Filter, scope: Scope) -> Shape | None:
        if node.name not in FILTERS:
            self.add("T213", node, name=node.name, nearest=nearest(node.name, FILTERS), known=W.LIST_COMMA.join(FILTERS))
            return None
        if node.node is None or node.args or node.kwargs:
            self.refuse(node)
            return None
        self.expect(node.node, scope, W.A_LIST, lambda shape: isinstance(shape, list))
        return 0

    def compared(self, node: nodes.Compare, scope: Scope) -> Shape:
        shapes = [self.shape(part, scope) for part in (node.expr, *(other.expr for other in node.ops))]
        choices = next((shape for shape in shapes if isinstance(shape, frozenset)), None)
        for shape in shapes:
            if choices is not None and isinstance(shape, str) and shape not in choices:
                self.add("T223", node, name=shape, nearest=nearest(shape, choices), known=W.LIST_COMMA.join(sorted(choices)))
        if any(isinstance(shape, (list, dict)) for shape in shapes):
            self.refuse(node)
        return False

    def logical(self, node: nodes.And | nodes.Or | nodes.Not, scope: Scope) -> Shape:
        for part in node.iter_child_nodes():
            self.shape(part, scope)
        return False

    def refuse(self, node: nodes.Node) -> None:
        self.problems.extend([_refused(self.tag(node, ""), _construct(node), self.mark)])

    def add(self, number: str, node: nodes.Node, **details: str) -> None:
        tag = self.tag(node, details.get("name", ""))
        self.problems.add(number, self.mark, place=tag.line.place, tag=tag.text, **details)

    def tag(self, node: nodes.Node, name: str) -> Tag:
        tags = self.lines[node.lineno - 1]
        return next((tag for tag in tags if name in tag.code), tags[0])


def _name(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_name(node.node)}.{node.attr}"
    return ""


def _construct(node: nodes.Node) -> str:
    if isinstance(node, (nodes.BinExpr, nodes.Neg, nodes.Pos)):
        return W.CALCULATION
    return W.CONSTRUCTS.get(type(node).__name__, W.OTHER_CONSTRUCT)
