"""What a person changed in a file of build/ is told, and kept when the file is replaced."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import docx
import pytest

from .conftest import Bureau, paragraphs

UNIT = ("kuichong", 2024)
FILES = {"docx": "report.docx", "html": "report.html", "xlsx": "annexes.xlsx", "ledger": "scores.xlsx"}


def edit(path: Path, old: str, new: str) -> bytes:
    """Edit a text as a person does in Word, where it stands within one run; return what was saved."""
    document = docx.Document(str(path))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text]
    assert runs, old
    runs[0].text = runs[0].text.replace(old, new)
    document.save(str(path))
    return path.read_bytes()


def backups(bureau: Bureau) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in bureau.docx(*UNIT).parent.glob("*.backup-*")}


def test_what_a_person_changed_is_told_with_the_warning(bureau: Bureau) -> None:
    bureau.run("report", *UNIT)
    edit(bureau.docx(*UNIT), "11,759.05万元", "11,795.05万元")
    for _ in range(2):  # made anew, and found unchanged
        ran = bureau.run("report", *UNIT)
        assert "W306" in ran.err
        assert "手工改过的有1处：" in ran.out
        assert "11,759.05万元 → 11,795.05万元" in ran.out
    ran = bureau.run("all", "--jobs", 1, "--only", "kuichong", "--format", "docx,html")
    assert "11,759.05万元 → 11,795.05万元" in ran.out


def test_of_many_changes_the_first_few_are_told(bureau: Bureau) -> None:
    bureau.run("report", *UNIT)
    document = docx.Document(str(bureau.docx(*UNIT)))
    for paragraph in [each for each in document.paragraphs if len(each.text) > 40][:9]:
        paragraph.add_run("（经办公会议修改）")
    document.save(str(bureau.docx(*UNIT)))
    ran = bureau.run("report", *UNIT)
    assert "手工改过的有9处：" in ran.out
    assert ran.out.count("（经办公会议修改）") == 5
    assert "其余4处：ziping verify build/kuichong/2024/report.docx" in ran.out


def test_an_edited_file_is_replaced_on_request_and_kept_as_a_backup(bureau: Bureau) -> None:
    bureau.run("report", *UNIT)
    written = bureau.docx(*UNIT).read_bytes()
    edited = edit(bureau.docx(*UNIT), "11,759.05万元", "11,795.05万元")
    ran = bureau.run("report", *UNIT, "--replace")
    assert ran.code == 0
    assert bureau.docx(*UNIT).read_bytes() == written
    ((name, kept),) = backups(bureau).items()
    assert kept == edited
    assert f"report.docx 被人改动过，已换成新的；改动过的那份留在 build/kuichong/2024/{name}" in ran.out
    assert "11,759.05万元 → 11,795.05万元" in ran.out
    assert "W306" not in ran.err
    again = bureau.run("report", *UNIT)
    assert "W306" not in again.err
    assert "备份" not in again.out
    receipt = json.loads(bureau.docx(*UNIT, "receipt.json").read_text("utf-8"))
    assert receipt["files"]["report.docx"] == "report.docx"


@pytest.mark.parametrize("command", [("report", *UNIT), ("all", "--jobs", 1, "--only", "kuichong")])
def test_every_format_is_replaced_and_kept(bureau: Bureau, command: tuple[object, ...]) -> None:
    formats = ("--format", ",".join(FILES))
    bureau.run(*command, *formats)
    folder = bureau.docx(*UNIT).parent
    written = {name: (folder / name).read_bytes() for name in FILES.values()}
    for name, content in written.items():
        (folder / name).write_bytes(content + b"\n")
    ran = bureau.run(*command, *formats, "--replace")
    assert ran.code == 0, ran.err
    assert {name: (folder / name).read_bytes() for name in FILES.values()} == written
    assert sorted(backups(bureau).values()) == sorted(content + b"\n" for content in written.values())
    assert all(f"build/kuichong/2024/{name}" in ran.out for name in backups(bureau))


def test_a_report_that_stands_beside_an_edited_one_takes_its_place_on_request(bureau: Bureau) -> None:
    bureau.run("report", *UNIT)
    edited = edit(bureau.docx(*UNIT), "11,759.05万元", "11,795.05万元")
    bureau.run("report", *UNIT)
    beside = bureau.docx(*UNIT, "report.new.docx")
    edited_too = edit(beside, "11,759.05万元", "11,700.00万元")
    for command in (("report", *UNIT, "--replace"), ("all", "--jobs", 1, "--only", "kuichong", "--replace")):
        bureau.run(*command)
        assert any("11,759.05万元" in line for line in paragraphs(bureau.docx(*UNIT)))
        assert list(backups(bureau).values()) == [edited]
        assert beside.read_bytes() == edited_too


def test_a_report_beside_is_replaced_by_all_too(bureau: Bureau) -> None:
    bureau.run("report", *UNIT)
    edited = edit(bureau.docx(*UNIT), "11,759.05万元", "11,795.05万元")
    bureau.run("report", *UNIT)
    bureau.run("all", "--jobs", 1, "--only", "kuichong", "--replace")
    assert list(backups(bureau).values()) == [edited]
    assert bureau.docx(*UNIT).read_bytes() == bureau.docx(*UNIT, "report.new.docx").read_bytes()


def test_a_backup_never_takes_the_place_of_another_file(bureau: Bureau) -> None:
    bureau.run("report", *UNIT)
    first = edit(bureau.docx(*UNIT), "11,759.05万元", "11,795.05万元")
    bureau.run("report", *UNIT, "--replace")
    (name,) = backups(bureau)
    kept = bureau.docx(*UNIT, name)
    kept.write_bytes(b"mine")
    bureau.docx(*UNIT).write_bytes(first)
    bureau.run("report", *UNIT, "--replace")
    assert sorted(backups(bureau).values()) == sorted([b"mine", first])
    bureau.docx(*UNIT).write_bytes(first)
    bureau.run("report", *UNIT, "--replace")
    assert len(backups(bureau)) == 2


def test_whenever_a_run_is_killed_what_a_person_edited_stands_there(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    bureau.run("report", *UNIT)
    written = bureau.docx(*UNIT).read_bytes()
    edited = edit(bureau.docx(*UNIT), "11,759.05万元", "11,795.05万元")
    replace = os.replace
    for survived in range(3):
        left = [survived]

        def dying(source: str, target: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            replace(source, target)

        with monkeypatch.context() as patch:
            patch.setattr("os.replace", dying)
            with suppress(KeyboardInterrupt, SystemExit):
                bureau.run("report", *UNIT, "--replace")
        assert edited in {bureau.docx(*UNIT).read_bytes(), *backups(bureau).values()}
    bureau.run("report", *UNIT, "--replace")
    assert bureau.docx(*UNIT).read_bytes() == written
    assert list(backups(bureau).values()) == [edited]
