"""Reads a form's rendered text: a small Markdown of headings, paragraphs, numbered paragraphs, tables and **strong**."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_NUMBERED = re.compile(r"(\+{1,2})[ \t]+(?=\S)")
_SIGN = re.compile(r"[*_\\\n]")
# Lines of a paragraph are joined without a space where either side is Chinese (or a printed value).
_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…\ue000\ue001]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, strong or not."""

    text: str
    strong: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as written: `kind` is heading, paragraph, numbered or table.

    `level` is the heading's level, or how far below its heading a numbered paragraph stands (1 or 2);
    `aligns` tells for the columns of a table left, center, right, or nothing.
    """

    kind: str
    line: int
    level: int = 0
    runs: Runs = ()
    rows: tuple[tuple[Runs, ...], ...] = ()
    aligns: tuple[str, ...] = ()


def read_markdown(text: str) -> list[Piece]:
    """Return the blocks of a text, in order."""
    return list(_pieces(_PARSER.parse(text)))


def _numbered(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take `+ text` and `++ text` as a paragraph of its own, up to a blank line or the next block."""
    found = _NUMBERED.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if not found:
        return False
    if silent:
        return True
    line = start + 1
    rules = state.md.block.ruler.getRules("paragraph")
    while line < end and not state.isEmpty(line) and not any(rule(state, line, end, True) for rule in rules):
        line += 1
    content = state.getLines(start, line, state.blkIndent, False).strip()
    opening = state.push("numbered_open", "", 1)
    opening.map, opening.markup = [start, line], found[1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = _NUMBERED.sub("", content, count=1), [start, line], []
    state.push("numbered_close", "", -1)
    state.line = line
    return True


def _inline(state: StateCore) -> None:
    """Parse what stands in blocks; most of it is text with no sign in it, and stays as it is."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if _SIGN.search(token.content):
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        elif token.content:
            token.children.append(Token("text", "", 0, content=token.content))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["heading", "table", "emphasis", "newline"])
    parser.core.ruler.at("inline", _inline)
    parser.block.ruler.before("paragraph", "numbered", _numbered, {"alt": ["paragraph"]})
    return parser


_PARSER = _parser()


def _pieces(tokens: list[Token]) -> Iterator[Piece]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        line = token.map[0] + 1 if token.map else 1
        if token.type == "table_open":
            end = next(index for index in range(at, len(tokens)) if tokens[index].type == "table_close")
            aligns = tuple(str(each.attrGet("style") or "").rpartition(":")[2] for each in tokens[at:end] if each.type == "th_open")
            yield Piece("table", line, rows=tuple(_rows(tokens[at:end])), aligns=aligns)
            at = end
        elif token.type in {"heading_open", "numbered_open", "paragraph_open"}:
            kind = token.type.removesuffix("_open")
            level = int(token.tag[1:]) if kind == "heading" else len(token.markup)
            yield Piece(kind, line, level, _runs(tokens[at + 1]))
        at += 1


def _rows(tokens: list[Token]) -> Iterator[tuple[Runs, ...]]:
    cells: list[Runs] = []
    for token in tokens:
        if token.type == "inline":
            cells.append(_runs(token))
        elif token.type == "tr_close":
            yield tuple(cells)
            cells = []


def _runs(inline: Token) -> Runs:
    runs: list[Run] = []
    strong = False
    children = inline.children or []
    for at, child in enumerate(children):
        match child.type:
            case "strong_open":
                strong = True
            case "strong_close":
                strong = False
            case "em_open" | "em_close":
                runs.append(Run(child.markup, strong))
            case "softbreak" | "hardbreak":
                before, after = children[at - 1].content[-1:], children[at + 1].content[:1] if at + 1 < len(children) else ""
                if before and after and not (_WIDE.match(before) or _WIDE.match(after)):
                    runs.append(Run(" ", strong))
            case _:
                if child.content:
                    runs.append(Run(child.content, strong))
    return tuple(runs)
