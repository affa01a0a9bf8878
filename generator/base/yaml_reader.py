"""Reads YAML into nodes that know their place; every scalar stays the text that was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

from .marks import Mark, Source, Text
from .problems import Problems

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)")
_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- )?[^\s:：#\"'|>{\[]+(：)")
_CJK = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…}{]")
# How much of a line is looked for in the joined text; quotes and escapes may differ further on.
_NEEDLE = 8
_CUT = re.compile(r"[ \t]+#(?=[^\s#])")
_CONTROL = re.compile(r"[\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]")
_BARE_TAG = re.compile(r"(?:[^\s:]+: +|^\s*- +)(\{[{%])")
_FULL_WIDTH_COMMA = re.compile(r"\{[^{}\"']*?(，)")
_GLUED_COLON = re.compile(r"^\s*(?:- )?[\w（）“”、]+(:)(?=[^\s:/\\])")
_WIDE_INDENT = re.compile(r"^ *([\u3000\xa0])")
_UNCLOSED = ("while parsing a flow", "while scanning a quoted")
_SPLIT_REST = re.compile(r"\d{3}(?:\.\d+)?[^\d\s.,]*")
_SPLIT_START = re.compile(r"[-+]?\d{1,3}(?:,\d{3})*")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One written value; `end` is the place behind its last character, quotes and block signs included."""

    text: Text
    end: Mark

    @property
    def mark(self) -> Mark:
        """Where the value begins."""
        return self.text.mark


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    mark: Mark
    end: Mark

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys as written with their places, and their nodes, in order."""

    items: tuple[tuple[Text, Node], ...]
    mark: Mark
    end: Mark

    def __iter__(self) -> Iterator[tuple[Text, Node]]:
        return iter(self.items)

    def get(self, key: str) -> Node | None:
        """Return the node of a key, None when the key is absent."""
        return next((node for name, node in self.items if normal(name) == key), None)

    def key(self, key: str) -> Text | None:
        """Return a key as it was written, with its place."""
        return next((name for name, _ in self.items if normal(name) == key), None)


Node = Scalar | Sequence | Mapping


def normal(key: str) -> str:
    """Return a key as it is looked up: NFKC, so that full-width letters and brackets count as the half-width ones."""
    return unicodedata.normalize("NFKC", key).strip()


def read_yaml(source: Source, problems: Problems) -> Node | None:
    """Return the nodes of a YAML text; None when it is empty or does not parse.

    Notes F1xx problems: conflict markers, tabs, full-width colons, syntax, keys that stand twice, tags.
    """
    if not _passes_plain_look(source, problems):
        return None
    try:
        root = YAML(typ="safe", pure=True).compose(source.text)
    except MarkedYAMLError as error:
        _note_syntax(error, source, problems)
        return None
    except YAMLError:
        problems.add("F105", Mark(source))
        return None
    if root is None:
        problems.add("F101", Mark(source))
        return None
    return _convert(root, source, problems)


def _passes_plain_look(source: Source, problems: Problems) -> bool:
    """Look for what YAML would call something unintelligible; tell whether parsing still makes sense."""
    sound = True
    for number, line in enumerate(source.text.splitlines(), 1):
        if _CONFLICT.match(line):
            problems.add("F102", Mark(source, number))
            sound = False
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            problems.add("F103", Mark(source, number, indent.index("\t") + 1))
            sound = False
        for found in _CONTROL.finditer(line):
            problems.add("F109", Mark(source, number, found.start() + 1), code=f"U+{ord(found.group()):04X}")
            sound = False
    return sound


def _note_syntax(error: MarkedYAMLError, source: Source, problems: Problems) -> None:
    """Note a syntax error, at the full-width colon that most often is its cause when there is one near."""
    at = error.problem_mark or error.context_mark
    line = at.line + 1 if at else 1
    first = error.context_mark.line + 1 if error.context_mark else line
    near = (line, line - 1)
    causes = (
        ("F104", _FULL_WIDTH_COLON.match, (*range(line, max(first, line - 3) - 1, -1), line - 1)),
        ("F114", _BARE_TAG.search, (line, first)),
        ("F117", _FULL_WIDTH_COMMA.search, (line,)),
        ("F115", _WIDE_INDENT.match, near),
        ("F116", _GLUED_COLON.match, near),
    )
    for number, pattern, lines in causes:
        for each in lines:
            found = pattern(source.line(each))
            if found:
                problems.add(number, Mark(source, each, found.start(1) + 1), **({"tag": found[1]} if number == "F114" else {}))
                return
    opened = error.context_mark if (error.context or "").startswith(_UNCLOSED) else None
    if opened and opened.line + 1 < line:
        problems.add("F105", Mark(source, opened.line + 1, opened.column + 1))
        return
    problems.add("F105", _end_of_text(Mark(source, line, (at.column if at else 0) + 1)))


def _end_of_text(mark: Mark) -> Mark:
    """Return a place that is not beyond the last line with text."""
    text = mark.source.text.rstrip()
    last = text.count("\n") + 1
    return mark if mark.line <= last else Mark(mark.source, last, len(text) - text.rfind("\n"))


def _convert(node: YamlNode, source: Source, problems: Problems) -> Node:
    mark = Mark(source, node.start_mark.line + 1, node.start_mark.column + 1)
    end = Mark(source, node.end_mark.line + 1, node.end_mark.column + 1)
    if node.anchor:
        problems.add("F108", mark)
    if isinstance(node, ScalarNode):
        _note_cut(node, source, problems)
        return Scalar(_text(node, mark), end)
    bare = source.line(mark.line)[mark.column - 1 :].startswith("{{")
    if bare:
        problems.add("F114", mark, tag="{{")
    if bare or node.anchor:
        return Scalar(Text("", mark), end)
    if isinstance(node, SequenceNode):
        return Sequence(tuple(_convert(item, source, problems) for item in node.value), mark, end)
    assert isinstance(node, MappingNode)
    return Mapping(tuple(_pairs(node, source, problems)), mark, end)


def _note_cut(node: ScalarNode, source: Source, problems: Problems) -> None:
    """Note a number sign that cut an unquoted text short: a comment has a space behind its sign, `3 #楼` has none."""
    line, column = node.end_mark.line + 1, node.end_mark.column
    found = _CUT.match(source.line(line)[column:]) if node.style is None and node.value else None
    if found:
        problems.add("F118", Mark(source, line, column + found.end()))


def _text(node: ScalarNode, mark: Mark) -> Text:
    """Return a scalar's text; one of several lines has its wrapped lines joined, and a line break for each blank line."""
    if node.start_mark.line == node.end_mark.line:
        return Text(node.value, mark)
    folded = re.sub(r"(?<=\S)[ \t]*\n(?=\S)", " ", node.value) if node.style == "|" else node.value
    text = re.sub(r"\s*\n\s*", "\n", folded).strip("\n")
    written = mark.source.text.splitlines()[node.start_mark.line : node.end_mark.line + 1]
    starts: list[tuple[int, int, int]] = []
    at = 0
    for number, (line, before) in enumerate(zip(written, ["", *written], strict=False)):
        content = line.strip() if number else line[node.start_mark.column :].strip("\"'|>-+ ")
        found = text.find(content[:_NEEDLE], at) if content else -1
        if found < 0:
            continue
        if starts and text[found - 1] == " " and (_CJK.match(before.rstrip()[-1:]) and _CJK.match(content[0])):
            text = text[: found - 1] + text[found:]
            found -= 1
        starts.append((found, mark.line + number, line.find(content[0]) + 1 if number else mark.column))
        at = found + 1
    return Text(text, mark, tuple(starts))


def _pairs(node: MappingNode, source: Source, problems: Problems) -> Iterator[tuple[Text, Node]]:
    seen: dict[str, Mark] = {}
    written = _written(node, source, problems)
    for key, value in _rejoined(written, problems) if node.flow_style else written:
        name = normal(key)
        if name in seen:
            problems.add("F106", key.mark, key=key, line=seen[name].line)
            continue
        seen[name] = key.mark
        yield key, value


def _written(node: MappingNode, source: Source, problems: Problems) -> Iterator[tuple[Text, Node]]:
    """Yield keys and values; a value that is left out stands at its key."""
    for key_node, value_node in node.value:
        key, value = (_convert(each, source, problems) for each in (key_node, value_node))
        if not isinstance(key, Scalar):
            problems.add("F107", key.mark)
            continue
        left_out = isinstance(value_node, ScalarNode) and value_node.style is None and not value_node.value
        yield key.text, Scalar(Text("", key.mark), value.end) if left_out else value


def _rejoined(written: Iterable[tuple[Text, Node]], problems: Problems) -> list[tuple[Text, Node]]:
    """Return the pairs of a mapping in braces, amounts that their commas split put together again, each noted."""
    whole: list[tuple[Text, Node]] = []
    amounts: dict[int, Text] = {}
    for key, value in written:
        left_out = isinstance(value, Scalar) and not value.text
        last = whole[-1][1] if whole else None
        if left_out and "：" in key:
            problems.add("F104", key.at(key.index("：")))
        elif left_out and isinstance(last, Scalar) and _SPLIT_START.fullmatch(last.text) and _SPLIT_REST.fullmatch(key):
            amount = Text(f"{last.text},{key}", last.mark)
            amounts[len(whole) - 1] = amount
            whole[-1] = (whole[-1][0], Scalar(amount, value.end))
        else:
            whole.append((key, value))
    for amount in amounts.values():
        problems.add("F113", amount.mark, text=amount)
    return whole
