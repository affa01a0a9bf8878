"""The pure task: a unit's files and those that all units share in, a report's bytes out. It runs in any process on any machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..base.files import Given
from ..base.problems import ProblemError, Problems
from ..base.workspace import NOTHING, Workspace, digest
from ..facts.consolidation import units_below
from .editions import FINAL, PDF, WORD, Edition
from .pipeline import evaluate
from .receipt import Receipt
from .report import document_of, receipt_of, rendered


class Unit(NamedTuple):
    """A unit's year."""

    agency: str
    year: int


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
    """A unit's year to report on: the files that only it is made from, or why they cannot be read, and what is wanted of it."""

    agency: str
    year: int
    contents: Mapping[str, bytes]
    formats: tuple[str, ...]
    faults: tuple[str, ...] = ()
    edition: Edition = FINAL


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a job: the outputs by the names of their files, with their receipt; or what is wrong."""

    agency: str
    year: int
    errors: tuple[str, ...] = ()
    has_report: bool = True
    contents: Mapping[str, bytes] = field(default_factory=dict)
    receipt: Receipt = field(default_factory=Receipt)


def perform(shared: Shared, jobs: Iterable[Job]) -> list[Made]:
    """Return what comes of some jobs; what they share is loaded once a process."""
    bureau = bureau_of(shared)
    jobs = list(jobs)
    return _with_pdfs(jobs, [_made(bureau.with_only(job.contents), job) for job in jobs])


def job_of(workspace: Workspace, unit: Unit, formats: tuple[str, ...], edition: Edition = FINAL) -> Job:
    """Return the job of a unit's year; one whose files cannot be read says why."""
    try:
        return Job(*unit, _files_of(workspace, *unit), formats, edition=edition)
    except ProblemError as error:
        return Job(*unit, {}, formats, tuple(map(str, error.problems)))


def _files_of(workspace: Workspace, agency: str, year: int) -> dict[str, bytes]:
    """Return the files of a unit's year, and those of the units that it sums up; of one without that year all it has."""
    found = workspace.own_files(agency, year)
    for unit in units_below(workspace, agency, year):
        years = workspace.years(unit)
        for each in (year,) if year in years else years:
            found |= workspace.own_files(unit, each)
    return found


@lru_cache(maxsize=1)
def bureau_of(shared: Shared) -> Workspace:
    """Return a data folder of shared files alone, made once a process."""
    return Workspace(_ROOT, Given({_ROOT / name: content for name, content in shared.contents.items()}))


def _made(workspace: Workspace, job: Job) -> Made:
    if job.faults:
        return Made(job.agency, job.year, job.faults)
    evaluation = evaluate(workspace, job.agency, job.year)
    if evaluation.facts and not evaluation.facts.reports and not evaluation.problems.errors:
        return Made(job.agency, job.year, has_report=False)
    document, edition = document_of(workspace, evaluation, job.edition), job.edition
    if document is None:
        return Made(job.agency, job.year, tuple(map(str, evaluation.problems.errors)))
    formats = dict.fromkeys(WORD if name == PDF else name for name in job.formats)
    try:
        contents = dict(rendered(workspace, document, edition, formats, Problems()))
    except ProblemError as error:
        return Made(job.agency, job.year, tuple(map(str, error.problems)))
    empty = {file: NOTHING for file in map(edition.file, formats) if file not in contents}
    return Made(job.agency, job.year, contents=contents, receipt=replace(receipt_of(evaluation, workspace.reads), files=empty))


def _with_pdfs(jobs: list[Job], made: list[Made]) -> list[Made]:
    """Return what came of jobs with the PDF of those that want one: all of them are converted by one run of LibreOffice."""
    wanted = {f"{each.agency} {each.year}": each for job, each in zip(jobs, made, strict=True) if PDF in job.formats and not each.errors}
    if not wanted:
        return made
    from ..report.pdf import write_pdfs

    word, problems = jobs[0].edition.file(WORD), Problems()
    try:
        pdfs = write_pdfs({name: each.contents[word] for name, each in wanted.items()}, problems)
    except ProblemError as error:
        problems.extend(error.problems)
        pdfs = {}
    return [_finished(job, each, pdfs.get(f"{each.agency} {each.year}"), problems) for job, each in zip(jobs, made, strict=True)]


def _finished(job: Job, made: Made, pdf: bytes | None, problems: Problems) -> Made:
    """Return what came of a job with its PDF, without the Word file where that was only on the way; or why there is none."""
    if PDF not in job.formats or made.errors:
        return made
    if pdf is None:
        name = f"{made.agency} {made.year}"
        return Made(made.agency, made.year, tuple(str(problem) for problem in problems if problem.number != "S161" or name in str(problem)))
    contents = {**made.contents, job.edition.file(PDF): pdf}
    wanted = set(map(job.edition.file, job.formats))
    return replace(made, contents={name: content for name, content in contents.items() if name in wanted})
