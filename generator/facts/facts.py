"""A unit's facts of one year, as the later stages take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator, Field

from ..base import words as W
from ..base.marks import Mark, Text
from ..base.problems import Problem
from ..base.shapes import Flag, Points, Raw, Shape, Written, one_of
from ..base.yaml_reader import Node
from .ignoring import Ignored
from .values import Value
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit adds to a sum (汇总): the unit, the value as it was written, its place."""

    agency: str
    value: Value
    mark: Mark


@dataclass(frozen=True, slots=True)
class Fact:
    """One value as it was written: its path, place, official form and voucher; of a sum the parts that were added."""

    path: str
    value: Value
    mark: Mark
    origin: str = ""
    evidence: str = ""
    parts: tuple[Part, ...] = ()


class Judgment(Shape):
    """What a unit says of a judged indicator or group: points off, why, and its sentences."""

    deduction: Points | None = Field(None, alias=W.DEDUCTION)
    explanation: Written | None = Field(None, alias=W.EXPLANATION)
    reason: Written | None = Field(None, alias=W.REASON)
    issue: Written | None = Field(None, alias=W.ISSUE)
    measure: Written | None = Field(None, alias=W.MEASURE)
    group_only: Flag = Field(False, alias=W.GROUP_ONLY)
    unmet: tuple[Written, ...] = Field((), alias=W.UNMET)

    @property
    def sentences(self) -> dict[str, Text]:
        """The sentences that the unit wrote, by slot."""
        written = {W.EXPLANATION: self.explanation, W.ISSUE: self.issue, W.MEASURE: self.measure}
        return {slot: text for slot, text in written.items() if text}


class Claim(Shape):
    """A derived value that was typed: a published rate without inputs (直报), or an assertion (核对)."""

    value: Written = Field(alias=W.VALUE)
    reason: Written | None = Field(None, alias=W.WHY)
    note: Written | None = Field(None, alias=W.NOTE)


class Issue(Shape):
    """A problem of the unit's own, or a heading under which deductions are gathered."""

    heading: Written | None = Field(None, alias=W.ISSUE_HEADING)
    measure_heading: Written | None = Field(None, alias=W.MEASURE_HEADING)
    issue: Raw = Field(None, alias=W.ISSUE)
    measure: Raw = Field(None, alias=W.MEASURE)
    gathered: tuple[Written, ...] = Field((), alias=W.GATHERED)


class ExtraSection(Shape):
    """A section that one unit adds to its report."""

    heading: Written = Field(alias=W.HEADING)
    level: Annotated[int, one_of(W.LEVEL, W.HEADING_LEVELS), AfterValidator(int)] = Field(alias=W.LEVEL)
    after: Written = Field(alias=W.AFTER)
    content: Raw = Field(alias=W.CONTENT)


@dataclass(frozen=True, slots=True)
class Settings:
    """The parts of a facts file that are not facts: judgments, assertions, prose and the like, as written.

    `pending` tells of judgments that are still to come.
    """

    judged: Mapping[Text, Judgment] = field(default_factory=dict)
    rest_is_full: bool = False
    pending: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    wording: Mapping[Text, Mapping[Text, Text]] = field(default_factory=dict)
    reported: Mapping[Text, Claim] = field(default_factory=dict)
    asserted: Mapping[Text, Claim] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    unlisted: Mapping[Text, Text] = field(default_factory=dict)
    extra: tuple[ExtraSection, ...] = ()
    quantities: Node | None = None
    prose: Mapping[Text, Node] = field(default_factory=dict)
    ignored: tuple[Ignored, ...] = ()
    summed: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one file says, typed and placed; `last_year` and `data` use the same paths without their prefix.

    `withheld` are the names of what an edition leaves out (不公开).
    Of a department the values are those of its own level and of the units below it (`units`) together.
    """

    agency: str
    year: int
    mark: Mark
    rules: Text
    form: Text
    money_unit: str
    vocabulary: Vocabulary
    values: Mapping[str, Fact]
    last_year: Mapping[str, Fact]
    data: Mapping[str, Fact]
    cover: Mapping[Text, Text]
    settings: Settings
    sections: Mapping[str, Mark] = field(default_factory=dict)
    units: tuple[str, ...] = ()
    withheld: frozenset[str] = frozenset()

    @property
    def reports(self) -> bool:
        """Whether the unit has a report of its own, and is not only summed up by another (模板: 无)."""
        return self.form != W.NO_REPORT

    def fact(self, path: str) -> Fact | None:
        """Return the fact of a name as formulas write it: 预算.支出, 上年.预算.支出, 数据.户数."""
        prefix, _, rest = path.partition(".")
        return {W.LAST_YEAR: self.last_year, W.DATA: self.data}.get(prefix, {}).get(rest) or self.values.get(path)

    def withholds(self, name: str) -> bool:
        """Whether a value is left out, by its name: last year's as this year's, columns and cells with their table."""
        path = name.removeprefix(f"{W.LAST_YEAR}.")
        return any(path == each or path.startswith(f"{each}.") for each in self.withheld)

    def judged_at(self, name: str) -> Mark:
        """Return where an indicator or group is judged, or where that belongs."""
        return next((key.mark for key in self.settings.judged if key == name), self.place(W.JUDGED))

    def place(self, section: str) -> Mark:
        """Return where something that is missing belongs: its section's key, else the top of the file."""
        return self.sections.get(section, self.mark)
