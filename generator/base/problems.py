"""Problems: numbered, placed, with a reason and a remedy, gathered and told all at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .catalogue import CATALOGUE, HEADINGS, Severity, nearest_words
from .columns import width
from .marks import Cell, Mark


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a catalogue number, a place, and the details its sentences name."""

    number: str
    mark: Mark | Cell | None
    details: tuple[tuple[str, str], ...] = ()

    @property
    def in_text(self) -> Mark | None:
        """Its place when that is in a text; None for a cell of a spreadsheet, and where there is none."""
        return self.mark if isinstance(self.mark, Mark) else None

    @property
    def severity(self) -> Severity:
        """Whether it stops a report (ERROR), shows (WARNING), or only advises (HINT)."""
        return CATALOGUE[self.number].severity

    @property
    def reason(self) -> str:
        """What is wrong, in Chinese."""
        return CATALOGUE[self.number].reason.format(**dict(self.details))

    @property
    def remedy(self) -> str:
        """What to do about it, in Chinese."""
        return CATALOGUE[self.number].remedy.format(**dict(self.details))

    @property
    def is_gap(self) -> bool:
        """Whether it only says what is still to be filled in."""
        return CATALOGUE[self.number].gap

    @property
    def title(self) -> str:
        """What is still to be filled in, as print calls it; empty for other problems."""
        return dict(self.details).get("title", "")

    def __str__(self) -> str:
        """Return the problem as a person sees it: heading, excerpt with caret, reason, remedy."""
        lines = [f"{HEADINGS[self.severity]} {self.number}  {self.mark or ''}".rstrip()]
        if self.in_text:
            lines += _excerpt(self.in_text)
        lines.append(f"  {self.reason}")
        if self.remedy:
            lines.append(f"  {self.remedy}")
        return "\n".join(lines)


class ProblemError(ValueError):
    """Carries problems out of a place that cannot go on."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(slots=True)
class Problems:
    """What was found so far, each thing once; in a draft what is still to be filled in stops nothing."""

    found: dict[Problem, None] = field(default_factory=dict)
    draft: bool = False

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.found)

    def add(self, number: str, mark: Mark | Cell | None, **details: object) -> None:
        """Note a problem by its catalogue number."""
        self.found[make(number, mark, **details)] = None

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note problems found elsewhere."""
        self.found.update(dict.fromkeys(problems))

    @property
    def errors(self) -> list[Problem]:
        """Those that stop a report."""
        return [problem for problem in self.of(Severity.ERROR) if not (self.draft and problem.is_gap)]

    @property
    def gaps(self) -> list[Problem]:
        """Those that only say what is still to be filled in."""
        return [problem for problem in self if problem.is_gap]

    @property
    def warnings(self) -> list[Problem]:
        """Those that only show."""
        return self.of(Severity.WARNING)

    @property
    def hints(self) -> list[Problem]:
        """Those that only advise."""
        return self.of(Severity.HINT)

    def of(self, severity: Severity) -> list[Problem]:
        """Return those of a severity."""
        return [problem for problem in self if problem.severity is severity]

    def stop_on_errors(self) -> None:
        """Raise ProblemError with everything found when one of them is an error."""
        if self.errors:
            raise ProblemError(*self)


def make(number: str, mark: Mark | Cell | None, **details: object) -> Problem:
    """Return a problem whose details are printed as given."""
    return Problem(number, mark, tuple((key, str(value)) for key, value in details.items()))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the sentence that names the known words nearest to a wrong one; empty when none is near."""
    from difflib import get_close_matches  # loads only where something is wrong

    wanted = unicodedata.normalize("NFKC", word)
    candidates = sorted(set(known))
    close = get_close_matches(wanted, candidates, n=3, cutoff=0.5)
    if not close:
        close = [name for name in candidates if wanted and (wanted in name or name in wanted)][:3]
    return nearest_words(close)


def _excerpt(mark: Mark) -> list[str]:
    line = mark.source.line(mark.line).replace("\t", " ")
    if not line.strip():
        return []
    start = max(0, mark.column - 40)
    shown = line[start : start + 80]
    gutter = f"  {mark.line:>4} │ "
    caret = " " * width(shown[: mark.column - 1 - start]) + "^"
    return [gutter + shown, " " * (len(gutter) - 2) + "│ " + caret]
