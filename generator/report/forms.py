"""Forms: how one jurisdiction's report is arranged, read from templates/<form>/."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from jinja2 import Template, TemplateError
from pydantic import Field

from ..base import words as W
from ..base.marks import Mark, Source, Text, by_name
from ..base.numerals import is_specimen
from ..base.problems import ProblemError, Problems, make, nearest
from ..base.shapes import Flag, Raw, Several, Shape, Whole, Written, one_of, parsed, shape
from ..base.workspace import ANNEXES, Workspace
from ..base.yaml_reader import Scalar
from ..rules.definitions import Definition, read_definitions
from .language import Language, SourceLoader, referenced
from .printing import Style

TEXT_FILE, REVIEW_TEXT = "report.md.j2", "review.md.j2"
LEVELS = 5
_ONE_TAG = re.compile(r"\{\{[^{}]+\}\}")


def _specimen(text: Text) -> str:
    if not is_specimen(text):
        raise ProblemError(make("R105", text.mark, key=W.NUMBERING))
    return str(text)


class CoverItem(Shape):
    """A line of the cover: its label and the template of what is filled in."""

    label: Written = Field(alias=W.LABEL)
    take: Written = Field(alias=W.TAKE)


class CoverShape(Shape):
    """The cover: where it stands, and its lines."""

    position: Annotated[Text, one_of(W.POSITION, (W.BEFORE_TITLE, W.AFTER_TITLE, W.OWN_PAGE))] = Field(alias=W.POSITION)
    items: tuple[CoverItem, ...] = Field(alias=W.COVER_ITEMS)


class NumbersShape(Shape):
    """How numbers print."""

    trim: Flag = Field(True, alias=W.TRIM)
    separators: Flag = Field(False, alias=W.SEPARATORS)


def _one_value(text: Text) -> Text:
    if not _ONE_TAG.fullmatch(text.strip()):
        raise ProblemError(make("T130", text.mark, text=text))
    return text


class BarShape(Shape):
    """A bar of a chart: what it is called, the value that it draws, and one to measure it by."""

    label: Written = Field(alias=W.LABEL)
    take: Annotated[Text, parsed(_one_value)] = Field(alias=W.TAKE)
    goal: Annotated[Text, parsed(_one_value)] | None = Field(None, alias=W.TARGET)


class ChartShape(Shape):
    """A chart for editions on a screen."""

    title: Written = Field(alias=W.TITLE)
    kind: Annotated[Text, one_of(W.D_KIND, (W.C_BARS, W.C_PROGRESS))] = Field(alias=W.D_KIND)
    bars: tuple[BarShape, ...] = Field(alias=W.COVER_ITEMS, min_length=1)

    def lines(self) -> Iterator[Text]:
        """Yield the one-line templates."""
        yield self.title
        for bar in self.bars:
            yield from (text for text in (bar.label, bar.take, bar.goal) if text)


class FormShape(Shape):
    """A form's settings as form.yaml says them."""

    name: Written = Field(alias=W.NAME)
    title: Annotated[tuple[Written, ...], Several] = Field(alias=W.TITLE)
    subtitle: Written | None = Field(None, alias=W.SUBTITLE)
    file_name: Written | None = Field(None, alias=W.FILE_NAME)
    cover: CoverShape | None = Field(None, alias=W.COVER)
    numbering: tuple[Annotated[str, parsed(_specimen)], ...] = Field(alias=W.NUMBERING, min_length=LEVELS, max_length=LEVELS)
    numbers: NumbersShape = Field(NumbersShape.model_validate({}), alias=W.NUMBERS)
    printed_as: dict[Written, Written] = Field({}, alias=W.PRINTED_AS)
    slots: dict[Written, Annotated[Text, one_of(W.PROSE, (W.REQUIRED, W.MAY_LACK))]] = Field({}, alias=W.PROSE)
    quantities: Raw = Field(None, alias=W.QUANTITIES)
    annexes: Annotated[tuple[Written, ...], Several] = Field((), alias=W.ANNEX)
    charts: tuple[ChartShape, ...] = Field((), alias=W.CHARTS)

    def lines(self) -> Iterator[Text]:
        """Yield the one-line templates."""
        yield from self.title
        yield from (text for text in (self.subtitle, self.file_name) if text)
        yield from (item.take for item in (self.cover.items if self.cover else ()))


class AnnexShape(Shape):
    """An annex's settings as its yaml file says them; `merged` names columns by their number."""

    title: Written = Field(alias=W.TITLE)
    unit: Written | None = Field(None, alias=W.COUNTED_IN)
    widths: tuple[Whole, ...] = Field(alias=W.WIDTHS, min_length=1)
    headings: Whole = Field(1, alias=W.HEADER_ROWS)
    merged: tuple[Whole, ...] = Field((), alias=W.MERGED)
    needs_scores: Flag = Field(False, alias=W.NEEDS_SCORES)
    needs_review: Flag = Field(False, alias=W.NEEDS_REVIEW)
    quantities: Raw = Field(None, alias=W.QUANTITIES)


@dataclass(frozen=True, slots=True)
class AnnexForm:
    """An annex as it is written: its settings, its templates by name, and its table compiled."""

    name: str
    mark: Mark
    shape: AnnexShape
    definitions: Mapping[str, Definition]
    sources: Mapping[str, Source]
    template: Template


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its settings, its own quantities (those of its annexes as well), its templates by name, and its text compiled."""

    shape: FormShape
    definitions: Mapping[str, Definition]
    sources: Mapping[str, Source]
    template: Template
    annexes: tuple[AnnexForm, ...] = ()

    def lines(self) -> Iterator[Text]:
        """Yield the one-line templates, those of the annexes and charts as well."""
        yield from self.shape.lines()
        for chart in self.shape.charts:
            yield from chart.lines()
        yield from (annex.shape.title for annex in self.annexes)

    def style(self, money_digits: int) -> Style:
        """Return how the form prints numbers."""
        return Style(self.shape.numbers.trim, self.shape.numbers.separators, money_digits, by_name(self.shape.printed_as))


def load_form(workspace: Workspace, name: Text, problems: Problems) -> Form | None:
    """Return a form; None, with the problems noted, when it does not load."""
    if name not in workspace.forms():
        problems.add("T101", name.mark, name=name, nearest=nearest(name, workspace.forms()))
        return None
    return workspace.once((load_form, str(name)), lambda folder, found: _load(folder, str(name), found), problems)


def _load(workspace: Workspace, name: str, problems: Problems) -> Form | None:
    mapping = workspace.read_mapping(workspace.form_path(name), problems)
    settings = shape(FormShape, mapping, problems) if mapping else None
    definitions = read_definitions(mapping.get(W.QUANTITIES), problems) if mapping else {}
    path = f"{name}/{TEXT_FILE}"
    sources = _sources(workspace, path, problems)
    if settings is None or path not in sources:
        return None
    names = [each for each in settings.annexes if each != W.NO_ANNEX]
    annexes = tuple(annex for each in names if (annex := _load_annex(workspace, each, problems)))
    for annex in annexes:
        definitions |= annex.definitions
    return Form(settings, definitions, sources, _compiled(path, sources), annexes)


def review_form(workspace: Workspace, form: Form, problems: Problems) -> Form | None:
    """Return a form for the edition with the reviewed score: its text, and the annexes that need a review (须复核)."""
    path = f"{ANNEXES}/{REVIEW_TEXT}"
    sources = _sources(workspace, path, problems)
    names = [name for name in workspace.annexes() if _needs_review(workspace, name)]
    marks = [Mark(Source(workspace.shown(workspace.annex_path(name)), "")) for name in names]
    read = (_load_annex(workspace, Text(name, mark), problems) for name, mark in zip(names, marks, strict=True))
    annexes = tuple(annex for annex in read if annex)
    if path not in sources:
        return None
    definitions = {**form.definitions, **{name: each for annex in annexes for name, each in annex.definitions.items()}}
    return replace(form, definitions=definitions, sources=sources, template=_compiled(path, sources), annexes=annexes)


def _needs_review(workspace: Workspace, name: str) -> bool:
    mapping = workspace.read_mapping(workspace.annex_path(name), Problems())
    said = mapping.get(W.NEEDS_REVIEW) if mapping else None
    return isinstance(said, Scalar) and said.text == W.YES


def _load_annex(workspace: Workspace, name: Text, problems: Problems) -> AnnexForm | None:
    """Return an annex of a form; None, with the problems noted, when it does not load."""
    if name not in workspace.annexes():
        problems.add("T122", name.mark, name=name, nearest=nearest(name, [*workspace.annexes(), W.NO_ANNEX]))
        return None
    mapping = workspace.read_mapping(workspace.annex_path(name), problems)
    settings = shape(AnnexShape, mapping, problems) if mapping else None
    path = f"{ANNEXES}/{name}.md.j2"
    sources = _sources(workspace, path, problems)
    if settings is None or mapping is None or path not in sources:
        return None
    definitions = read_definitions(mapping.get(W.QUANTITIES), problems)
    return AnnexForm(str(name), mapping.mark, settings, definitions, sources, _compiled(path, sources))


def _compiled(path: str, sources: Mapping[str, Source]) -> Template:
    try:
        template = Language(SourceLoader(sources)).get_template(path)
    except TemplateError:
        template = Template("")  # told with its place when the form is checked against its names
    return template


def _sources(workspace: Workspace, path: str, problems: Problems) -> dict[str, Source]:
    """Return a template and all that it includes or imports, by name."""
    found: dict[str, Source] = {}
    waiting = [path]
    while waiting:
        name = waiting.pop()
        try:
            found[name] = workspace.read(workspace.template(name))
        except ProblemError as error:
            problems.extend(error.problems)
            continue
        waiting += [inner for inner in referenced(found[name]) if inner not in found]
    return found
