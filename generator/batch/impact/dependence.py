"""Which files differ between two sides, and which units depend on them: found by looking, without evaluating anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ...base import words as W
from ...base.problems import Problems
from ...base.workspace import AGENCIES, CASES, CHECKS, DATA, RULES, TEMPLATES, VOCABULARY, Workspace
from ...facts.consolidation import units_below
from ...report.forms import TEXT_FILE
from ..editions import OFFICIAL
from ..task import Unit

COUNTED = {".yaml", ".j2", ".docx"}
SETTINGS = "form.yaml"


def changed_files(old: Workspace, new: Workspace) -> list[Path]:
    """Return the files that reports are made from and that differ, line ends aside, in order."""
    paths = {*_counted(old), *_counted(new)}
    return sorted(path for path in paths if content(old, path) != content(new, path))


def content(workspace: Workspace, path: Path) -> bytes | None:
    """Return a file's bytes, with plain line ends where it is text; None where there is none.

    Raises:
        ProblemError: it cannot be read.
    """
    if not workspace.files.is_file(path):
        return None
    found = workspace.read_bytes(path)
    return found if path.suffix == ".docx" else found.replace(b"\r\n", b"\n")


def _counted(workspace: Workspace) -> Iterator[Path]:
    data = (workspace.root / DATA / part for part in (AGENCIES, RULES, VOCABULARY, CHECKS))
    for folder in (*data, workspace.root / TEMPLATES):
        yield from (path for path in workspace.beneath(folder) if path.suffix in COUNTED and Path(path.stem).suffix != CASES)


@dataclass(frozen=True)
class Dependence:
    """What the units of a side depend on, as far as a glance tells; a name that is not seen may be any."""

    workspace: Workspace
    stated_in: dict[Unit, frozenset[Path]] = field(default_factory=dict, compare=False)

    def names(self, unit: Unit) -> tuple[str | None, str | None]:
        """Return the rule set and the form that a unit's file names."""
        facts = self.workspace.glance(self.workspace.new_facts_path(unit.agency, unit.year))
        return _named(facts, W.RULES), _named(facts, W.FORM)

    def touches(self, path: Path, unit: Unit, named: tuple[str | None, str | None]) -> bool:
        """Whether a unit depends on a file, given what its own file names."""
        if path.is_relative_to(self.workspace.root / DATA / AGENCIES):
            return path in self._facts_of(unit)
        return self.concerns(path, *named)

    def _facts_of(self, unit: Unit) -> frozenset[Path]:
        """Return where the facts of a unit's year stand: its own, last year's, and those of the units that it sums up."""
        if unit not in self.stated_in:
            everyone = (unit.agency, *units_below(self.workspace, *unit))
            paths = (self.workspace.new_facts_path(agency, year) for agency in everyone for year in (unit.year, unit.year - 1))
            self.stated_in[unit] = frozenset(paths)
        return self.stated_in[unit]

    def concerns(self, path: Path, rules: str | None, form: str | None) -> bool:
        """Whether reports by a rule set in a form depend on a file that is no unit's own; none does for its words on official.docx."""
        data, templates = self.workspace.root / DATA, self.workspace.root / TEMPLATES
        if path.is_relative_to(data / RULES):
            return rules is None or path in self._chain(rules)
        if path.is_relative_to(templates) and path.name in {SETTINGS, TEXT_FILE}:
            return form is None or path.parent == templates / form
        return path.name != OFFICIAL

    def rule_sets_of(self, path: Path) -> list[str]:
        """Return the rule sets that a file is part of: its own, and those that inherit from it."""
        return [name for name in self.workspace.rule_sets() if path in self._chain(name)]

    def _chain(self, name: str) -> tuple[Path, ...]:
        """Return the file of a rule set and those of its parents."""
        return self.workspace.once((_chain, name), lambda workspace, _: _chain(workspace, name), Problems())


def _chain(workspace: Workspace, name: str) -> tuple[Path, ...]:
    found: list[Path] = []
    parent: str | None = name
    while parent and (path := workspace.rules_path(parent)) not in found:
        found.append(path)
        text = workspace.glance(path)
        parent = _named(text, W.EXTENDS)
        if parent is None and f"{W.EXTENDS}:" in text:
            return tuple(map(workspace.rules_path, workspace.rule_sets()))
    return tuple(found)


def _named(text: str, key: str) -> str | None:
    """Return what a key at the top of a file names; None where it does not stand on one line of its own."""
    found = re.findall(rf"^{key}: +([^\s#'\"&*!{{\[]+)[ \t\r]*(?:#.*)?$", text, re.MULTILINE)
    return found[0] if len(found) == 1 else None
