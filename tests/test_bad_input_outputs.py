"""What stands in build/ is safe: a person's edits, an earlier report when a new one cannot be written, the same bytes when nothing changed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from .conftest import PROJECT, Bureau, Ran, paragraphs
from .refusal import outputs, refused, spoil

REPORT, NEW, NEW2, RECEIPT = (f"kuichong/2024/{name}" for name in ("report.docx", "report.new.docx", "report.new2.docx", "receipt.json"))
# Files may not grow beyond a few bytes: what a full disk does to a program, on any machine and for any user.
FULL_DISK = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
from generator.cli import main
sys.exit(main(sys.argv[1:]))
"""


def report(bureau: Bureau) -> Ran:
    ran = bureau.run("report", "kuichong", 2024)
    assert ran.code == 0, ran.err
    return ran


def by_hand(path: Path) -> bytes:
    """Edit a report as a person does in Word; return what was saved."""
    document = docx.Document(str(path))
    document.paragraphs[5].add_run("（经办公会议修改）")
    document.save(str(path))
    return path.read_bytes()


def test_a_second_run_writes_the_same_bytes(bureau: Bureau) -> None:
    report(bureau)
    first = outputs(bureau)
    ran = report(bureau)
    assert outputs(bureau) == first
    assert "没有覆盖" not in ran.err


def test_a_report_that_nobody_touched_is_replaced_by_the_new_one(bureau: Bureau) -> None:
    report(bureau)
    first = outputs(bureau)
    spoil(bureau, ("  简称: 葵涌办事处（本级）", "  简称: 葵涌街道办"))
    ran = report(bureau)
    assert set(outputs(bureau)) == {REPORT, RECEIPT}
    assert outputs(bureau)[REPORT] != first[REPORT]
    assert "没有覆盖" not in ran.err


def test_a_report_that_a_person_edited_is_never_overwritten(bureau: Bureau) -> None:
    report(bureau)
    untouched = outputs(bureau)[REPORT]
    edited = by_hand(bureau.docx("kuichong", 2024))
    for _ in range(3):
        ran = report(bureau)
        assert "W306" in ran.err
        assert "build/kuichong/2024/report.docx 写成后被人改动过，没有覆盖；新报告写在 build/kuichong/2024/report.new.docx" in ran.err
        assert "报告：build/kuichong/2024/report.new.docx" in ran.out
        assert {name: content for name, content in outputs(bureau).items() if name != RECEIPT} == {REPORT: edited, NEW: untouched}


def test_an_edited_report_is_safe_without_its_receipt_too(bureau: Bureau) -> None:
    report(bureau)
    edited = by_hand(bureau.docx("kuichong", 2024))
    for damage in (None, b"", b"{", b"[]", b'{"inputs": {}, "outputs": 3}', b'{"said": {}}', b"\xff\xfe"):
        receipt = bureau.docx("kuichong", 2024, "receipt.json")
        receipt.unlink() if damage is None else receipt.write_bytes(damage)
        report(bureau)
        assert outputs(bureau)[REPORT] == edited
    assert set(outputs(bureau)) == {REPORT, NEW, RECEIPT}


def test_the_report_beside_an_edited_one_follows_the_data_until_it_is_edited_itself(bureau: Bureau) -> None:
    report(bureau)
    edited = by_hand(bureau.docx("kuichong", 2024))
    report(bureau)
    spoil(bureau, ("  简称: 葵涌办事处（本级）", "  简称: 葵涌街道办"))
    report(bureau)
    beside = bureau.docx("kuichong", 2024, "report.new.docx")
    assert any("葵涌街道办" in line for line in paragraphs(beside))
    edited_too = by_hand(beside)
    spoil(bureau, ("  简称: 葵涌街道办", "  简称: 葵涌办"))
    ran = report(bureau)
    assert "report.new2.docx" in ran.out
    assert {name: outputs(bureau)[name] for name in (REPORT, NEW)} == {REPORT: edited, NEW: edited_too}
    assert set(outputs(bureau)) == {REPORT, NEW, NEW2, RECEIPT}


def test_a_file_where_the_folder_of_the_unit_should_be_is_told_and_kept(bureau: Bureau) -> None:
    (bureau.root / "build").mkdir()
    (bureau.root / "build" / "kuichong").write_text("同事放在这里的文件", "utf-8")
    (told,) = refused(bureau)
    assert told.number == "S106"
    assert "写不了 build/kuichong/2024/report.docx：该放文件夹的地方有一个同名的文件" in told.text
    assert "原有文件没有改动" in told.text


@pytest.mark.parametrize("taken", ["report.docx", "receipt.json"])
def test_a_folder_where_an_output_should_be_stops_the_run_before_anything_changes(bureau: Bureau, taken: str) -> None:
    report(bureau)
    bureau.docx("kuichong", 2024, taken).unlink()
    bureau.docx("kuichong", 2024, taken).mkdir()
    (bureau.docx("kuichong", 2024, taken) / "附件.txt").write_text("甲", "utf-8")
    spoil(bureau, ("  简称: 葵涌办事处（本级）", "  简称: 葵涌街道办"))
    (told,) = refused(bureau)
    assert told.number == "S106"
    assert f"写不了 build/kuichong/2024/{taken}：该放文件的地方有一个同名的文件夹" in told.text


@pytest.mark.parametrize("limit", [0, 500, 20_000])
def test_a_full_disk_leaves_the_earlier_report_whole_and_no_half_file_beside_it(bureau: Bureau, limit: int) -> None:
    report(bureau)
    written = outputs(bureau)
    spoil(bureau, ("  简称: 葵涌办事处（本级）", "  简称: 葵涌街道办"))
    environment = {"PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}  # else it leaves half a compiled module behind
    command = [sys.executable, "-c", FULL_DISK.format(limit=limit), "--root", str(bureau.root), "report", "kuichong", "2024"]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, check=False)
    told = done.stderr.decode()
    assert done.returncode == 1, told
    assert "错误 S106" in told
    assert "Traceback" not in told
    assert outputs(bureau) == written


def test_a_report_of_an_earlier_version_is_known_by_its_receipt(bureau: Bureau) -> None:
    report(bureau)
    receipt = bureau.docx("kuichong", 2024, "receipt.json")
    kept = json.loads(receipt.read_text("utf-8"))
    receipt.write_text(json.dumps({"inputs": kept["inputs"], "outputs": kept["outputs"]}), "utf-8")
    spoil(bureau, ("  简称: 葵涌办事处（本级）", "  简称: 葵涌街道办"))
    report(bureau)
    assert set(outputs(bureau)) == {REPORT, RECEIPT}
