"""A data folder of one's own to work in, and the command line to run there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from generator.base.workspace import Workspace
from generator.batch.pipeline import Evaluation, evaluate
from generator.cli import main
from generator.report.document import Grid, text_of

PROJECT = Path(__file__).resolve().parents[1]
UNITS = (("huangge", 2023), ("panyu-zhujian", 2023), ("pingyuan-kegongshang", 2021), ("kuichong", 2024), ("baisha", 2024))
TOTALS = {"huangge": "98.08", "panyu-zhujian": "97.11", "pingyuan-kegongshang": "94.92", "kuichong": "98.29"}
NATIONAL_PROSE = """
正文:
  主要职责: [统筹辖区公共服务。]
  年度总体目标: 完成年度各项重点工作任务，保障机关正常运转，提高辖区居民的满意度。
  目标完成情况: 各项重点工作任务按计划完成，辖区居民满意度达到预期。
"""


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the tests make ready out of the cache of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZIPING_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass
class Bureau:
    """A copy of the shipped data and templates that a test may change."""

    root: Path
    capture: pytest.CaptureFixture[str]

    def path(self, name: str) -> Path:
        """Return a file's place; `kuichong/2024` is short for its facts file."""
        return self.root / (f"data/agencies/{name}.yaml" if name.count("/") == 1 and "." not in name else name)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands exactly once in a file."""
        path = self.path(name)
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), "utf-8")

    def append(self, name: str, text: str) -> None:
        """Add lines to the end of a file."""
        path = self.path(name)
        path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + text + "\n", "utf-8")

    def drop_assertions(self, name: str) -> None:
        """Take 核对: out of a facts file, so that a changed fact contradicts nothing."""
        path = self.path(name)
        path.write_text(without_assertions(path.read_text("utf-8")), "utf-8")

    def run(self, *arguments: object) -> Ran:
        """Run a command in this folder."""
        self.capture.readouterr()
        code = main(["--root", str(self.root), *map(str, arguments)])
        captured = self.capture.readouterr()
        assert "Traceback" not in captured.err + captured.out
        return Ran(code, captured.out, captured.err)

    def evaluate(self, agency: str, year: int) -> Evaluation:
        """Return a unit's year evaluated in memory."""
        return evaluate(Workspace(self.root), agency, year)

    def text(self, agency: str, year: int) -> str:
        """Return a unit's report as text, a paragraph a line, without writing it."""
        evaluation = self.evaluate(agency, year)
        assert evaluation.document is not None, "\n".join(map(str, evaluation.problems))
        assert not evaluation.problems.errors, "\n".join(map(str, evaluation.problems.errors))
        blocks = [block for block in evaluation.document.blocks if not isinstance(block, Grid)]
        return "\n".join(block.number + text_of(block.spans) for block in blocks)

    def total(self, agency: str, year: int) -> str:
        """Return a unit's total as printed."""
        card = self.evaluate(agency, year).card
        assert card is not None
        return f"{card.points.normalize():f}"

    def docx(self, agency: str, year: int, name: str = "report.docx") -> Path:
        """Return where a unit's report is written."""
        return self.root / "build" / agency / str(year) / name


@pytest.fixture
def bureau(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bureau:
    """A copy of the shipped data and templates."""
    for folder in ("data", "templates"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    return Bureau(tmp_path, capsys)


@pytest.fixture
def national(bureau: Bureau) -> Bureau:
    """葵涌's facts under the national form."""
    path = bureau.path("kuichong/2024")
    text = path.read_text("utf-8").replace("模板: dapeng", "模板: quanguo")
    path.write_text(re.sub(r"^正文:.*\Z", "", text, flags=re.MULTILINE | re.DOTALL) + NATIONAL_PROSE, "utf-8")
    return bureau


def without_assertions(text: str) -> str:
    """Return a facts file without its 核对: they state derived values on purpose, and are only compared."""
    return re.sub(r"^核对:.*\n(?:[ \t#].*\n|\n)*", "", text, flags=re.MULTILINE)


def paragraphs(path: Path) -> list[str]:
    """Return the paragraphs of a Word file's body."""
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
