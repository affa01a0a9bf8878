"""Writes the first file of a new year or of a new unit: what is carried, and 待填 for all that rules and form ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..base import messages as M
from ..base import words as W
from ..base.decimals import plain
from ..base.edits import edited_bytes
from ..base.marks import Mark, Source, Text
from ..base.problems import ProblemError, Problems, make, nearest
from ..base.workspace import Workspace
from ..base.yaml_reader import Mapping, read_yaml
from ..facts.layout import Addition, Layout
from ..facts.renewal import Renewal
from ..facts.values import Kind
from ..facts.vocabulary import load_vocabulary
from ..report.forms import Form, load_form
from ..report.needs import Need
from ..rules.loading import load_rules
from ..rules.ruleset import RuleSet
from .missing import missing_of, unit_needs
from .pipeline import Evaluation, evaluate

_NAME = re.compile(r"\w[\w-]*")
_LONGEST = 40
_TAKEN = {"con", "prn", "aux", "nul"}  # no folder of Windows may be called so


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was written: what was carried, emptied, is to be reviewed, was newly asked for, and is no longer used."""

    agency: str
    year: int
    path: Path
    asked: int
    carried: int = 0
    emptied: int = 0
    reviewed: int = 0
    unused: tuple[str, ...] = ()


def write_next_year(workspace: Workspace, agency: str, year: int | None, rules: str | None, form: str | None) -> NewFile:
    """Write a unit's file of a new year from its newest earlier one.

    Raises:
        ProblemError: there is nothing to begin with, the file is there already, or rules or form do not load.
    """
    if agency not in workspace.agencies():
        raise ProblemError(make("S102", None, agency=agency, nearest=nearest(agency, workspace.agencies())))
    earlier = [known for known in workspace.years(agency) if year is None or known < year]
    if not earlier:
        raise ProblemError(make("S133", None, agency=agency, year=year or ""))
    year = year or earlier[-1] + 1
    path = _free(workspace, agency, year)
    before = evaluate(workspace, agency, earlier[-1])
    if before.facts is None:
        raise ProblemError(*before.problems.errors)
    rules_name, form_name = rules or _next_rules(workspace, before.facts.rules, year), form or str(before.facts.form)
    reports = form_name != W.NO_REPORT
    judged = _judged(_loaded(workspace, rules_name, form_name)[0]) if reports else {}
    mapping = _mapping(before.facts.mark.source)
    renewal = Renewal(mapping, before.facts.vocabulary, judged, earlier[-1])
    old = workspace.read_bytes(workspace.facts_path(agency, earlier[-1]))
    content = edited_bytes(old, renewal.renew(year, rules_name, form_name))
    draft = _draft(workspace, path, content)
    after = evaluate(workspace, agency, year, draft)
    additions = list(_additions([*_lacking(after), *_newly_asked(before, after)], after)) if reports else []
    workspace.write({path: edited_bytes(content, Layout(draft).added(additions))})
    return NewFile(
        agency, year, path, len(additions), renewal.carried, renewal.emptied, len(renewal.reviewed), tuple(_unused(before, after))
    )


def write_new_unit(workspace: Workspace, agency: str, year: int | None, rules: str, form: str, full_name: str | None) -> NewFile:
    """Write the first file of a new unit: all that a rule set and a form ask for.

    Raises:
        ProblemError: the name is none for a folder, the unit is there already, or rules or form do not load.
    """
    if not _NAME.fullmatch(agency) or len(agency) > _LONGEST or agency.lower() in _TAKEN:
        raise ProblemError(make("S131", None, name=agency, limit=_LONGEST))
    if workspace.years(agency):
        raise ProblemError(make("S132", None, name=agency))
    rule_set, _ = _loaded(workspace, rules, form)
    year = year or rule_set.shape.scope.year
    path = workspace.new_facts_path(agency, year)
    names = {"rules": rules, "schema": rules.replace("/", "-"), "form": form, "name": full_name or W.TODO, "year": year}
    content = M.FIRST_FILE.format(**names).encode()
    draft = _draft(workspace, path, content)
    evaluation = evaluate(workspace, agency, year, draft)
    assert evaluation.facts is not None
    needs = _needs(evaluation)
    lacking = [path for path, need in needs.items() if evaluation.facts.fact(path) is None and (need.firm or need.entry)]
    additions = list(_additions(lacking, evaluation))
    workspace.write({path: edited_bytes(content, Layout(draft).added(additions))})
    return NewFile(agency, year, path, len(additions))


def new_file_view(new: NewFile, workspace: Workspace) -> Iterator[str]:
    """Yield what was written, and what comes next."""
    yield M.NEW_FILE.format(path=workspace.shown(new.path))
    yield M.RENEWED.format(carried=new.carried, emptied=new.emptied, reviewed=new.reviewed, asked=new.asked)
    if new.unused:
        yield M.UNUSED.format(names=W.LIST_COMMA.join(new.unused))
    yield M.NEXT_STEPS.format(agency=new.agency, year=new.year)


def _free(workspace: Workspace, agency: str, year: int) -> Path:
    """Return where a new file goes; one that is there already is never overwritten."""
    path = workspace.new_facts_path(agency, year)
    if year in workspace.years(agency):
        raise ProblemError(make("S130", None, path=workspace.shown(path)))
    return path


def _next_rules(workspace: Workspace, name: str, year: int) -> str:
    """Return the rule set of the same place for a year; where there is none, the old one."""
    same_place = f"{name.rpartition('/')[0]}/{year}"
    return same_place if same_place in workspace.rule_sets() else str(name)


def _loaded(workspace: Workspace, rules: str, form: str) -> tuple[RuleSet, Form]:
    problems = Problems()
    asked = Mark(Source(M.PROGRAM, ""))
    vocabulary = load_vocabulary(workspace, problems)
    rule_set = load_rules(workspace, Text(rules, asked), vocabulary, problems)
    loaded = load_form(workspace, Text(form, asked), problems)
    problems.stop_on_errors()
    assert rule_set is not None
    assert loaded is not None
    return rule_set, loaded


def _judged(rules: RuleSet) -> dict[str, str]:
    """Return what is judged, with the key that says how."""
    return {name: indicator.scoring.judged_by for name, indicator in rules.indicators.items() if indicator.scoring.judged_by}


def _draft(workspace: Workspace, path: Path, content: bytes) -> Mapping:
    return _mapping(Source(workspace.shown(path), content.decode("utf-8-sig").replace("\r\n", "\n")))


def _mapping(source: Source) -> Mapping:
    problems = Problems()
    node = read_yaml(source, problems)
    if not isinstance(node, Mapping):
        raise ProblemError(*problems)
    return node


def _needs(evaluation: Evaluation) -> dict[str, Need]:
    assert evaluation.facts is not None
    assert evaluation.rules is not None
    assert evaluation.form is not None
    return unit_needs(evaluation.facts, evaluation.rules, evaluation.form)


def _lacking(evaluation: Evaluation) -> list[str]:
    """Return the paths of what is needed and not there."""
    missing = missing_of(evaluation)
    if missing is None:
        raise ProblemError(*evaluation.problems.errors)
    return [gap.path for gap in missing.gaps if gap.absent]


def _newly_asked(before: Evaluation, after: Evaluation) -> Iterator[str]:
    """Yield the facts that another rule set or form may print and the old did not."""
    if before.rules is None or before.form is None or after.facts is None:
        return
    old = _needs(before)
    for path, need in _needs(after).items():
        if path not in old and not need.firm and need.entry and after.facts.fact(path) is None:
            yield path


def _unused(before: Evaluation, after: Evaluation) -> Iterator[str]:
    """Yield the facts that the old rule set or form asked for and the new do not."""
    if before.rules is None or before.form is None or after.facts is None:
        return
    new = _needs(after)
    yield from (path for path in _needs(before) if path not in new and after.facts.fact(path))


def _additions(paths: Iterable[str], evaluation: Evaluation) -> Iterator[Addition]:
    """Yield what is written for each path: 待填 in the shape of its value, with what it is as a comment."""
    needs, rules, facts = _needs(evaluation), evaluation.rules, evaluation.facts
    assert rules is not None
    assert facts is not None
    order = {path: at for at, path in enumerate(needs)}
    for path in sorted(dict.fromkeys(paths), key=lambda path: order.get(path, len(order))):
        section, _, name = path.partition(".")
        if section == W.JUDGED:
            indicator = rules.indicators[name]
            asked = M.ASKED[indicator.scoring.judged_by or W.DEDUCTION]
            comment = M.ASKED_POINTS.format(full=plain(indicator.full), gist=indicator.basis.gist)
            yield Addition(path, M.ASKED_ENTRY.format(asked=asked), comment)
        elif need := needs.get(path):
            yield _fact(need, facts.money_unit)
        else:
            yield Addition(path, W.TODO, facts.vocabulary.title(path.removeprefix(f"{W.LAST_YEAR}.")))


def _fact(need: Need, money_unit: str) -> Addition:
    if need.entry is None:
        return Addition(need.path, W.TODO, "")
    unit = need.entry.counted_as(money_unit)
    row = M.ASKED_ROW.format(columns=W.COMMA.join(need.entry.columns)) if need.entry.columns else ""
    said = (need.title, unit, str(need.entry.note or ""), str(need.entry.origin or ""), row)
    return Addition(need.path, f"[{W.TODO}]" if need.entry.kind is Kind.LIST else W.TODO, W.SEMICOLON.join(part for part in said if part))
