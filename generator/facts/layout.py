"""Where things stand in a facts file's text, and the edits that add or take away whole lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..base import words as W
from ..base.edits import Edit
from ..base.marks import Mark, Text
from ..base.yaml_reader import Mapping, Node, normal

# What comes after the facts, in the order of a file; all else stands before.
_AFTER_FACTS = (
    W.LAST_YEAR, W.DATA, W.QUANTITIES, W.REPORTED, W.ASSERTED, W.JUDGED, W.WORDING, W.ISSUES, W.UNLISTED, W.PROSE, W.EXTRA,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Addition:
    """A value to add: its path, what is written, and the comment behind it."""

    path: str
    written: str
    comment: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The text of a facts file that is edited."""

    mapping: Mapping

    @property
    def text(self) -> str:
        """The file's text."""
        return self.mapping.mark.source.text

    def line_start(self, offset: int) -> int:
        """Return where the line of a place begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return where the line of a place ends, before its line break."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def end(self, node: Node) -> int:
        """Return where a value ends; a text of several lines ends with its last word."""
        return len(self.text[: node.end.offset].rstrip())

    def is_flow(self, node: Node) -> bool:
        """Whether a mapping or list is written in brackets."""
        return self.text[node.mark.offset] in "{["

    def above(self, mark: Mark, comment: str) -> Edit:
        """Return the edit that puts a comment line above a line, with its indentation."""
        start = self.line_start(mark.offset)
        line = self.text[start : self.line_end(start)]
        return Edit(start, start, f"{line[: len(line) - len(line.lstrip())]}{comment}\n")

    def behind(self, offset: int, comment: str) -> Edit:
        """Return the edit that puts a comment at the end of a line; behind a comment that is there already, it follows it."""
        end = self.line_end(offset)
        return Edit(end, end, (W.SEMICOLON if "#" in self.text[offset:end] else "    # ") + comment)

    def line(self, number: int) -> Edit:
        """Return the edit that takes a line away."""
        start = Mark(self.mapping.mark.source, number).offset
        return Edit(start, min(self.line_end(start) + 1, len(self.text)), "")

    def section(self, key: Text) -> Edit:
        """Return the edit that takes a section away, with the comment lines above it."""
        starts = [self._commented(name.mark) for name, _ in self.mapping]
        start = self._commented(key.mark)
        return Edit(start, min((at for at in starts if at > start), default=len(self.text)), "")

    def entry(self, mapping: Mapping, at: int) -> Edit:
        """Return the edit that takes an entry of a mapping away."""
        key, value = mapping.items[at]
        if not self.is_flow(mapping):
            return Edit(self.line_start(key.mark.offset), min(self.line_end(self.end(value)) + 1, len(self.text)), "")
        if at + 1 < len(mapping.items):
            return Edit(key.mark.offset, mapping.items[at + 1][0].mark.offset, "")
        return Edit(self.end(mapping.items[at - 1][1]) if at else key.mark.offset, self.end(value), "")

    def added(self, additions: Iterable[Addition]) -> list[Edit]:
        """Return the edits that add values in their sections, new sections where there is none."""
        sections: dict[str, list[Addition]] = {}
        for addition in additions:
            sections.setdefault(addition.path.partition(".")[0], []).append(addition)
        edits: list[Edit] = []
        new: dict[int, list[str]] = {}
        for name, values in sorted(sections.items(), key=lambda section: _rank(section[0])):
            node = self.mapping.get(name)
            if isinstance(node, Mapping) and node.items:
                edits += self._within(node, values)
                continue
            if key := self.mapping.key(name):
                edits.append(self.section(key))
            new.setdefault(self._place(name), []).append(_section(name, values))
        return edits + [self._inserted(offset, texts) for offset, texts in new.items()]

    def _within(self, node: Mapping, values: list[Addition]) -> list[Edit]:
        entries = [(value.path.partition(".")[2], value) for value in values]
        end = self.end(node.items[-1][1])
        if self.is_flow(node):
            comment = self.behind(node.end.offset, W.COMMA.join(f"{name} {value.comment}" for name, value in entries))
            return [Edit(end, end, "".join(f", {name}: {value.written}" for name, value in entries)), comment]
        indent = " " * (node.items[0][0].mark.column - 1)
        end = self.line_end(end)
        return [Edit(end, end, "".join(f"\n{indent}{_line(name, value)}" for name, value in entries))]

    def _place(self, name: str) -> int:
        """Return where a new section begins: before the first that comes after it in the order of a file."""
        rank = _rank(name)
        later = (key for key, _ in self.mapping if _rank(normal(key)) > rank)
        return next((self._commented(key.mark) for key in later), len(self.text))

    def _inserted(self, offset: int, sections: list[str]) -> Edit:
        before = "" if self.text[:offset].endswith("\n\n") else "\n" if self.text[:offset].endswith("\n") else "\n\n"
        after = "\n" if offset < len(self.text) else ""
        return Edit(offset, offset, before + "\n".join(sections) + after)

    def _commented(self, mark: Mark) -> int:
        """Return where a line begins, or the first of the comment lines right above it."""
        start = self.line_start(mark.offset)
        while start:
            above = self.line_start(start - 1)
            if not self.text[above:start].startswith("#"):
                break
            start = above
        return start


def _rank(name: str) -> int:
    return _AFTER_FACTS.index(name) + 1 if name in _AFTER_FACTS else 0


def _section(name: str, values: list[Addition]) -> str:
    if len(values) == 1 and values[0].path == name:
        return _line(name, values[0]) + "\n"
    lines = (f"  {_line(value.path.partition('.')[2], value)}\n" for value in values)
    return f"{name}:\n" + "".join(lines)


def _line(name: str, value: Addition) -> str:
    return f"{name}: {value.written}" + (f"    # {value.comment}" if value.comment else "")
