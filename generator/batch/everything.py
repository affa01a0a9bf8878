"""Writes every unit's report: what is still right is passed over, the others are made in parallel and stored one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from fnmatch import fnmatchcase

from ..base.problems import ProblemError
from ..base.workspace import Workspace
from .causes import changed
from .edited import edits_told
from .editions import FINAL, Edition
from .freshness import Freshness
from .pool import Pool
from .receipt import RECEIPT, read_receipt
from .store import store
from .task import Made, Shared, Unit, job_of, perform


class State(Enum):
    """What happened to a unit's reports."""

    WRITTEN = auto()
    SAME = auto()
    BESIDE = auto()
    FAILED = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a unit that was evaluated.

    Attributes:
        agency: the unit.
        year: the year.
        state: whether anything was written.
        known: whether there was a receipt.
        causes: what had changed since its last receipt; empty for a unit that had none.
        before: points and grade of the last receipt.
        after: points and grade now.
        errors: what is wrong with it, as shown to a person.
        beside: the files that were written beside one that a person had edited.
        backups: where files are kept that a person had edited and that were replaced.
        edits: the lines that tell what that person had changed.
    """

    agency: str
    year: int
    state: State
    known: bool = True
    causes: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()


@dataclass
class Everything:
    """A run over many units.

    Attributes:
        workspace: the data folder.
        formats: names of FORMATS.
        pool: where the work is done.
        edition: which edition is written.
        replaces: whether files that a person edited are replaced, backups kept.
        stale: the units whose reports are not, or no longer, right.
        fresh: how many were passed over.
    """

    workspace: Workspace
    formats: tuple[str, ...]
    pool: Pool
    edition: Edition = FINAL
    replaces: bool = False
    stale: list[Unit] = field(default_factory=list)
    fresh: int = 0

    def look(self, units: Iterable[Unit]) -> None:
        """Tell the units that must be evaluated from those that are passed over."""
        freshness = Freshness(self.workspace, replaces=self.replaces)
        for agency, year in units:
            folder = self.workspace.output(agency, year)
            receipt = read_receipt(self.workspace, folder / self.edition.named(RECEIPT))
            if freshness.holds(folder, receipt, self._outputs()):
                self.fresh += 1
            else:
                self.stale.append(Unit(agency, year))

    def results(self) -> Iterator[Result]:
        """Evaluate the stale units and store their reports; yield what came of each, in order.

        Raises:
            ProblemError: a shared file cannot be read, or an output cannot be written.
        """
        shared = Shared.of(self.workspace)
        for made in self.pool.results(perform, shared, (job_of(self.workspace, unit, self.formats, self.edition) for unit in self.stale)):
            yield self._stored(made) if made.has_report else Result(made.agency, made.year, State.NONE)

    def _outputs(self) -> list[str]:
        return [self.edition.file(name) for name in self.formats]

    def _stored(self, made: Made) -> Result:
        agency, year = made.agency, made.year
        folder = self.workspace.output(agency, year)
        receipt_path = folder / self.edition.named(RECEIPT)
        earlier = read_receipt(self.workspace, receipt_path)
        why, scores = tuple(changed(earlier.causes, made.receipt.causes)), (earlier.score, made.receipt.score)
        if made.errors:
            return Result(agency, year, State.FAILED, errors=made.errors)
        try:
            stored = store(self.workspace, folder, receipt_path, made.contents, made.receipt, replaces=self.replaces)
        except ProblemError as error:
            return Result(agency, year, State.FAILED, errors=tuple(map(str, error.problems)))
        beside = tuple(self.workspace.shown(path) for name, path in stored.paths.items() if path.name != name)
        known = bool(earlier.causes)
        state = State.BESIDE if beside else State.WRITTEN if stored.written else State.SAME
        edits = edits_told(self.workspace, folder, stored.paths, stored.backups)
        backups = tuple(map(self.workspace.shown, stored.backups.values()))
        return Result(agency, year, state, known, why, *scores, beside=beside, backups=backups, edits=edits)


def units_of(workspace: Workspace, year: int | None, only: str | None) -> list[Unit]:
    """Return the units and years that have facts.

    Args:
        workspace: the data folder.
        year: one year; None means all.
        only: a pattern of unit names, with * and ?; None means all.
    """
    agencies = [agency for agency in workspace.agencies() if only is None or fnmatchcase(agency, only)]
    if year is None:
        return [Unit(agency, each) for agency in agencies for each in workspace.years(agency)]
    return [Unit(agency, year) for agency in agencies if workspace.has(workspace.new_facts_path(agency, year))]
