"""Finds what docxtpl would lose without a word, before any data is there; each with its part, paragraph or cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from xml.etree import ElementTree as ET

from ...base.marks import Mark
from ...base.problems import Problem, Problems, make
from .language import Scope, check_names, syntax_problem
from .places import Line, place_of, read_lines
from .tags import TAG, Tag, outside_of, tags_of

FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
FULL_WIDTH = re.compile(r"(?=[{｛%％}｝]?[｛｝％])(?:[{｛][{｛%％]|[}｝%％][}｝])")
UNCLOSED = re.compile(r"\{[{%#]|[}%#]\}")
ALTERED = re.compile(r"[“”‘’&]")
MIDDLES = {"else", "elif"}
SHOWN = 40
CLOSERS = {"endif": "if", "endfor": "for"}


def lint(entries: Mapping[str, bytes], shape: Scope, mark: Mark) -> list[Problem]:
    """Return everything that is wrong with the tags of a template."""
    problems = Problems()
    for part, content in entries.items():
        if FILLED.fullmatch(part):
            _lint_part(read_lines(part, ET.fromstring(content)), shape, mark, problems)
        elif part.endswith(".xml"):
            problems.extend(_unfilled(part, content, mark))
    return list(problems)


def _unfilled(part: str, content: bytes, mark: Mark) -> Iterator[Problem]:
    for text in ET.fromstring(content).itertext():
        for match in TAG.finditer(text):
            yield make("T221", mark, place=place_of(part), tag=match[0])


def _lint_part(lines: list[Line], shape: Scope, mark: Mark, problems: Problems) -> None:
    tagged = [(line, list(tags_of(line))) for line in lines]
    tags = [tag for _, found in tagged for tag in found]
    for line, found in tagged:
        problems.extend(_writing(line, found, mark))
    problems.extend(_lost_beside(tagged, mark))
    for tag in tags:
        problems.extend(_single(tag, mark))
    faults = [*filter(None, (syntax_problem(tag, mark) for tag in tags)), *_pairs(tags, mark)]
    problems.extend(faults)
    if not faults:
        check_names([found for _, found in tagged if found], shape, mark, problems)


def _writing(line: Line, tags: list[Tag], mark: Mark) -> Iterator[Problem]:
    full_width = [*FULL_WIDTH.finditer(line.text)]
    if full_width:
        text = line.text[full_width[0].start() : full_width[-1].end()]
        yield make("T211", mark, place=line.place, text=text)
        return
    unclosed = UNCLOSED.search(outside_of(tags, line.text))
    if unclosed:
        yield make("T215", mark, place=line.place, tag=outside_of(tags, line.text)[unclosed.start() :][:40])


def _single(tag: Tag, mark: Mark) -> Iterator[Problem]:
    altered = ALTERED.search("" if tag.is_comment else tag.code)
    if altered:
        yield make("T219", mark, place=tag.line.place, tag=tag.text, text=altered[0])
    if tag.kind in {"tr", "tc"} and not tag.line.within.table:
        yield make("T217", mark, place=tag.line.place, tag=tag.text)
    if tag.prints and tag.kind:
        yield make("T218", mark, place=tag.line.place, tag=tag.text)


def _lost_beside(tagged: list[tuple[Line, list[Tag]]], mark: Mark) -> Iterator[Problem]:
    for line, tags in tagged:
        for tag in tags:
            beside = _beside(tag, tags, tagged)
            if beside:
                yield make("T210", mark, place=line.place, tag=tag.text, text=beside if len(beside) <= SHOWN else f"{beside[:SHOWN]}…")


def _beside(tag: Tag, tags: list[Tag], tagged: list[tuple[Line, list[Tag]]]) -> str:
    within = tag.line.within
    match tag.kind:
        case "p":
            return _rest(tag, [tag.line])
        case "tc":
            return _rest(tag, [line for line, _ in tagged if line.within.cell_key == within.cell_key])
        case "tr":
            return _rest(tag, [line for line, _ in tagged if line.within.row_key == within.row_key])
        case "r":
            return _same_run(tag, tags)
    return ""


def _rest(tag: Tag, lines: list[Line]) -> str:
    texts = (outside_of([tag], line.text) if line is tag.line else line.text for line in lines)
    held = [what for line in lines for what in line.holds]
    return "".join(texts).strip() or "".join(held[:1])


def _same_run(tag: Tag, tags: list[Tag]) -> str:
    """Return what stands in the runs that a tag touches, tags of its kind apart: Word joins those of one look."""
    masked = tag.line.text
    for other in tags:
        if other.kind == tag.kind:
            masked = masked[: other.start] + " " * (other.end - other.start) + masked[other.end :]
    ends = [*accumulate(map(len, tag.line.runs))]
    touched = (
        masked[end - len(run) : end] for run, end in zip(tag.line.runs, ends, strict=True) if end > tag.start and end - len(run) < tag.end
    )
    return "".join(touched).strip()


def _pairs(tags: list[Tag], mark: Mark) -> Iterator[Problem]:
    opened: list[Tag] = []
    for tag in tags:
        if tag.word in CLOSERS.values():
            opened.append(tag)
        elif tag.word in CLOSERS or tag.word in MIDDLES:
            yield from _against(tag, opened, mark)
            if tag.word in CLOSERS and opened:
                opened.pop()
    yield from (make("T215", mark, place=tag.line.place, tag=tag.text) for tag in opened)


def _against(tag: Tag, opened: list[Tag], mark: Mark) -> Iterator[Problem]:
    if not opened:
        yield make("T215", mark, place=tag.line.place, tag=tag.text)
        return
    last = opened[-1]
    same = CLOSERS.get(tag.word, last.word) == last.word and tag.kind == last.kind and tag.encloser == last.encloser
    if not same:
        yield make("T216", mark, place=tag.line.place, tag=tag.text, opened=last.line.place, open=last.text)
