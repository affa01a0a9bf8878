"""Writes a unit's form for Excel, and reads a filled one back into the facts file."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from ..base import messages as M
from ..base import words as W
from ..base.edits import difference, edited
from ..base.problems import Problems
from ..base.workspace import Workspace
from ..exchange.changes import Change, What
from ..exchange.form import make_form
from ..facts.facts import Facts
from ..facts.loading import load_facts
from ..facts.vocabulary import load_vocabulary
from ..report.forms import load_form
from ..report.needs import needs_of
from .pipeline import load_checked_rules
from .receipt import SHEET_RECEIPT, Receipt
from .store import store

SHEET = "facts.xlsx"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form that was written, with how many values stand in it; `path` is None when it could not be."""

    problems: Problems
    path: Path | None = None
    fields: int = 0


@dataclass(frozen=True, slots=True)
class Pull:
    """What a filled form changes: a line for each change, and the difference of the facts file."""

    problems: Problems
    path: Path | None = None
    changes: tuple[str, ...] = ()
    difference: tuple[str, ...] = ()
    moves_rows: bool = False


def write_sheet(workspace: Workspace, agency: str, year: int, output: Path | None = None) -> Sheet:
    """Write a unit's form; one that was filled in since it was written stays, and the new one goes beside it.

    Raises:
        ProblemError: no such unit or year, or it cannot be written.
    """
    problems = Problems()
    vocabulary = load_vocabulary(workspace, problems)
    mapping = workspace.read_mapping(workspace.facts_path(agency, year), problems)
    if mapping is None or problems.errors:
        return Sheet(problems)
    from ..exchange.workbook import write_workbook  # Excel's library loads only when a form is written

    facts = load_facts(workspace, agency, year, Problems())
    last_year, needed = (facts.last_year, _needed(workspace, facts)) if facts else ({}, frozenset())
    form = make_form(agency, year, mapping, vocabulary, last_year, needed)
    content = write_workbook(form)
    wanted = output or workspace.output(agency, year) / SHEET
    receipt = workspace.output(agency, year) / SHEET_RECEIPT
    path = store(workspace, wanted.parent, receipt, {wanted.name: content}, Receipt()).paths[wanted.name]
    if path != wanted:
        problems.add("X117", None, output=workspace.shown(wanted), beside=workspace.shown(path))
    return Sheet(problems, path, sum(field.written is not None for field in form.fields()))


def pull_sheet(workspace: Workspace, path: Path, *, write: bool) -> Pull:
    """Return what a filled form changes in its facts file, and write it when that is asked for and nothing is wrong.

    Raises:
        ProblemError: it is no form, its unit or year is not here, or the facts file cannot be written.
    """
    from ..exchange.filled import read_workbook  # Excel's library loads only when a form is read
    from ..exchange.pull import pull

    problems = Problems()
    vocabulary = load_vocabulary(workspace, problems)
    filled = read_workbook(workspace.read_bytes(path), workspace.shown(path), vocabulary, problems)
    facts = workspace.facts_path(filled.agency, filled.year)
    mapping = workspace.read_mapping(facts, problems)
    if mapping is None:
        return Pull(problems)
    form = make_form(filled.agency, filled.year, mapping, vocabulary, {}, filled.asked(vocabulary))
    pulled = pull(filled, form, mapping, vocabulary, problems)
    if problems.errors:
        return Pull(problems)
    text = mapping.mark.source.text
    lines = tuple(difference(workspace.shown(facts), text, edited(text, pulled.edits)))
    if write and pulled.edits:
        workspace.edit(facts, pulled.edits)
    return Pull(problems, facts, tuple(map(_line, pulled.changes)), lines, pulled.moves_rows)


def _needed(workspace: Workspace, facts: Facts) -> Set[str]:
    """Return the facts that a unit's rule set and form need in any case; none when these cannot be read."""
    quiet = Problems()
    rules, form = load_checked_rules(workspace, facts, quiet), load_form(workspace, facts.form, quiet)
    if rules is None or form is None:
        return frozenset()
    only_group = {name for name, judgment in facts.settings.judged.items() if judgment.group_only}
    unscored = [leaf for name, group in rules.groups() if name in only_group for leaf in group.leaves]
    return {need.path for need in needs_of(rules, form, facts.vocabulary, facts.settings.reported, unscored) if need.firm}


def _line(change: Change) -> str:
    """Return a change as a person reads it; an item of a list a line in the file is no line here."""
    lines = {
        What.ADDED: M.PULL_ADDED,
        What.CHANGED: M.PULL_CHANGE,
        What.CLEARED: M.PULL_CLEARED,
        What.ROW_ADDED: M.PULL_ROW_ADDED,
        What.ROW_REMOVED: M.PULL_ROW_REMOVED,
    }
    old, new = (text.replace("\n", W.LIST_COMMA) for text in (change.old, change.new))
    return lines[change.what].format(path=change.path, old=old, new=new)
