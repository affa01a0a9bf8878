"""The Jinja environments that fill a part: strict, sandboxed, with no filters but those given and no globals at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any, TypeAlias

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from ....base.catalogue import template_reason
from .grids import MARK
from .numbered import Numbered, signed

Filters: TypeAlias = "Mapping[str, Callable[..., object]]"

SHOWN = 60
BRACES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}  # how docxtpl writes braces that are no tag
is_special = re.compile(r'[&<>"\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]').search
NO_XML = re.compile(r"[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;"})


class FaultError(Exception):
    """A tag that fails: the words of its paragraph, and why."""

    def __init__(self, source: str, line: int, error: Exception) -> None:
        super().__init__(template_reason(str(error)))
        self.place = re.sub(rf"<[^>]*>|{MARK}", "", source.split("\n")[line - 1]).strip()[:SHOWN]


class MadeWithDocxtplError(Exception):
    """A value that brings parts or relationships of its own; `maker` is the docxtpl template it was made with, if it tells."""

    def __init__(self, maker: Any) -> None:
        super().__init__()
        self.maker = maker


class Plain(ImmutableSandboxedEnvironment):
    """For texts and whole numbers; anything else fails."""

    def __init__(self, filters: Filters, generator: type[CodeGenerator] = CodeGenerator) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, finalize=_plain)
        self.code_generator_class = generator
        _reduce(self, filters)


class Careful(ImmutableSandboxedEnvironment):
    """For all that docxtpl prints and that needs no part of its own; slower."""

    def __init__(self, filters: Filters) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=_markup)
        _reduce(self, filters)


def parsed(environment: Environment, source: str) -> nodes.Template:
    """Return the tree of a part's source, in which the text is as it prints.

    Raises:
        FaultError: a tag cannot be read.
    """
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        raise FaultError(source, error.lineno, error) from error
    for data in tree.find_all(nodes.TemplateData):
        data.data = _printed(data.data)
    return tree


def code_of(environment: Environment, source: str, tree: nodes.Template) -> CodeType:
    """Return the code of a part's tree.

    Raises:
        FaultError: a tag names a filter that is not given.
    """
    try:
        return environment.compile(tree)
    except TemplateSyntaxError as error:
        raise FaultError(source, error.lineno, error) from error


def _printed(text: str) -> str:
    text = re.sub(r"\n(?=<w:p[ >])", "", text)
    for escape, braces in BRACES.items():
        text = text.replace(escape, braces)
    return text


def escaped(text: str) -> str:
    """Return a text as XML holds it in elements and attributes.

    Raises:
        ValueError: it has a character that XML cannot hold.
    """
    if not is_special(text):
        return text
    if NO_XML.search(text):
        raise ValueError(ascii(text))
    return text.translate(ENTITIES)


def _reduce(environment: ImmutableSandboxedEnvironment, filters: Filters) -> None:
    environment.globals.clear()
    environment.filters.clear()
    environment.filters.update(filters)


def _plain(value: object) -> object:
    if type(value) is str:
        return escaped(value) if is_special(value) else value
    if type(value) is int:
        return value
    if type(value) is Numbered:
        return signed(value, escaped(value))
    raise TypeError(type(value).__name__)


def _markup(value: object) -> object:
    if isinstance(value, Markup | StrictUndefined):
        return value
    if type(value) is Numbered:
        return Markup(signed(value, escaped(value)))
    if isinstance(value, str) or type(value) is int:
        return Markup(escaped(str(value)))
    if hasattr(value, "tpl"):
        raise MadeWithDocxtplError(value.tpl)
    if hasattr(value, "__html__"):
        xml = str(value)
        if "r:id=" in xml or "r:embed=" in xml:
            raise MadeWithDocxtplError(None)
        return Markup(xml)
    raise TypeError(type(value).__name__)
