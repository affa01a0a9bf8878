"""The template language: Jinja in a sandbox, strict, with named places for everything that is wrong.

Sentences (prose, reasons, slots) may hold only names and filters; forms may also branch, loop and define macros.
Neither computes: arithmetic and comparison belong into quantities (量).
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Protocol

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    meta,
    nodes,
    pass_context,
    pass_environment,
)
from jinja2.ext import Extension
from jinja2.lexer import TOKEN_DATA, Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..base import words as W
from ..base.catalogue import template_reason
from ..base.marks import Mark, Source, Text
from ..base.problems import Problems, nearest
from ..facts.todo import is_todo, parted
from .document import Span, Spans
from .filters import ARITIES, FILTERS, FilterError, guarded
from .printing import Absent, Fragment, Printable, RingError, UnprintableError, spans_of

Place = Callable[..., Mark]
"""Gives the place of words in a tag of a line."""

# A printed value stands in the rendered text as its number in the printer between these two; the reader refuses them in input.
_OPEN, _CLOSE = "\ue000", "\ue001"
_TOO_DEEP = re.compile(r"#{6,} ")
_TAGS = re.compile(r"\{[{%#]|[}%#]\}")
_TAG = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)|\{#.*?(?:#\}|$)")
_HIDDEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
TOKEN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
LIMIT = 2_000_000
_PRINTER, _TYPED = " printer", " typed"  # no template can spell these names
_DIGITS = re.compile(r"\d+")
_COMPUTING = (
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos, nodes.Compare, nodes.Concat,
    nodes.CondExpr, nodes.List, nodes.Tuple, nodes.Dict, nodes.Test,
)  # fmt: skip
_COMPARISONS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<="}
_SENTENCE = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Filter, nodes.Const, nodes.Operand)


class Known(Protocol):
    """The names that exist."""

    @property
    def values(self) -> set[str]:
        """All names that print."""

    def knows(self, path: tuple[str, ...]) -> bool:
        """Whether a name may be used."""


@dataclass
class Printer:
    """What one rendering printed, and what went wrong on the way."""

    mark: Place
    printed: list[object] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)

    def token(self, value: object) -> str:
        """Return the stand-in of a printed value."""
        self.printed.append(value)
        return f"{_OPEN}{len(self.printed) - 1}{_CLOSE}"

    def spans(self, text: str) -> Spans:
        """Return rendered text as spans, stand-ins replaced by what they stand for."""
        found: list[Span] = []
        for at, piece in enumerate(TOKEN.split(text)):
            found.extend(spans_of(self.printed[int(piece)]) if at % 2 else ([Span(piece)] if piece else []))
        return tuple(found)


class _Rendered(str):
    """What a macro made: text with stand-ins already."""

    __slots__ = ()


def _joined(pieces: Iterable[str]) -> _Rendered:
    return _Rendered("".join(pieces))


@pass_context
def _finalize(context: Context, value: object) -> str:
    if isinstance(value, _Rendered):
        return value
    printer: Printer = context[_PRINTER]
    if isinstance(value, Absent):
        printer.problems.extend(value.problems)
    if isinstance(value, bool):
        value = W.YES if value else W.NO
    elif isinstance(value, (int, float)):
        value = str(value)
    if not isinstance(value, (str, Printable)):
        raise UnprintableError(getattr(value, "id", "") or W.T_LIST)
    return printer.token(value)


class _TypedDigits(Extension):
    """Lets the digits that a form itself types be printed like a value, so that they know their place."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, each stretch of digits in its words as a tag of its own."""
        name = stream.name or ""
        assert isinstance(self.environment.loader, SourceLoader)
        columns = _columns_of_digits(self.environment.loader.sources[name].text)
        for token in stream:
            if token.type != TOKEN_DATA or not _DIGITS.search(token.value):
                yield token
                continue
            at, line = 0, token.lineno
            for found in _DIGITS.finditer(token.value):
                before, at = token.value[at : found.start()], found.end()
                line += before.count("\n")
                yield Token(token.lineno, TOKEN_DATA, before)
                yield from self._tag(found[0], name, line, next(columns, 1))
            yield Token(line, TOKEN_DATA, token.value[at:])

    def _tag(self, digits: str, name: str, line: int, column: int) -> Iterator[Token]:
        arguments = (("string", name), ("comma", ","), ("integer", line), ("comma", ","), ("integer", column))
        tag = (("variable_begin", "{{"), ("string", digits), ("pipe", "|"), ("name", _TYPED), ("lparen", "("), *arguments, ("rparen", ")"))
        yield from (Token(line, type_, value) for type_, value in (*tag, ("variable_end", "}}")))  # type: ignore[arg-type]


def _columns_of_digits(text: str) -> Iterator[int]:
    """Yield the column of each stretch of digits in the words of a template, in order."""
    words = _HIDDEN.sub(lambda tag: "\n".join(" " * len(line) for line in tag[0].split("\n")), text)
    return (found.start() - words.rfind("\n", 0, found.start()) for found in _DIGITS.finditer(words))


@pass_environment
def _typed(environment: Environment, digits: str, name: str, line: int, column: int) -> Fragment:
    """Return digits that a form types, with their place."""
    assert isinstance(environment.loader, SourceLoader)
    return Fragment((Span(Text(digits, Mark(environment.loader.sources[name], line, column))),))


class Language(ImmutableSandboxedEnvironment):
    """Jinja as the project uses it. Nothing is escaped: values stand outside the text, as stand-ins."""

    concat = staticmethod(_joined)

    def __init__(self, loader: BaseLoader | None = None) -> None:
        super().__init__(
            extensions=(_TypedDigits,) if loader else (),
            loader=loader, undefined=StrictUndefined, autoescape=False, finalize=_finalize, trim_blocks=True, lstrip_blocks=True,
            keep_trailing_newline=False,
        )  # fmt: skip
        self.globals.clear()
        self.tests.clear()
        self.filters = {name: guarded(name, filter_) for name, filter_ in FILTERS.items()} | {_TYPED: _typed}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what a name holds: names that we give are looked up as such, before anything of Python's."""
        return obj[attribute] if isinstance(obj, Mapping) and attribute in obj else super().getattr(obj, attribute)


_SENTENCES = Language()


@dataclass(frozen=True, slots=True)
class _Tag:
    """A printing tag, which stands in many sentences: its template, and the names it takes from outside."""

    template: Template
    names: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _PlacedTag:
    """A tag of a sentence: where it is written, and the words that end before it and go on behind it."""

    tag: _Tag
    start: int
    end: int
    before: int
    behind: int


@lru_cache(maxsize=4096)
def _tag(written: str) -> _Tag | None:
    """Return a tag; None when something is wrong with it."""
    wrong = Problems()
    try:
        tree = _SENTENCES.parse(written)
    except TemplateSyntaxError:
        return None
    for node in tree.find_all(nodes.Node):
        _check_node(node, lambda *_: Mark(Source("", "")), wrong, sentence=True)
    return None if wrong.errors else _Tag(_SENTENCES.from_string(written), tuple(path for path, _ in names_used(tree)))


def _tags_of(text: str) -> list[_PlacedTag] | None:
    """Return the tags of a sentence; None when it holds anything but words and sound tags."""
    found, at = [], 0
    for each in _TAG.finditer(text):
        plain = each[0].startswith("{{") and not _TAGS.search(text, at, each.start())
        tag = _tag(each[0]) if plain else None
        if tag is None:
            return None
        before = len(text[: each.start()].rstrip()) if each[0].startswith("{{-") else each.start()
        at = len(text) - len(text[each.end() :].lstrip()) if each[0].endswith("-}}") else each.end()
        found.append(_PlacedTag(tag, *each.span(), before, at))
    return None if _TAGS.search(text, at) else found


def check_sentence(text: Text, known: Known, problems: Problems) -> None:
    """Note what a sentence may not hold, and names and filters that do not exist, each at its place."""
    tags = _tags_of(text)
    if tags is not None and all(known.knows(path) for each in tags for path in each.tag.names):
        return
    comment = text.find("{#")
    if comment >= 0:
        problems.add("T105", text.at(comment))
    _check(text, text_mark(text), known, problems, sentence=True)


def names_in(text: Text) -> Iterator[str]:
    """Yield the names that a sentence prints."""
    yield from (".".join(path) for each in _tags_of(text) or () for path in each.tag.names)


def check_form(sources: Iterable[Source], known: Known, problems: Problems) -> None:
    """Note what a form's templates may not hold, and names and filters that do not exist."""
    for source in sources:
        _check(source.text, source_mark(source), known, problems, sentence=False)
        for number, line in enumerate(source.text.split("\n"), 1):
            if _TOO_DEEP.match(line):
                problems.add("T116", Mark(source, number))


def render_sentence(text: Text, names: Mapping[str, object], problems: Problems) -> Spans:
    """Return a sentence with its values printed; every stretch is a `Text` that knows where it was written.

    待填 in it is a gap, which was noted when its file was read.
    """
    tags = _tags_of(text)
    if not tags:  # one that holds anything else was told when the sentence was checked
        return tuple(_gaps_marked(Span(text))) if text and tags is not None else ()
    printer = Printer(lambda *_: text.mark)
    context = tags[0].tag.template.new_context({**names, _PRINTER: printer}, shared=True)
    at = 0
    found: list[Span] = []
    for each in tags:
        if at < each.before:
            found.append(Span(text.part(at, each.before)))
        found += _printed(each, text, context, printer)
        at = each.behind
    if at < len(text):
        found.append(Span(text.part(at, len(text))))
    problems.extend(printer.problems)
    return tuple(piece for span in found for piece in _gaps_marked(span))


def _printed(placed: _PlacedTag, text: Text, context: Context, printer: Printer) -> Iterator[Span]:
    """Yield what a tag prints, all of it where the tag is written."""
    printer.mark = lambda line, _, *words: text_mark(text.part(placed.start, placed.end))(line, *words)
    before = len(printer.printed)
    _run(placed.tag.template, context, printer)
    mark = text.at(placed.start)
    for value in printer.printed[before:]:
        for span in spans_of(value):
            yield span if isinstance(span.text, Text) else replace(span, text=Text(span.text, mark))


def _gaps_marked(span: Span) -> Iterator[Span]:
    """Yield a span, parted where it holds 待填."""
    if span.value or span.gap or not is_todo(span.text):
        yield span
        return
    for start, end, gap in parted(span.text):
        text = span.text.part(start, end) if isinstance(span.text, Text) else span.text[start:end]
        yield replace(span, text=text, gap=gap)


def render_form(
    template: Template, sources: Mapping[str, Source], names: Mapping[str, object], problems: Problems
) -> tuple[str, Printer]:
    """Return a form's text with stand-ins for its values, and the printer that knows them."""
    printer = Printer(lambda line, name, *words: source_mark(sources[name])(line, *words))
    rendered = _render(template, names, printer)
    problems.extend(printer.problems)
    return rendered, printer


def text_mark(text: Text) -> Place:
    """Return the function that gives a place in a text by its line as Jinja counts them, which are its paragraphs."""

    def mark(line: int, *words: str) -> Mark:
        paragraphs = text.split("\n")
        start = sum(len(paragraph) + 1 for paragraph in paragraphs[: line - 1])
        return text.at(start + _offset(paragraphs[line - 1] if line <= len(paragraphs) else "", words))

    return mark


def source_mark(source: Source) -> Place:
    """Return the function that gives a place in a template by its line."""

    def mark(line: int, *words: str) -> Mark:
        return Mark(source, line, _offset(source.line(line), words) + 1)

    return mark


def _offset(line: str, words: tuple[str, ...]) -> int:
    """Return where in a line the first of some words stands in a tag; else where the first tag begins."""
    tags = list(_TAG.finditer(line))
    for word in words:
        for tag in tags:
            if word in tag[0]:
                return tag.start() + tag[0].index(word)
    return tags[0].start() if tags else 0


def _render(template: Template, names: Mapping[str, object], printer: Printer) -> str:
    return _run(template, template.new_context({**names, _PRINTER: printer}, shared=True), printer)


def _run(template: Template, context: Context, printer: Printer) -> str:
    """Return what a template makes of names; what goes wrong is noted, and ends it there."""
    pieces, size = [], 0
    try:
        for piece in template.root_render_func(context):
            pieces.append(piece)
            size += len(piece)
            if size > LIMIT:
                printer.problems.add("T113", printer.mark(1, template.name or ""), limit=LIMIT)
                break
    except FilterError as error:
        filter_, name, why = error.args
        printer.problems.add("T107", printer.mark(*_place(error, template), filter_), filter=filter_, name=name, why=why)
    except UndefinedError as error:
        printer.problems.add("T103", printer.mark(*_place(error, template)), name=_undefined_name(error), nearest="")
    except RingError as error:
        printer.problems.add("T120", printer.mark(*_place(error, template), error.name), name=error.name)
    except UnprintableError as error:
        printer.problems.add("T119", printer.mark(*_place(error, template), error.name), name=error.name)
    except RecursionError:
        printer.problems.add("T120", printer.mark(1, template.name or ""), name=template.name)
    except (TypeError, TemplateError, LookupError) as error:
        printer.problems.add("T114", printer.mark(*_place(error, template)), why=template_reason(str(error)))
    return "".join(pieces)


def _place(error: BaseException, template: Template) -> tuple[int, str]:
    """Return the line that the innermost frame of a template ran, and that template's name."""
    environment = template.environment
    known = environment.loader.sources if isinstance(environment.loader, SourceLoader) else {"<template>": None}
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in known]
    if not frames:
        return 1, template.name or ""
    innermost = environment.get_template(frames[-1].filename) if environment.loader else template
    return innermost.get_corresponding_lineno(frames[-1].lineno or 1), frames[-1].filename


def _undefined_name(error: UndefinedError) -> str:
    found = re.search(r"attribute '([^']+)'|^'([^']+)'", str(error))
    return (found[1] or found[2]) if found else str(error)


def _check(
    text: str, mark: Place, known: Known, problems: Problems, sentence: bool
) -> None:
    try:
        tree = _SENTENCES.parse(text)
    except TemplateSyntaxError as error:
        problems.add("T102", mark(error.lineno, *_broken(text)), why=template_reason(str(error)))
        return
    before = len(problems.errors)
    for node in tree.find_all(nodes.Node):
        _check_node(node, mark, problems, sentence)
    for path, line in names_used(tree):
        if not known.knows(path):
            name = ".".join(path)
            problems.add("T103", mark(line, name), name=name, nearest=nearest(name, known.values))
    if sentence or len(problems.errors) > before:
        return
    try:
        _SENTENCES.compile(tree)
    except TemplateError as error:
        problems.add("T102", mark(getattr(error, "lineno", 1) or 1), why=template_reason(str(error)))


def _broken(text: str) -> Iterator[str]:
    """Yield the tags that print and do not parse."""
    for tag in _TAG.finditer(text):
        try:
            _SENTENCES.parse(tag[0])
        except TemplateSyntaxError:
            if tag[0].startswith("{{"):
                yield tag[0]


def _check_node(node: nodes.Node, mark: Place, problems: Problems, sentence: bool) -> None:
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        details = {"nearest": nearest(node.name, FILTERS), "known": W.LIST_COMMA.join(FILTERS)}
        problems.add("T104", mark(node.lineno, node.name), name=node.name, **details)
    elif isinstance(node, nodes.Filter) and (wanted := _wrong_arity(node)):
        given = len(node.args) + len(node.kwargs)
        problems.add("T118", mark(node.lineno, node.name), name=node.name, wanted=wanted, given=given)
    elif sentence and not isinstance(node, (*_SENTENCE, nodes.EvalContextModifier)):
        problems.add("T105", mark(node.lineno, *_shown_in(node)))
    elif isinstance(node, (nodes.Import, nodes.FromImport)) and not node.with_context:
        problems.add("T117", mark(node.lineno))
    elif isinstance(node, _COMPUTING):
        problems.add("T106", mark(node.lineno, *_shown_in(node)))


def _shown_in(node: nodes.Node) -> tuple[str, ...]:
    """Return what shows a node in its line."""
    if isinstance(node, (nodes.BinExpr, nodes.UnaryExpr)):
        return (node.operator,)
    if isinstance(node, nodes.Compare):
        return tuple(_COMPARISONS[operand.op] for operand in node.ops if operand.op in _COMPARISONS)
    return ("{%",) if isinstance(node, nodes.Stmt) else ()


def _wrong_arity(node: nodes.Filter) -> str:
    """Return how many arguments a filter takes when it is given others; empty when they fit."""
    least, most = ARITIES[node.name]
    if least <= len(node.args) <= most and not node.kwargs:
        return ""
    return str(least) if least == most else f"{least}—{most}"


def parsed_template(text: str) -> nodes.Template:
    """Return the syntax tree of a sentence or of a form's text.

    Raises:
        TemplateSyntaxError: it cannot be parsed.
    """
    return _SENTENCES.parse(text)


def names_used(tree: nodes.Template) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the dotted names a template takes from outside, with their lines."""
    local = {"loop", "caller"}
    local |= {node.name for node in tree.find_all(nodes.Name) if node.ctx in {"store", "param"}}
    local |= {macro.name for macro in tree.find_all(nodes.Macro)}
    local |= {node.target for node in tree.find_all(nodes.Import)}
    local |= {name[-1] if isinstance(name, tuple) else name for node in tree.find_all(nodes.FromImport) for name in node.names}
    inner: set[int] = set()
    for named in tree.find_all((nodes.Getattr, nodes.Name)):
        if isinstance(named, nodes.Getattr):
            inner.add(id(named.node))
        path = _path(named) if id(named) not in inner else None
        if path and path[0] not in local:
            yield path, named.lineno


def _path(node: nodes.Node) -> tuple[str, ...] | None:
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        before = _path(node.node)
        return (*before, node.attr) if before else None
    return None


class SourceLoader(BaseLoader):
    """Gives the templates of a form from the sources that were read for it."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text, its name, and that it never changes.

        Raises:
            TemplateNotFound: there is none.
        """
        if template not in self.sources:
            raise TemplateNotFound(template)
        return self.sources[template].text, template, lambda: True


def referenced(source: Source) -> list[str]:
    """Return the templates that a template includes or imports; none where it cannot be parsed."""
    try:
        return [name for name in meta.find_referenced_templates(_SENTENCES.parse(source.text)) if name]
    except TemplateSyntaxError:
        return []
