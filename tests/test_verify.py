"""A report that came back is checked against the facts: every edit is found, nothing is invented, whoever saved the file."""

from __future__ import annotations

import io
import random
import subprocess
from collections import Counter
from dataclasses import dataclass

import docx
import pytest

from generator.base.workspace import Workspace
from generator.batch.editions import write_word
from generator.batch.pipeline import evaluate
from generator.report.docx.comparing import Comparison, compare
from generator.report.docx.reading import ReadReport, read_docx

from . import returned as R
from .conftest import PROJECT, UNITS
from .libreoffice import needs_office

EACH = 40  # random edits of each unit's report
Pair = tuple[bytes, ReadReport]


@dataclass
class Counted:
    """How many edits of a kind were made, and how many were told as they were made."""

    made: int = 0
    found: int = 0


def read(content: bytes) -> ReadReport:
    return read_docx(content, "returned.docx")


@pytest.fixture(scope="module")
def reports() -> dict[str, bytes]:
    """The shipped units' reports."""
    workspace = Workspace(PROJECT)
    made = {}
    for agency, year in UNITS:
        document = evaluate(workspace, agency, year).document
        assert document is not None
        made[agency] = write_word(workspace, document)
    return made


@pytest.fixture(scope="module")
def fresh(reports: dict[str, bytes]) -> dict[str, ReadReport]:
    """The reports as they read."""
    return {agency: read(content) for agency, content in reports.items()}


@pytest.fixture(scope="module")
def resaved(reports: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The reports as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("office")
    for agency, content in reports.items():
        (folder / f"{agency}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(folder / "out")]
    subprocess.run([*command, *map(str, folder.glob("*.docx"))], check=True, capture_output=True, timeout=180)
    return {agency: (folder / "out" / f"{agency}.docx").read_bytes() for agency in reports}


def by_python_docx(content: bytes) -> bytes:
    saved = io.BytesIO()
    docx.Document(io.BytesIO(content)).save(saved)
    return saved.getvalue()


def stripped(content: bytes) -> bytes:
    return R.File(content).content(stripped=True)


def squeezed(text: str) -> str:
    return "".join(text.split())


def misses(edit: R.Edit, comparison: Comparison, by_hand: bool | None) -> list[str]:
    """Return what is told of an edit otherwise than it was made."""
    found = comparison.differences
    numbers = Counter((each.id, squeezed(each.found)) for each in found if each.id)
    words = [each for each in found if not each.id]
    wrong = [] if numbers == Counter((id, squeezed(text)) for id, text in edit.numbers) else [f"numbers {numbers}, not {edit.numbers}"]
    gone, come = (Counter(squeezed("".join(texts))) for texts in ((each.now for each in words), (each.found for each in words)))
    taken, put = Counter(squeezed(edit.taken)), Counter(squeezed(edit.put))
    if (gone - come, come - gone) != (taken - put, put - taken):
        wrong.append(f"words {[(each.now, each.found) for each in words]}, not {(edit.taken, edit.put)}")
    if not {each.returned.paragraph for each in found if each.returned} <= edit.paragraphs:
        wrong.append("told elsewhere")
    if not found or {each.by_hand for each in found} != {by_hand}:
        wrong.append(f"by hand: {[each.by_hand for each in found]}")
    return wrong


def tried(contents: dict[str, bytes], fresh: dict[str, ReadReport], count: int, *, strip: bool = False) -> dict[str, Counted]:
    """Make random edits of all kinds in turn, one a file; return what was told of each kind."""
    counted: dict[str, Counted] = {}
    wrong = []
    for agency, content in contents.items():
        for seed in range(count):
            change = R.EDITS[seed % len(R.EDITS)]
            file = R.File(content)
            edit = change(file, random.Random(f"{agency}{seed}"))
            missed = misses(edit, compare(read(file.content(stripped=strip)), fresh[agency]), None if strip else True)
            kind = counted.setdefault(change.__name__, Counted())
            kind.made += 1
            kind.found += not missed
            wrong += [f"{agency} {seed} {change.__name__}: {each}" for each in missed]
    print({kind: f"{each.found}/{each.made}" for kind, each in counted.items()})
    assert not wrong, "\n".join(wrong)
    return counted


def test_random_edits_are_all_found_and_nothing_else(reports: dict[str, bytes], fresh: dict[str, ReadReport]) -> None:
    counted = tried(reports, fresh, EACH)
    assert sum(each.made for each in counted.values()) == EACH * len(UNITS)


@needs_office
def test_edits_of_a_file_that_libreoffice_saved_are_found(resaved: dict[str, bytes], fresh: dict[str, ReadReport]) -> None:
    tried(resaved, fresh, 14)


def test_edits_of_a_file_that_lost_its_marks_are_found_by_their_texts(reports: dict[str, bytes], fresh: dict[str, ReadReport]) -> None:
    tried(reports, fresh, 14, strip=True)


@needs_office
def test_nothing_is_invented_whoever_saved_the_file(
    reports: dict[str, bytes], resaved: dict[str, bytes], fresh: dict[str, ReadReport]
) -> None:
    for agency, content in reports.items():
        count = len(fresh[agency].identity.numbers)  # type: ignore[union-attr]
        for each in (content, by_python_docx(content), resaved[agency], stripped(content), stripped(resaved[agency])):
            assert compare(read(each), fresh[agency]) == Comparison(count, ())
