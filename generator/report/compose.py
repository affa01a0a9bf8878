"""Composes the document of a scorecard: the form's text with the unit's facts, scores and prose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..base import words as W
from ..base.marks import Text, by_name
from ..base.problems import Problem, Problems, make, nearest
from ..base.yaml_reader import Scalar
from ..facts.todo import is_todo, todos
from ..facts.vocabulary import Vocabulary
from ..rules.definitions import check_definitions
from ..rules.loading import scope_with, static_scope
from ..rules.review import Review
from ..rules.ruleset import RuleSet
from ..rules.scorecard import Scorecard
from .annex import annex_table
from .assemble import drafts, numbered, with_extra
from .charts import charts
from .document import AnnexTable, CoverLine, Document, Span, Spans, text_of
from .forms import AnnexForm, CoverItem, Form
from .issues import issue_entries
from .language import check_form, check_sentence, names_in, render_form, render_sentence
from .names import Catalog, Items, Lazy, MayLack, catalog_of, figure_names
from .origins import Origins
from .printing import Absent, Shown, Withheld
from .prose import read_prose
from .sentences import Sentences, check_written


@dataclass(frozen=True, slots=True)
class FormTexts:
    """The texts of a form under a rule set, whoever the unit: the names that they may use, and what is wrong with them."""

    catalog: Catalog
    problems: tuple[Problem, ...]


def form_texts(form: Form, rules: RuleSet, vocabulary: Vocabulary, data: Iterable[str] | None = ()) -> FormTexts:
    """Return the checked texts of a form; `data` are the names of a unit's own figures, None lets any follow."""
    catalog = catalog_of(vocabulary, {**rules.definitions, **form.definitions}, rules, map(str, form.shape.slots), data)
    return FormTexts(catalog, tuple(wrong_texts(form, catalog)))


def compose(card: Scorecard, form: Form, texts: FormTexts, problems: Problems) -> Document | None:
    """Return the document of a scorecard; None, with the problems noted, when it cannot be written."""
    own = set(card.figures.definitions) - set(card.rules.definitions) - set(form.definitions)
    catalog = texts.catalog.with_names([*own, *(f"{W.DATA}.{name}" for name in card.facts.data)])
    words = Problems()
    if texts.problems:  # names that only this unit has may be what they lack
        words.extend(wrong_texts(form, catalog))
    check_written(card, catalog, words)
    problems.extend(words)
    composer = Composer(card, form, problems)
    composer.check_slots()
    document = None if words.errors else composer.document()
    return None if problems.errors else document


def wrong_texts(form: Form, catalog: Catalog) -> Problems:
    """Return what a form's texts may not hold, and the names and filters in them that do not exist."""
    words = Problems()
    for sources in (form.sources, *(annex.sources for annex in form.annexes)):
        check_form(sources.values(), catalog, words)
    for text in form.lines():
        check_sentence(text, catalog, words)
    return words


def check_against(form: Form, rules: RuleSet, vocabulary: Vocabulary) -> Problems:
    """Return what is wrong with a form when its reports follow a rule set, whoever the unit."""
    problems = Problems()
    scope = scope_with(static_scope(vocabulary, {}), rules.definitions, rules.dimensions)
    check_definitions(form.definitions, scope, [*vocabulary.canonical, *rules.definitions], problems)
    problems.extend(form_texts(form, rules, vocabulary, None).problems)
    return problems


@dataclass
class Composer:
    """One report in the making."""

    card: Scorecard
    form: Form
    problems: Problems
    review: Review | None = None

    def __post_init__(self) -> None:
        facts = self.card.facts
        style = self.form.style(self.card.figures.digits.money)
        names = figure_names(self.card.figures, style)
        self.sentences = Sentences(self.card, style, self.problems, names, self.review)
        names[W.TOTAL] = self.sentences.total_names()
        names[W.INDICATORS], names[W.GROUPS] = self.sentences.views()
        names[W.CORRECTED] = []
        names[W.REVIEWER] = Shown(str(self.review.reviewer), W.REVIEWER, style) if self.review else Absent(())
        names[W.SCORED] = Items(W.SCORED, map(self.sentences.view, self.card.groups))
        names[W.COVER] = MayLack(
            {
                str(key): Withheld() if facts.withholds(id := f"{W.COVER}.{key}") else Shown(str(value), id, style)
                for key, value in facts.cover.items()
                if not is_todo(value)
            }
        )
        self.names = names

    def document(self) -> Document:
        """Return the whole document."""
        settings = self.form.shape
        self.names[W.DEDUCTIONS] = Items(W.DEDUCTIONS, map(self.sentences.view, self.card.deductions()))
        entries = issue_entries(self.card, self.sentences, self.paragraphs, self.problems)
        self.names[W.ISSUE_LIST] = Items(W.ISSUE_LIST, (entry.names() for entry in entries))
        self.names[W.PROSE] = Lazy({str(slot): self._slot(str(slot)) for slot in settings.slots}, W.PROSE)
        text, printer = render_form(self.form.template, self.form.sources, self.names, self.problems)
        drafted = drafts(text, printer, self.problems)
        extra = self.card.facts.settings.extra
        written = [(self.line(section.heading), read_prose(section.content, self.paragraphs, self.problems)) for section in extra]
        blocks = numbered(with_extra(drafted, extra, written, self.problems), settings.numbering)
        return Document(
            title=tuple(self.line(text) for text in settings.title),
            subtitle=self.line(settings.subtitle) if settings.subtitle else (),
            cover_position=str(settings.cover.position) if settings.cover else W.AFTER_TITLE,
            cover=tuple(map(self._cover_line, filter(self._is_told, settings.cover.items))) if settings.cover else (),
            blocks=blocks,
            edition=W.DRAFT_INFIX if self.problems.draft else "",
            annexes=tuple(self.annexes(self.form.annexes)),
            charts=tuple(charts(self.sentences, self.form.shape.charts, self.names, self.problems)),
            agency=self.card.facts.agency,
            year=self.card.facts.year,
            origins=Origins(self.sentences, self.names),
            file_name="".join(text_of(self.line(text)) for text in ((settings.file_name,) if settings.file_name else settings.title)),
        )

    def check_slots(self) -> None:
        """Note required prose that is missing, prose of no slot, and slots that are empty."""
        slots = {str(slot): str(need) for slot, need in self.form.shape.slots.items()}
        prose = self.card.facts.settings.prose
        for slot in slots:
            self.problems.extend(self._lacking(slot))
        for slot, node in prose.items():
            if slot not in slots:
                details = {"slot": slot, "form": self.card.facts.form, "nearest": nearest(slot, slots)}
                self.problems.add("T109", slot.mark, **details)
            elif isinstance(node, Scalar) and not node.text.strip():
                self.problems.add("W304", slot.mark, slot=slot)

    def line(self, text: Text) -> Spans:
        """Return a one-line template as spans."""
        return render_sentence(text, self.names, self.problems)

    def paragraphs(self, text: Text) -> tuple[Spans, ...]:
        """Return a written text as its paragraphs, values printed."""
        spans = render_sentence(text, self.names, self.problems)
        return tuple(_split(spans))

    def _slot(self, slot: str) -> Callable[[], object]:
        node, lacking = by_name(self.card.facts.settings.prose).get(slot), self._lacking(slot)
        return lambda: read_prose(node, self.paragraphs, self.problems) if node and not lacking else Absent(lacking)

    def _lacking(self, slot: str) -> tuple[Problem, ...]:
        """Return what says that a slot's prose is still to come."""
        node = by_name(self.card.facts.settings.prose).get(slot)
        if isinstance(node, Scalar) and node.text == W.TODO:
            return todos(node, f"{W.PROSE}.{slot}")
        required = by_name(self.form.shape.slots)[slot] == W.REQUIRED
        return (make("T108", self.card.facts.place(W.PROSE), slot=slot, title=slot),) if required and node is None else ()

    def _is_told(self, item: CoverItem) -> bool:
        """Whether a line of the cover is printed at all: it is not where it prints something withheld."""
        return not any(map(self.card.facts.withholds, names_in(item.take)))

    def _cover_line(self, item: CoverItem) -> CoverLine:
        """Return a line of the cover; one that the unit left empty prints nothing, in a draft a gap."""
        spans = self.line(item.take)
        if not text_of(spans).strip():
            empty = make("W350", self.card.facts.place(W.COVER), label=item.label, title=item.label)
            self.problems.extend([] if self._is_to_come(item) else [empty])
            spans = Absent((empty,)).spans if self.problems.draft else ()
        return CoverLine(str(item.label), spans)

    def _is_to_come(self, item: CoverItem) -> bool:
        """Whether a line of the cover is empty because of a 待填, which was told where it stands."""
        return any(problem.number == "F204" and dict(problem.details)["key"] in item.take for problem in self.problems)

    def annexes(self, annexes: Iterable[AnnexForm]) -> Iterator[AnnexTable]:
        """Yield annexes; without those that need scores, or a review, where there are none."""
        for annex in annexes:
            if (annex.shape.needs_scores and not self.card.rules.scored) or (annex.shape.needs_review and not self.review):
                continue
            text, printer = render_form(annex.template, annex.sources, self.names, self.problems)
            unit = (Span(W.UNIT_ABOVE.format(unit=annex.shape.unit)),) if annex.shape.unit else ()
            table = annex_table(annex, self.line(annex.shape.title), unit, text, printer, self.problems)
            if table:
                yield table


def _split(spans: Spans) -> list[Spans]:
    """Part spans into paragraphs at blank lines."""
    paragraphs: list[list[Span]] = [[]]
    for span in spans:
        first, *rest = span.text.lines() if isinstance(span.text, Text) and span.value is None else [span.text]
        paragraphs[-1].append(replace(span, text=first))
        for line in rest:
            if line.strip() or any(each.text.strip() for each in paragraphs[-1]):
                paragraphs.append([Span(line)])
    return [tuple(span for span in paragraph if span.text) for paragraph in paragraphs if any(span.text.strip() for span in paragraph)]

