"""The pure task: a unit's files and those that all units share in, a report's bytes out. It runs in any process on any machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ..base.files import Given
from ..base.problems import ProblemError, Problems
from ..base.workspace import Workspace, digest
from .editions import EDITIONS
from .pipeline import evaluate
from .receipt import Receipt
from .report import receipt_of, rendered

_ROOT = Path("/")  # the files that are sent along stand nowhere


@dataclass(frozen=True)
class Shared:
    """The files that all units share, by their paths below the root, and a digest of them all."""

    digest: str
    contents: Mapping[str, bytes] = field(repr=False)

    def __hash__(self) -> int:
        return hash(self.digest)

    @classmethod
    def of(cls, workspace: Workspace) -> Shared:
        """Return the shared files of a data folder.

        Raises:
            ProblemError: one of them cannot be read.
        """
        contents = workspace.shared_files()
        lines = (f"{name} {digest(content)}" for name, content in sorted(contents.items()))
        return cls(digest("\n".join(lines).encode()), contents)


@dataclass(frozen=True, slots=True)
class Job:
    """A unit's year to report on: the files that only it is made from, or why they cannot be read, and the formats that are wanted."""

    agency: str
    year: int
    contents: Mapping[str, bytes]
    formats: tuple[str, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a job: the outputs by the names of their files, with their receipt; or what is wrong."""

    agency: str
    year: int
    errors: tuple[str, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)
    receipt: Receipt = field(default_factory=Receipt)


def perform(shared: Shared, jobs: Iterable[Job]) -> list[Made]:
    """Return what comes of some jobs; what they share is loaded once a process."""
    bureau = _bureau(shared)
    return [_made(bureau.with_only(job.contents), job) for job in jobs]


@lru_cache(maxsize=1)
def _bureau(shared: Shared) -> Workspace:
    return Workspace(_ROOT, Given({_ROOT / name: content for name, content in shared.contents.items()}))


def _made(workspace: Workspace, job: Job) -> Made:
    if job.faults:
        return Made(job.agency, job.year, job.faults)
    evaluation = evaluate(workspace, job.agency, job.year)
    if evaluation.problems.errors or evaluation.document is None:
        return Made(job.agency, job.year, tuple(map(str, evaluation.problems.errors)))
    names = {name: EDITIONS[name].report for name in job.formats}
    try:
        contents = dict(rendered(workspace, evaluation.document, names, Problems()))
    except ProblemError as error:
        return Made(job.agency, job.year, tuple(map(str, error.problems)))
    return Made(job.agency, job.year, (), contents, receipt_of(evaluation, workspace.reads))
