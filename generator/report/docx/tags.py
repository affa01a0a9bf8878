"""Finds the tags of a template: `{{ }}`, `{% %}`, `{# #}`, and those that stand for a whole p, tr, tc or r."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .places import Line

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
KIND = re.compile(r"(p|tr|tc|r)\s")
LAYOUT = re.compile(r"(vm|hm|colspan|cellbg)\b\s*")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its text, what it stands for (p, tr, tc, r, or nothing more than itself), its code, and where."""

    text: str
    kind: str
    code: str
    line: Line
    start: int
    end: int

    @property
    def prints(self) -> bool:
        """Whether it prints a value."""
        return self.text.startswith("{{")

    @property
    def is_comment(self) -> bool:
        """Whether it is a comment."""
        return self.text.startswith("{#")

    @property
    def word(self) -> str:
        """The first word of a statement; empty for others."""
        return self.code.split(maxsplit=1)[0] if self.text.startswith("{%") and self.code else ""

    @property
    def layout(self) -> bool:
        """Whether it is one of docxtpl's own words for merging and shading cells."""
        return bool(self.text.startswith("{%") and LAYOUT.match(self.code))

    @property
    def jinja(self) -> str:
        """The tag as Jinja sees it once docxtpl has taken away what it stands for."""
        if self.layout:
            expression = LAYOUT.sub("", self.code)
            return f"{{{{ {expression} }}}}" if expression else ""
        return f"{self.text[:2]} {self.code} {self.text[-2:]}"

    @property
    def encloser(self) -> int:
        """What both ends of a pair must have in common: the paragraph, the row, the table, or the cell or part."""
        within = self.line.within
        return {"p": within.story, "tc": within.row_key, "tr": within.table_key}.get(self.kind, self.line.key)


def tags_of(line: Line) -> Iterator[Tag]:
    """Return the tags of a paragraph."""
    for match in TAG.finditer(line.text):
        inner = match[0][2:-2].strip("-")
        kind = KIND.match(inner)
        code = inner[kind.end() :] if kind else inner
        yield Tag(match[0], kind[1] if kind else "", code.strip(), line, match.start(), match.end())


def outside_of(tags: list[Tag], text: str) -> str:
    """Return a text without its tags."""
    for tag in reversed(tags):
        text = text[: tag.start] + text[tag.end :]
    return text
