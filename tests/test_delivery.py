"""Delivery: finished reports under their official names, nothing that is not as it was written, nothing of a person's lost."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from .conftest import UNITS, Bureau, Ran

HUANGGE = "广州市南沙区黄阁镇人民政府2023年部门整体支出绩效自评报告"
PANYU = "2023年度广州市番禺区住房和城乡建设局整体支出绩效自评报告"


def deliver(bureau: Bureau, year: int = 2023, *options: str) -> Ran:
    return bureau.run("deliver", bureau.root / "交付", "--year", year, *options)


def there(bureau: Bureau) -> set[str]:
    return {path.name for path in (bureau.root / "交付").iterdir()}


def listed(bureau: Bureau) -> list[Mapping[str, Any]]:
    rows = list(load_workbook(bureau.root / "交付" / "清单.xlsx").active.iter_rows(min_row=2, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def written(bureau: Bureau) -> Bureau:
    """A bureau with two finished reports, one with its annexes."""
    assert bureau.run("report", "huangge", 2023, "--format", "docx,xlsx").code == 0
    assert bureau.run("report", "panyu-zhujian", 2023).code == 0
    return bureau


def test_reports_go_out_under_their_official_names_with_a_list_of_what_they_are(written: Bureau) -> None:
    ran = deliver(written)
    assert ran.code == 0
    assert "已交付 3 个文件、2 个单位" in ran.out
    assert there(written) == {f"{HUANGGE}.docx", f"{HUANGGE}附表.xlsx", f"{PANYU}.docx", "清单.xlsx"}
    for entry in listed(written):
        path = written.root / "交付" / entry["文件名"]
        assert (entry["SHA-256"], entry["字节数"]) == (digest(path), path.stat().st_size)
    first = next(entry for entry in listed(written) if entry["文件名"] == f"{HUANGGE}.docx")
    assert digest(written.root / "交付" / f"{HUANGGE}.docx") == digest(written.docx("huangge", 2023))
    assert (first["单位"], first["年度"], first["规则集"], first["得分"], first["等级"]) == ("广州市南沙区黄阁镇人民政府", 2023, "guangzhou/2023", 98.08, "优")


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_the_name_of_every_form_tells_unit_and_year(bureau: Bureau, agency: str, year: int) -> None:
    bureau.run("report", agency, year)
    deliver(bureau, year, "--only", agency)
    entry = listed(bureau)[0]
    assert entry["单位"] in entry["文件名"]
    assert str(year) in entry["文件名"]


def test_delivering_again_changes_no_byte(written: Bureau) -> None:
    deliver(written)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (written.root / "交付").iterdir() if path.suffix == ".docx"}
    list_before = digest(written.root / "交付" / "清单.xlsx")
    assert deliver(written).code == 0
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before
    assert digest(written.root / "交付" / "清单.xlsx") == list_before


def test_a_newer_report_takes_the_place_of_the_delivered_one(written: Bureau) -> None:
    deliver(written)
    old = digest(written.root / "交付" / f"{HUANGGE}.docx")
    written.edit("huangge/2023", "财为政服务", "财政为政务服务")
    written.run("report", "huangge", 2023, "--format", "docx,xlsx")
    assert deliver(written).code == 0
    assert digest(written.root / "交付" / f"{HUANGGE}.docx") == digest(written.docx("huangge", 2023)) != old
    assert len(listed(written)) == 3


def test_a_report_that_somebody_edited_is_held_back_and_others_are_not(written: Bureau) -> None:
    with written.docx("huangge", 2023).open("ab") as file:
        file.write(b"edited")
    ran = deliver(written)
    assert ran.code == 1
    assert "S171" in ran.err
    assert there(written) == {f"{PANYU}.docx", "清单.xlsx"}
    held = next(entry for entry in listed(written) if entry["文件夹"] == "huangge")
    assert held["文件名"] is None
    assert "写出以后有人改过" in held["说明"]


def test_a_report_older_than_its_facts_rules_or_form_is_held_back(written: Bureau) -> None:
    for path in ("data/agencies/huangge/2023.yaml", "templates/panyu/form.yaml"):
        written.append(path, "# a line more")
    ran = deliver(written)
    assert ran.code == 1
    assert "huangge/2023.yaml 变了" in ran.err
    assert "templates/panyu/form.yaml 变了" in ran.err
    assert there(written) == {"清单.xlsx"}


def test_a_unit_with_errors_or_without_a_report_is_held_back(written: Bureau) -> None:
    written.append("huangge/2023", "没有这个: 1")
    written.docx("panyu-zhujian", 2023).unlink()
    ran = deliver(written)
    assert {"S173", "S174"} <= set(ran.err.split())
    assert there(written) == {"清单.xlsx"}


def test_a_delivered_file_that_a_person_changed_stays_and_the_new_one_goes_beside(written: Bureau) -> None:
    deliver(written)
    edited = written.root / "交付" / f"{HUANGGE}.docx"
    edited.write_bytes(edited.read_bytes() + b"remark")
    kept = edited.read_bytes()
    for _ in range(2):
        ran = deliver(written)
        assert ran.code == 0
        assert "S176" in ran.err
        assert edited.read_bytes() == kept
        assert digest(edited.with_name(f"{HUANGGE}.new.docx")) == digest(written.docx("huangge", 2023))
    remarks = {entry["文件名"]: entry["说明"] for entry in listed(written)}
    assert remarks[f"{HUANGGE}.docx"] == "交付以后有人改过"
    assert f"{HUANGGE}.new2.docx" not in there(written)


def test_files_of_others_stay_even_under_an_official_name(written: Bureau) -> None:
    folder = written.root / "交付"
    folder.mkdir()
    (folder / "会议纪要.docx").write_bytes(b"minutes")
    (folder / f"{PANYU}.docx").write_bytes(b"somebody's own")
    ran = deliver(written)
    assert "S176" in ran.err
    assert (folder / "会议纪要.docx").read_bytes() == b"minutes"
    assert (folder / f"{PANYU}.docx").read_bytes() == b"somebody's own"
    assert (folder / f"{PANYU}.new.docx").exists()


def test_a_part_delivered_later_leaves_the_rest_of_the_list(written: Bureau) -> None:
    deliver(written)
    deliver(written, 2023, "--only", "panyu-*")
    assert {entry["文件名"] for entry in listed(written)} == {f"{HUANGGE}.docx", f"{HUANGGE}附表.xlsx", f"{PANYU}.docx"}
    (written.root / "交付" / f"{HUANGGE}.docx").unlink()
    deliver(written, 2023, "--only", "panyu-*")
    assert {entry["文件名"] for entry in listed(written)} == {f"{HUANGGE}附表.xlsx", f"{PANYU}.docx"}


def test_a_list_that_a_person_sorted_and_added_to_is_still_read(written: Bureau) -> None:
    deliver(written)
    path = written.root / "交付" / "清单.xlsx"
    book = load_workbook(path)
    book.active.insert_cols(1)
    book.active.insert_rows(3)
    book.save(path)
    assert deliver(written).code == 0
    assert len(listed(written)) == 3


def test_a_list_that_is_none_is_left_alone_and_nothing_is_delivered(written: Bureau) -> None:
    folder = written.root / "交付"
    folder.mkdir()
    (folder / "清单.xlsx").write_bytes(b"mine")
    ran = deliver(written)
    assert ran.code == 1
    assert "S175" in ran.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"清单.xlsx": b"mine"}


def test_two_units_of_the_same_name_are_told_apart_and_stay_so(written: Bureau) -> None:
    twin = written.path("huangge-2/2023")
    twin.parent.mkdir()
    twin.write_bytes(written.path("huangge/2023").read_bytes())
    written.run("report", "huangge-2", 2023)
    deliver(written)
    twins = {f"{HUANGGE}（huangge 2023）.docx", f"{HUANGGE}（huangge-2 2023）.docx"}
    assert twins < there(written)
    before = there(written)
    deliver(written, 2023, "--only", "huangge")
    assert there(written) == before


@pytest.mark.parametrize(("name", "wanted"), [("甲/乙:丙*?", "甲_乙_丙__"), ("长" * 300, "长" * 60), ("尾 . ", "尾")])
def test_a_name_that_windows_forbids_is_mended(written: Bureau, name: str, wanted: str) -> None:
    text = written.path("templates/nansha/form.yaml").read_text("utf-8")
    written.path("templates/nansha/form.yaml").write_text(text + f'文件名: "{name}"\n', "utf-8")
    written.run("report", "huangge", 2023)
    assert deliver(written, 2023, "--only", "huangge").code == 0
    assert f"{wanted}.docx" in there(written)


def test_a_file_that_cannot_be_written_is_told_and_the_others_are_delivered(written: Bureau) -> None:
    (written.root / "交付" / f"{PANYU}.docx").mkdir(parents=True)
    ran = deliver(written)
    assert ran.code == 1
    assert f"{HUANGGE}.docx" in there(written)
    assert next(entry for entry in listed(written) if entry["文件夹"] == "panyu-zhujian")["文件名"] is None


