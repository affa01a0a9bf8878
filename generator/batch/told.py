"""What `report` tells of a report, kept in its receipt, so that one that did not change is told of without being made again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..base import words as W
from ..base.problems import make
from ..base.workspace import NOTHING, Workspace
from .edited import edits_told
from .editions import FINAL, Edition
from .freshness import Freshness
from .receipt import RECEIPT, Said, read_receipt

if TYPE_CHECKING:
    from .pipeline import Evaluation


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to say of a report that was written.

    Attributes:
        paths: where each format went.
        scored: whether the rule set scores.
        score: points, full marks and grade as they print; empty where they are not known.
        deductions: indicators and groups with points off: title, points.
        warnings: the warnings, as shown to a person.
        edits: the lines that tell what a person changed in files that were left.
    """

    paths: Mapping[str, Path] = field(default_factory=dict)
    scored: bool = True
    score: tuple[str, ...] = ()
    deductions: tuple[tuple[str, ...], ...] = ()
    warnings: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()

    def kept(self) -> Said:
        """Return what a receipt keeps of it."""
        flag = ((W.YES,),) if self.scored else ()
        return {"scored": flag, "score": (self.score,), "deductions": self.deductions, "warnings": tuple((each,) for each in self.warnings)}


def told_of(evaluation: Evaluation) -> Told:
    """Return what there is to say of an evaluation."""
    from ..base.decimals import plain

    warnings = tuple(map(str, evaluation.problems.warnings))
    card = evaluation.card
    if card is None or not card.rules.scored:
        return Told(scored=False, warnings=warnings)
    if card.lacking:
        return Told(warnings=warnings)
    deductions = tuple((each.title, plain(each.deduction, trim=True)) for each in card.deductions() if each.deduction is not None)
    return Told({}, True, (plain(card.points, trim=True), plain(card.full, trim=True), card.grade), deductions, warnings)


def unchanged(
    workspace: Workspace, agency: str, year: int, formats: Iterable[str], edition: Edition = FINAL, *, replaces: bool = False
) -> Told | None:
    """Return what was told of an edition that would be written as it stands there; None when it has to be made.

    One that stands beside an edited file has to be made where that one is to be replaced (`replaces`).
    """
    folder, files = workspace.output(agency, year), {name: edition.file(name) for name in formats}
    receipt = read_receipt(workspace, folder / edition.named(RECEIPT))
    said = receipt.said
    if said is None or NOTHING in receipt.files.values():
        return None
    if not Freshness(workspace, replaces=replaces).holds(folder, receipt, files.values()):
        return None
    paths = {name: folder / receipt.files[file] for name, file in files.items()}
    by_file = {files[name]: path for name, path in paths.items()}
    beside = {file: path for file, path in by_file.items() if path.name != file}
    edited = (str(make("W306", None, output=workspace.shown(folder / name), beside=workspace.shown(path))) for name, path in beside.items())
    warnings = (*(each for (each,) in said["warnings"]), *edited)
    edits = edits_told(workspace, folder, by_file, {})
    return Told(paths, bool(said["scored"]), said["score"][0], said["deductions"], warnings, edits)
