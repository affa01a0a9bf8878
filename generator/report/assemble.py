"""From a form's rendered text to numbered blocks: prose laid out, a unit's extra sections put in, numbers given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..base import words as W
from ..base.numerals import item_number
from ..base.problems import Problems, nearest
from ..facts.facts import ExtraSection
from .document import Block, Grid, Heading, Paragraph, Span, Spans, text_of
from .language import TOKEN, Printer
from .markdown import Piece, Runs, read_markdown
from .prose import Layout, Part, Prose, enumerated, in_a_row

LEVELS = 5


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph that will get a number of a level."""

    level: int
    spans: Spans


Draft = Heading | Paragraph | Numbered | Grid


def drafts(text: str, printer: Printer, problems: Problems) -> list[Draft]:
    """Return a form's rendered text as blocks that have no numbers yet."""
    found: list[Draft] = []
    level = 0
    for piece in read_markdown(text):
        if piece.kind == "heading":
            level = piece.level
        elif piece.level + level > LEVELS:
            problems.add("T116", None)
            continue
        found.extend(_drafts(piece, level, printer))
    return [draft for draft in found if not isinstance(draft, Paragraph) or text_of(draft.spans).strip()]


def _drafts(piece: Piece, level: int, printer: Printer) -> Iterator[Draft]:
    match piece.kind:
        case "heading":
            yield Heading(piece.level, "", spans_of_runs(piece.runs, printer))
        case "numbered":
            yield Numbered(level + piece.level, spans_of_runs(piece.runs, printer))
        case "table":
            rows = [tuple(spans_of_runs(cell, printer) for cell in row) for row in piece.rows]
            yield Grid(rows[0], tuple(rows[1:]))
        case _:
            prose = _lone_prose(piece.runs, printer)
            yield from laid_out(prose, level) if prose else (Paragraph(spans_of_runs(piece.runs, printer)),)


def _lone_prose(runs: Runs, printer: Printer) -> Prose | None:
    """Return the prose that a paragraph consists of, None when it is anything else."""
    found = TOKEN.fullmatch("".join(run.text for run in runs).strip())
    printed = printer.printed[int(found[1])] if found else None
    return printed if isinstance(printed, Prose) else None


def spans_of_runs(runs: Runs, printer: Printer) -> Spans:
    """Return runs of a form's rendered text as spans, stand-ins replaced."""
    return tuple(
        replace(span, strong=True) if run.strong and not span.strong else span for run in runs for span in printer.spans(run.text)
    )


def laid_out(prose: Prose, level: int) -> Iterator[Draft]:
    """Yield prose as blocks below a heading of a level."""
    if not prose.parts:
        yield from map(Paragraph, prose.paragraphs)
        return
    match prose.layout:
        case Layout.IN_A_ROW:
            yield Paragraph(in_a_row(prose.texts))
        case Layout.ENUMERATED:
            yield from map(Paragraph, enumerated(prose.texts))
        case Layout.PARAGRAPHS:
            yield from map(Paragraph, prose.texts)
        case Layout.RUN_IN | Layout.NUMBERED if level < LEVELS:
            for part in prose.parts:
                yield from _numbered(part, level + 1)
        case _:
            for part in prose.parts:
                yield from _section(part, level + 1)


def _numbered(part: Part, level: int) -> Iterator[Draft]:
    first, *rest = part.content.paragraphs or ((),)
    title = (*part.title, Span(W.STOP)) if part.title and part.content.paragraphs else part.title
    yield Numbered(level, (*title, *first))
    yield from map(Paragraph, rest)
    if part.content.parts:
        yield from laid_out(part.content, level)


def _section(part: Part, level: int) -> Iterator[Draft]:
    if not part.title or level > LEVELS:
        yield from _numbered(part, min(level, LEVELS))
        return
    yield Heading(level, "", part.title)
    yield from laid_out(part.content, level)


def with_extra(
    drafted: list[Draft], extra: tuple[ExtraSection, ...], written: list[tuple[Spans, Prose]], problems: Problems
) -> list[Draft]:
    """Return blocks with a unit's own sections (heading and content), each after the section whose heading it names."""
    result = list(drafted)
    for section, (heading, content) in zip(extra, written, strict=True):
        headings = {text_of(draft.spans): index for index, draft in enumerate(result) if isinstance(draft, Heading)}
        at = headings.get(section.after)
        if at is None:
            problems.add("T110", section.after.mark, heading=section.after, nearest=nearest(section.after, headings))
            continue
        level = section.level
        end = at + 1
        while end < len(result) and not (isinstance(following := result[end], Heading) and following.level <= level):
            end += 1
        result[end:end] = [Heading(level, "", heading), *laid_out(content, level)]
    return result


def numbered(drafted: list[Draft], styles: tuple[str, ...]) -> tuple[Block, ...]:
    """Return blocks with their numbers.

    Numbers count at each level below the last heading above it; a plain paragraph that ends in a colon opens a new list.
    """
    counters = [0] * (LEVELS + 1)
    heading_level = 0
    blocks: list[Block] = []
    for draft in drafted:
        match draft:
            case Heading(level=level):
                heading_level = level
                blocks.append(replace(draft, number=_next(counters, level, styles)))
            case Numbered(level=level, spans=spans):
                blocks.append(Paragraph(spans, _next(counters, level, styles), level))
            case Paragraph(spans=spans):
                if text_of(spans).rstrip().endswith(W.COLON):
                    counters[heading_level + 1 :] = [0] * (LEVELS - heading_level)
                blocks.append(draft)
            case Grid():
                blocks.append(draft)
    return tuple(blocks)


def _next(counters: list[int], level: int, styles: tuple[str, ...]) -> str:
    counters[level] += 1
    counters[level + 1 :] = [0] * (len(counters) - level - 1)
    return item_number(styles[level - 1], counters[level])
