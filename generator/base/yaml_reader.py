"""Reads YAML into nodes that know their place; every scalar stays the text that was written.

A text with nothing remarkable is parsed in C; any other, and every one with a mistake, by ruamel.yaml, which says where it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .marks import Mark, Source, Text
from .problems import Problem, Problems
from .quick_yaml import MAPPING, SCALAR, SEQUENCE, YamlNode, quickly_composed
from .slips import DEEPEST, colon_slip, passes_plain_look, syntax_problem, too_deep

_CJK = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…}{]")
# How much of a line is looked for in the joined text; quotes and escapes may differ further on.
_NEEDLE = 8
_CUT = re.compile(r"[ \t]+#(?=[^\s#])")
_WIDE_END = re.compile("^[\u3000\xa0]|[\u3000\xa0](?= *#|$)")
_DASHED = re.compile(r"^ *(-(?=[^\s\d.-])|- )")
_MARKED = {"!": "F114", "&": "F108", "*": "F108"}
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
    node, found = _read(source)
    problems.extend(found)
    return node


@lru_cache(maxsize=64)
def _read(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the nodes of a text and what is wrong with it; many units share the vocabulary and a rule set."""
    problems = Problems()
    return _parsed(source, problems), tuple(problems)


def _parsed(source: Source, problems: Problems) -> Node | None:
    if not passes_plain_look(source, problems):
        return None
    root = quickly_composed(source.text) or _composed(source, problems)
    return _convert(root, source, problems) if root else None


def _composed(source: Source, problems: Problems) -> YamlNode | None:
    """Return what a text is made of; None, with the reason noted, when it does not parse."""
    from ruamel.yaml import YAML  # loads only for a text that the quick parser leaves
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        root: YamlNode | None = YAML(typ="safe", pure=True).compose(source.text)
    except MarkedYAMLError as error:
        problems.extend([syntax_problem(error, source)])
        return None
    except RecursionError:
        problems.extend([too_deep(source)])
        return None
    except (YAMLError, ValueError, OverflowError):
        problems.add("F105", Mark(source))
        return None
    if root is None:
        problems.add("F101", Mark(source))
        return None
    if deep := _beyond_limit(root):
        problems.add("F131", _mark(deep, source), limit=DEEPEST)
        return None
    return root


def misread_pairs(node: Scalar, problems: Problems) -> Mapping | None:
    """Return the mapping that a text was meant to be, the slip of each of its colons noted; None when it does not look like one."""
    source, pairs = node.mark.source, []
    for line in range(node.mark.line, node.end.line + 1):
        start = node.mark.column if line == node.mark.line else 1
        written = Text(source.line(line)[start - 1 :], Mark(source, line, start))
        slip = colon_slip(written)
        if slip is None or slip.in_text is None:
            return None
        at = slip.in_text.column - start
        value = written[at + 1 :].strip(" ")
        key, begun = written[:at].strip(" "), written.at(written.index(value, at + 1))
        pairs.append((slip, Text(key, written.at(written.index(key))), Scalar(Text(value, begun), begun.moved(len(value)))))
    problems.extend(slip for slip, _, _ in pairs)
    return Mapping(tuple((key, value) for _, key, value in pairs), node.mark, node.end)


def _beyond_limit(root: YamlNode) -> YamlNode | None:
    """Return a node that stands deeper than a file may nest; what has an anchor is refused anyway and not followed."""
    level = [root]
    for _ in range(DEEPEST):
        level = [inner for node in level if not getattr(node, "anchor", None) for inner in _inside(node)]
    return level[0] if level else None


def _inside(node: YamlNode) -> Iterator[YamlNode]:
    if node.id == SEQUENCE:
        yield from node.value
    elif node.id == MAPPING:
        yield from (each for pair in node.value for each in pair)


def _mark(node: YamlNode, source: Source) -> Mark:
    return Mark(source, node.start_mark.line + 1, node.start_mark.column + 1)


def _convert(node: YamlNode, source: Source, problems: Problems) -> Node:
    mark = _mark(node, source)
    end = Mark(source, node.end_mark.line + 1, node.end_mark.column + 1)
    rest = source.line(mark.line)[mark.column - 1 :]
    if node.id == SCALAR:
        text = _text(node, mark)
        if rest[:1] in _MARKED:
            text = _note_sign(text or Text(rest, mark), rest, problems)
        elif not node.style:
            _note_joined(node, source, problems)
            _note_cut(node, source, problems)
            text = _without_wide_ends(text, end, problems)
        return Scalar(text, end)
    if rest.startswith("{{"):
        problems.add("F114", mark, tag="{{")
    elif rest[:1] == "!":
        problems.add("F114", mark, tag="!")
    anchor = getattr(node, "anchor", None)
    if anchor:
        problems.add("F108", mark)
    if rest.startswith("{{") or anchor:
        return Scalar(Text("", mark), end)
    if node.id == SEQUENCE:
        return Sequence(tuple(_convert(item, source, problems) for item in node.value), mark, end)
    return Mapping(tuple(_pairs(node, source, problems)), mark, end)


def _note_sign(text: Text, rest: str, problems: Problems) -> Text:
    """Note a tag or an anchor before a value; a text that only begins with such a sign is told as a text."""
    number = _MARKED[rest[0]] if text != rest else "F114"
    problems.add(number, text.mark, **({"tag": rest[0]} if number == "F114" else {}))
    return text


def _note_joined(node: YamlNode, source: Source, problems: Problems) -> None:
    """Note list items that an unquoted text swallowed: one without a space behind its dash, one indented deeper than the others."""
    if "-" not in node.value:
        return
    own_line = not source.line(node.start_mark.line + 1)[: node.start_mark.column].strip()
    for line in range(node.start_mark.line + 2 - own_line, node.end_mark.line + 2):
        found = _DASHED.match(source.line(line))
        if found and node.value:
            problems.add("F122" if found[1] == "- " else "F121", Mark(source, line, found.start(1) + 1))


def _note_cut(node: YamlNode, source: Source, problems: Problems) -> None:
    """Note a number sign that cut an unquoted text short: a comment has a space behind its sign, `3 #楼` has none."""
    line, column = node.end_mark.line + 1, node.end_mark.column
    found = _CUT.match(source.line(line), column) if node.value else None
    if found:
        problems.add("F118", Mark(source, line, found.end()))


def _without_wide_ends(text: Text, end: Mark, problems: Problems) -> Text:
    """Return an unquoted text without the wide spaces at its ends, each noted: they look like the file's own and would be printed."""
    if "\u3000" not in text and "\xa0" not in text:
        return text
    for found in _WIDE_END.finditer(text):
        problems.add("F128", text.at(found.start()) if text.mark.line == end.line else text.mark)
    stripped = text.strip("\u3000\xa0")
    return text if stripped == text else Text(stripped, text.mark)


def _text(node: YamlNode, mark: Mark) -> Text:
    """Return a scalar's text; one of several lines has its wrapped lines joined, and a line break for each blank line."""
    if node.start_mark.line == node.end_mark.line:
        return Text(node.value, mark)
    folded = re.sub(r"(?<=\S)[ \t]*\n(?=\S)", " ", node.value) if node.style == "|" else node.value
    text = re.sub(r"\s*\n\s*", "\n", folded).strip("\n")
    written = mark.source.lines()[node.start_mark.line : node.end_mark.line + 1]
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


def _pairs(node: YamlNode, source: Source, problems: Problems) -> Iterator[tuple[Text, Node]]:
    seen: dict[str, Mark] = {}
    written = _written(node, source, problems)
    for key, value in _rejoined(written, problems) if node.flow_style else written:
        name = normal(key)
        if name in seen:
            problems.add("F106", key.mark, key=key, line=seen[name].line)
            continue
        seen[name] = key.mark
        yield key, value


def _written(node: YamlNode, source: Source, problems: Problems) -> Iterator[tuple[Text, Node]]:
    """Yield keys and values; a value that is left out stands at its key."""
    for key_node, value_node in node.value:
        key, value = (_convert(each, source, problems) for each in (key_node, value_node))
        if not isinstance(key, Scalar):
            problems.add("F107", key.mark)
            continue
        left_out = not getattr(value_node, "style", SCALAR) and isinstance(value, Scalar) and not value.text
        yield key.text, Scalar(Text("", key.mark), value.end) if left_out else value


def _rejoined(written: Iterable[tuple[Text, Node]], problems: Problems) -> list[tuple[Text, Node]]:
    """Return the pairs of a mapping in braces, amounts that their commas split put together again, each noted."""
    whole: list[tuple[Text, Node]] = []
    amounts: dict[int, Text] = {}
    for key, value in written:
        left_out = isinstance(value, Scalar) and not value.text
        last = whole[-1][1] if whole else None
        colon = next((at for at, char in enumerate(key) if char in "：:"), -1) if left_out else -1
        if colon > 0:
            problems.add("F104" if key[colon] == "：" else "F116", key.at(colon))
            rest = key[colon + 1 :].strip()
            whole.append((Text(key[:colon], key.mark), Scalar(Text(rest, key.at(key.index(rest, colon + 1))), value.end)))
        elif left_out and isinstance(last, Scalar) and _SPLIT_START.fullmatch(last.text) and _SPLIT_REST.fullmatch(key):
            amount = Text(f"{last.text},{key}", last.mark)
            amounts[len(whole) - 1] = amount
            whole[-1] = (whole[-1][0], Scalar(amount, value.end))
        else:
            whole.append((key, value))
    for amount in amounts.values():
        problems.add("F113", amount.mark, text=amount)
    return whole
