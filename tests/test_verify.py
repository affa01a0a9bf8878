"""A report that came back is checked against the facts: every edit is found, nothing is invented, whoever saved the file."""

from __future__ import annotations

import io
import json
import random
import re
import subprocess
from collections import Counter
from dataclasses import dataclass

import docx
import pytest

from generator.base.problems import ProblemError
from generator.base.workspace import Workspace
from generator.batch.editions import write_word
from generator.batch.pipeline import evaluate
from generator.report.docx.comparing import Comparison, compare
from generator.report.docx.reading import ReadReport, read_docx
from generator.report.origins import Kind

from . import returned as R
from .conftest import PROJECT, UNITS, Bureau
from .libreoffice import needs_office

EACH = 40  # random edits of each unit's report


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
            comparison = compare(read(each), fresh[agency])
            assert (len(comparison.agreed), comparison.differences) == (count, ())


def test_facts_that_moved_on_are_told_as_such(reports: dict[str, bytes], bureau: Bureau) -> None:
    told = 0
    for agency, year in UNITS:
        bureau.drop_assertions(f"{agency}/{year}")
        workspace = Workspace(bureau.root)
        document = evaluate(workspace, agency, year).document
        assert document is not None
        assert document.origins is not None
        path = workspace.facts_path(agency, year)
        text, source, then = path.read_text("utf-8"), random.Random(agency), read(reports[agency])
        origins = {id: document.origins.of(id) for id in sorted({each.id for each in then.identity.numbers.values()})}  # type: ignore[union-attr]
        facts = [each for each in origins.values() if each.kind is Kind.FACT and each.place and each.place.source.path.endswith(path.name)]
        for origin in source.sample(facts, 8):
            assert origin.place is not None
            at = re.compile(r"[^\n,}]*?(\d)").match(text, origin.place.offset)
            if at is None:
                continue
            moved = text[: at.start(1)] + str((int(at[1]) + 1) % 9 + 1) + text[at.end(1) :]
            evaluation = evaluate(workspace.with_files({path: moved.encode()}), agency, year)
            if evaluation.document is None or evaluation.problems.errors:
                continue
            found = compare(then, read(write_word(workspace, evaluation.document))).differences
            assert origin.id in {each.id for each in found}, f"{agency} {origin.id}"
            assert {each.by_hand for each in found} == {False}, [each for each in found if each.by_hand]
            told += 1
    print(f"facts that moved on: {told}")
    assert told >= 10


def test_no_file_however_damaged_ends_in_a_traceback(reports: dict[str, bytes]) -> None:
    source, content = random.Random(7), reports["baisha"]
    parts = R.unpack(content)
    damaged = [source.randbytes(400), b"", b"PK\3\4" + source.randbytes(99), R.COMPOUND + source.randbytes(99)]
    damaged += [content[: source.randrange(len(content))] for _ in range(20)]
    for _ in range(60):
        name = source.choice([R.PART, "word/styles.xml", "_rels/.rels", *(each for each in parts if each.startswith("customXml/item7"))])
        part = bytearray(parts[name])
        for _ in range(source.randrange(1, 4)):
            part[source.randrange(len(part))] = source.randrange(256)
        damaged.append(R.pack({**parts, name: bytes(part)}))
    damaged.append(R.pack({**parts, R.PART: b"<!DOCTYPE a>" + parts[R.PART]}))
    damaged.append(R.pack({**parts, R.PART: b"<a>" * 5000 + b"</a>" * 5000}))
    told: list[str] = []
    for each in damaged:
        try:
            read(each)
        except ProblemError as error:
            told += {problem.number for problem in error.problems}
    assert set(told) == {"S200", "S201"}
    assert len(told) >= 30


def test_the_command_tells_what_was_changed_and_where_it_is_written(bureau: Bureau) -> None:
    assert bureau.run("report", "kuichong", 2024).code == 0
    path = bureau.docx("kuichong", 2024)
    ran = bureau.run("verify", path)
    assert (ran.code, "数和文字都与事实一致" in ran.out) == (0, True)
    file = R.File(path.read_bytes())
    number = next(each for each in file.numbers() if each.id == "预算.合计")
    number.write("43,700.16万元")
    path.write_bytes(file.content())
    ran = bureau.run("verify", path)
    assert ran.code == 1
    for expected in ("【人改过的数：1处】", "【43,700.16万元】", "由事实：43,762.16万元", "data/agencies/kuichong/2024.yaml:16:9 年初预算基本支出"):
        assert expected in ran.out
    data = json.loads(bureau.run("verify", path, "--json").out)
    (told,) = data["differences"]
    assert {"id": "预算.基本支出", "by": "万元", "found": "11,759.05万元"} in data["agreed"]
    assert (told["id"], told["by"], told["by_hand"], told["heading"]) == ("预算.合计", "万元", True, "（1）预算编制合理性")
    other = bureau.root / "交回来的.docx"
    other.write_bytes(file.content(stripped=True))
    assert "S202" in bureau.run("verify", other).err
    ran = bureau.run("verify", other, "--unit", "kuichong", "--year", 2024)
    assert (ran.code, "分不清是人改的" in ran.out, "【对不上的数：1处】" in ran.out) == (1, True, True)
    assert bureau.run("verify").code == 2


@pytest.mark.parametrize("options", [("--draft",), ("--edition", "公开版"), ("--edition", "底稿")])
def test_each_edition_is_checked_against_its_own(bureau: Bureau, options: tuple[str, ...]) -> None:
    bureau.run("report", "kuichong", 2024, *options)
    (path,) = bureau.docx("kuichong", 2024).parent.glob("report*.docx")
    ran = bureau.run("verify", path)
    assert (ran.code, "数和文字都与事实一致" in ran.out) == (0, True), ran.out
