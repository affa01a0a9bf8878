"""Spoils a file where a test says, runs the real command, and reads what it refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.base.workspace import LOCK

from .conftest import Bureau

CARET = "▸"
_HEADING = re.compile(r"(错误|警告) ([A-Z]\d{3})(?:  (\S+))?")
_GUTTER = re.compile(r"\s*\d* *│")


@dataclass(frozen=True)
class Told:
    """One problem as the command printed it."""

    severity: str
    number: str
    place: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its reason and remedy."""
        return "\n".join(self.lines)


def spoil(bureau: Bureau, *edits: tuple[str, str], file: str = "kuichong/2024", end: str = "") -> list[str]:
    """Replace texts that stand once each and add some at the end; return the places that carets in the new texts point to."""
    path = bureau.path(file)
    text = path.read_text("utf-8").rstrip("\n") + "\n"
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        text = text.replace(old, new)
    return write(bureau, text + end, file)


def write(bureau: Bureau, text: str, file: str = "kuichong/2024") -> list[str]:
    """Write a file without its carets; return the places that they point to."""
    path = bureau.path(file)
    places = []
    while CARET in text:
        before, _, after = text.partition(CARET)
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        places.append(f"{path.relative_to(bureau.root).as_posix()}:{line}:{column}")
        text = before + after
    path.write_text(text, "utf-8")
    return places


def refused(bureau: Bureau, agency: str = "kuichong", year: int = 2024) -> list[Told]:
    """Run the command, which must fail, write nothing, and give each error a reason and a remedy; return what it told."""
    before = outputs(bureau)
    ran = bureau.run("report", agency, year)
    assert ran.code == 1, ran.out
    assert ran.out == ""
    assert "没有写出报告" in ran.err
    assert outputs(bureau) == before
    told = read(ran.err)
    for problem in told:
        assert len(problem.lines) >= 2 or problem.severity == "警告", f"{problem} has no remedy"
    return [problem for problem in told if problem.severity == "错误"]


def errors(bureau: Bureau, places: Sequence[str], numbers: str, *says: str) -> list[Told]:
    """Check that the command refuses for exactly the problems of these numbers at these places, and says these things."""
    told = refused(bureau)
    assert sorted((problem.number, problem.place) for problem in told) == sorted(zip(numbers.split(), places, strict=True)), told
    for part in says:
        assert any(part in problem.text for problem in told), f"{part!r} is not in {told}"
    return told


def each(bureau: Bureau, places: Sequence[str], expected: Sequence[tuple[str, str]]) -> None:
    """Check that the command refuses for exactly these problems in the order of their places: each its number and what it says."""
    told = {problem.place: problem for problem in errors(bureau, places, " ".join(number for number, _ in expected))}
    for place, (number, says) in zip(places, expected, strict=True):
        assert (told[place].number, says in told[place].text) == (number, True), told[place]


def read(text: str) -> list[Told]:
    """Return the problems that the command printed."""
    told = []
    for block in text.split("\n\n"):
        heading, *rest = block.strip("\n").split("\n")
        if found := _HEADING.fullmatch(heading):
            told.append(Told(found[1], found[2], found[3] or "", tuple(line for line in rest if not _GUTTER.match(line))))
    return told


def outputs(bureau: Bureau) -> dict[str, bytes]:
    """Return all files that were written, with their bytes; the lock that runs wait for is none."""
    folder = bureau.root / "build"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != LOCK) if folder.is_dir() else []
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
