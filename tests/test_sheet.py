"""Excel in and out: a form of the facts, and what comes back from it."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from generator.base import words as W
from generator.base.workspace import Workspace
from generator.batch.sheet import pull_sheet, write_sheet

from .conftest import UNITS, Bureau, Ran

KUICHONG = "kuichong/2024"


def form(bureau: Bureau, agency: str = "kuichong", year: int = 2024) -> Path:
    assert bureau.run("sheet", agency, year).code == 0
    return bureau.docx(agency, year, "facts.xlsx")


def cells(book: openpyxl.Workbook) -> dict[str, Any]:
    """Return the cells to fill in by the paths that their rows carry."""
    found = {}
    for sheet in book.worksheets:
        titles = {cell.value: cell.column for cell in sheet[1]}
        if W.X_PATH not in titles:
            continue
        for row in range(2, sheet.max_row + 1):
            path = sheet.cell(row, titles[W.X_PATH]).value
            table = W.X_VALUE not in titles
            for title, column in titles.items():
                if path and (title not in {W.X_PATH, W.X_NUMBER} if table else title == W.X_VALUE):
                    found[f"{path}.{title}" if table else path] = sheet.cell(row, column)
    return found


def fill(path: Path, **values: object) -> None:
    """Type values into a form; a dot of a path is written __."""
    book = openpyxl.load_workbook(path)
    at = cells(book)
    for name, value in values.items():
        at[name.replace("__", ".")].value = value
    book.save(path)


def pull(bureau: Bureau, path: Path, *more: str) -> Ran:
    return bureau.run("pull", path, *more)


def pulled(bureau: Bureau, path: Path, name: str = KUICHONG) -> str:
    """Read a form back and return the facts file."""
    ran = pull(bureau, path, "--write")
    assert ran.code == 0, ran.err
    return bureau.path(name).read_text("utf-8")


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_an_untouched_form_changes_nothing(bureau: Bureau, agency: str, year: int) -> None:
    before = bureau.path(f"{agency}/{year}").read_bytes()
    ran = pull(bureau, form(bureau, agency, year), "--write")
    assert (ran.code, ran.out, ran.err) == (0, "没有改动。\n", "")
    assert bureau.path(f"{agency}/{year}").read_bytes() == before


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_form_that_libreoffice_saved_again_changes_nothing(bureau: Bureau, tmp_path: Path) -> None:
    forms = []
    for agency, year in UNITS:
        forms.append(shutil.copy(form(bureau, agency, year), tmp_path / f"{agency}.xlsx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "saved", *forms], check=True, capture_output=True, timeout=180)
    for agency, _ in UNITS:
        saved = tmp_path / "saved" / f"{agency}.xlsx"
        assert saved.read_bytes() != (tmp_path / f"{agency}.xlsx").read_bytes()
        assert pull(bureau, saved).out == "没有改动。\n"


def test_the_same_facts_give_the_same_bytes(bureau: Bureau) -> None:
    first = form(bureau).read_bytes()
    assert form(bureau).read_bytes() == first


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_changed_number_changes_exactly_its_scalar_and_reads_back(bureau: Bureau, data: st.DataObject) -> None:
    agency, year = data.draw(st.sampled_from(UNITS))
    facts = bureau.path(f"{agency}/{year}")
    before = facts.read_text("utf-8")
    path = bureau.root / "form.xlsx"
    path.unlink(missing_ok=True)
    workspace = Workspace(bureau.root)
    write_sheet(workspace, agency, year, path)
    book = openpyxl.load_workbook(path)
    numbers = {name: cell for name, cell in cells(book).items() if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)}
    name = data.draw(st.sampled_from(sorted(numbers)))
    cell = numbers[name]
    whole = W.T_PEOPLE in name or "人员" in name
    cell.value = data.draw(st.integers(0, 10**6) if whole else st.decimals(0, 10**6, places=data.draw(st.integers(0, 6))).map(float))
    new = cell.value
    book.save(path)
    told = pull_sheet(workspace, path, write=True)
    assert not told.problems.errors, list(map(str, told.problems))
    after = facts.read_text("utf-8")
    try:
        lines = [pair for pair in zip(before.splitlines(), after.splitlines(), strict=True) if pair[0] != pair[1]]
        assert len(lines) == len(told.changes) <= 1
        if lines:
            head, tail = _shared(*lines[0])
            assert all(char in "-0123456789.,%\"" for line in lines[0] for char in line[head : len(line) - tail])
        again = bureau.root / "again.xlsx"
        again.unlink(missing_ok=True)
        write_sheet(workspace, agency, year, again)
        assert cells(openpyxl.load_workbook(again))[name].value == pytest.approx(new, rel=1e-14)
    finally:
        facts.write_text(before, "utf-8")


def _shared(old: str, new: str) -> tuple[int, int]:
    head = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new)))
    rest = min(len(old), len(new)) - head
    tail = next((at for at, pair in enumerate(zip(old[::-1], new[::-1], strict=False)) if pair[0] != pair[1]), rest)
    return head, min(tail, rest)


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("采购__服务", 2300, "  服务: 2,300.0"),
        ("采购__服务", 0.1 + 0.2, "  服务: 0.3"),
        ("采购__计划", "１，２３４．５", "  计划: 1,234.5"),
        ("采购__计划", "1,234万元", "  计划: 1,234万元"),
        ("采购__计划", "待填", "  计划: 待填"),
        ("公开__预算日期", datetime(2025, 4, 1), "  预算日期: 2025年4月1日"),
        ("履职__满意度", 0.955, "  满意度: 95.5%          # 各类人员的满意度均达到90%以上，填下限"),
        ("数据__经济__地区生产总值", 141.5, "    地区生产总值: 141.50亿元"),
        ("数据__经济__工业增加值增速", 0.12, "    工业增加值增速: 12.0%"),
        ("公开__平台", "网站: [首页]", '  平台: "网站: [首页]"'),
        ("单位__简称", None, "  简称: 待填"),
        ("数据__安全零记录", "甲\n危化及工贸领域连续7年零事故\n乙", "    - 危化及工贸领域连续7年零事故\n    - 乙\n\n核对:"),
    ],
)
def test_a_value_comes_back_as_a_clerk_would_write_it(bureau: Bureau, path: str, value: object, line: str) -> None:
    sheet = form(bureau)
    fill(sheet, **{path: value})
    text = pulled(bureau, sheet)
    assert line in text
    assert pull(bureau, sheet).out == "没有改动。\n"


def test_changes_are_shown_first_and_written_only_when_asked(bureau: Bureau) -> None:
    before = bureau.path(KUICHONG).read_bytes()
    sheet = form(bureau)
    fill(sheet, 人员__编外人员=700, 采购__计划=None)
    ran = pull(bureau, sheet)
    assert "  人员.编外人员：761 → 700\n" in ran.out
    assert "  采购.计划：2,783.55 → 待填（清空了格子）\n" in ran.out
    assert "-人员: {核定行政编制: 131, 在编人员: 120, 编外人员: 761}\n+人员: {核定行政编制: 131, 在编人员: 120, 编外人员: 700}" in ran.out
    assert "加上 --write" in ran.out
    assert bureau.path(KUICHONG).read_bytes() == before


def test_facts_that_the_rules_need_and_the_file_lacks_can_be_filled_in(bureau: Bureau) -> None:
    bureau.edit(KUICHONG, "  计划: 2,783.55\n", "")
    bureau.edit(KUICHONG, "资产:\n  固定资产总额: 16,183.39\n  固定资产在用: 16,058.18\n", "")
    sheet = form(bureau)
    fill(sheet, 采购__计划=2783.55, 资产__固定资产总额=16183.39, 资产__固定资产在用=16058.18)
    text = pulled(bureau, sheet)
    assert "  服务: 2,292.3\n  计划: 2783.55\n" in text
    assert "资产:\n  固定资产总额: 16183.39\n  固定资产在用: 16058.18\n" in text
    assert bureau.total("kuichong", 2024) == "98.29"


def test_rows_are_added_and_taken_out_in_the_way_the_table_is_written(bureau: Bureau) -> None:
    sheet = form(bureau, "panyu-zhujian", 2023)
    cleared = {f"重点项目__2__{column}": None for column in ("名称", "预算", "支出")}
    fill(sheet, **cleared, 重点项目__8__名称="甲,乙", 重点项目__8__预算=12.5, 重点项目__3__支出=80)
    ran = pull(bureau, sheet, "--write")
    text = bureau.path("panyu-zhujian/2023").read_text("utf-8")
    assert "  重点项目.2：删去一行 {名称: 工程质量监督工作经费, 预算: 31, 支出: 31}（整行清空了）" in ran.out
    assert "工程质量监督工作经费" not in text
    assert "支出: 80.00}" in text
    assert '支出: 62}\n  - {名称: "甲,乙", 预算: 12.5, 支出: 待填}\n\n绩效指标' in text


def test_a_fact_that_both_sides_changed_is_a_conflict_and_nothing_is_written(bureau: Bureau) -> None:
    sheet = form(bureau)
    fill(sheet, 采购__计划=2800, 人员__编外人员=700)
    bureau.edit(KUICHONG, "计划: 2,783.55", "计划: 2,790.00")
    before = bureau.path(KUICHONG).read_bytes()
    ran = pull(bureau, sheet, "--write")
    assert ran.code == 1
    assert "错误 X109" in ran.err
    assert "导出时是“2,783.55”，文件里现在是“2,790.00”，表里填的是“2,800.00”" in ran.err
    assert bureau.path(KUICHONG).read_bytes() == before


def test_wrong_cells_are_told_all_at_once_with_sheet_and_cell(bureau: Bureau) -> None:
    sheet = form(bureau)
    fill(sheet, 人员__编外人员=7.5, 采购__货物=-1, 公开__预算日期="去年", 采购__工程="=1+", 采购__服务="=1+1", 履职__满意度="九成")
    book = openpyxl.load_workbook(sheet)
    where = {name: cell.coordinate for name, cell in cells(book).items()}
    ran = pull(bureau, sheet, "--write")
    assert ran.code == 1
    for number, name in (("X105", "人员.编外人员"), ("X105", "采购.货物"), ("X105", "公开.预算日期"), ("X106", "采购.服务"), ("X105", "履职.满意度")):
        assert f"错误 {number}  build/kuichong/2024/facts.xlsx 填报表!{where[name]}\n" in ran.err


def _sheet(book: openpyxl.Workbook) -> Worksheet:
    return book[W.X_FACTS]


def test_sheets_may_be_renamed_and_reordered_and_rows_sorted(bureau: Bureau) -> None:
    sheet = form(bureau)
    book = openpyxl.load_workbook(sheet)
    book.move_sheet(W.DATA, -2)
    _sheet(book).title = "我的表"
    rows = [[cell.value for cell in row] for row in book["我的表"].iter_rows(min_row=2)]
    formats = [[cell.number_format for cell in row] for row in book["我的表"].iter_rows(min_row=2)]
    order = list(range(len(rows)))
    random.Random(1).shuffle(order)
    for row, number in enumerate(order, 2):
        for column, value in enumerate(rows[number], 1):
            book["我的表"].cell(row, column, value).number_format = formats[number][column - 1]
            book["我的表"].cell(row, column).value = value
    book.save(sheet)
    assert pull(bureau, sheet).out == "没有改动。\n"


@pytest.mark.parametrize(
    ("spoil", "number"),
    [
        (lambda book: _sheet(book).delete_cols(2), "X104"),
        (lambda book: _sheet(book).delete_rows(4), "X110"),
        (lambda book: book.remove(book[W.X_FACTS]), "X110"),
        (lambda book: book.remove(book[W.X_ORIGINALS]), "X103"),
        (lambda book: _sheet(book).merge_cells("B3:B4"), "X108"),
        (lambda book: _sheet(book).append(["甲", 5]), "X112"),
        (lambda book: _sheet(book).append([cell.value for cell in _sheet(book)[3]]), "X111"),
        (lambda book: _sheet(book).cell(3, 1, "别的"), "X116"),
        (lambda book: _sheet(book).cell(3, 2, "甲\u200b"), "X114"),
        (lambda book: setattr(_sheet(book).cell(3, 2, "#REF!"), "data_type", "e"), "X107"),
    ],
)
def test_a_form_that_was_taken_apart_is_a_clear_problem(bureau: Bureau, spoil: Any, number: str) -> None:
    sheet = form(bureau)
    book = openpyxl.load_workbook(sheet)
    spoil(book)
    book.save(sheet)
    before = bureau.path(KUICHONG).read_bytes()
    ran = pull(bureau, sheet, "--write")
    assert ran.code == 1
    assert f"错误 {number}" in ran.err
    assert bureau.path(KUICHONG).read_bytes() == before


def _zip(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "number"),
    [
        (b"a,b\n1,2\n", "X101"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "X101"),
        (_zip(word__document=b"<a/>"), "X101"),
        (_zip(xl__workbook=b"<broken"), "X101"),
        (_zip(xl__workbook=b" " * (70 * 1024 * 1024)), "X102"),
        (_zip(xl__workbook=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "X102"),
        (b"", "X101"),
    ],
)
def test_a_file_that_is_no_form_is_refused(bureau: Bureau, content: bytes, number: str) -> None:
    path = bureau.root / "other.xlsx"
    path.write_bytes(content)
    ran = pull(bureau, path, "--write")
    assert ran.code == 1
    assert f"错误 {number}  other.xlsx" in ran.err


def test_a_foreign_workbook_is_refused(bureau: Bureau) -> None:
    path = bureau.root / "other.xlsx"
    openpyxl.Workbook().save(path)
    assert "错误 X103  other.xlsx" in pull(bureau, path).err


def test_a_form_that_was_filled_in_is_not_overwritten(bureau: Bureau) -> None:
    sheet = form(bureau)
    fill(sheet, 采购__计划=2800)
    filled = sheet.read_bytes()
    ran = bureau.run("sheet", "kuichong", 2024)
    assert "警告 X117" in ran.err
    assert "facts.new.xlsx" in ran.out
    assert sheet.read_bytes() == filled


def test_only_cells_to_fill_in_are_unlocked_and_they_take_what_belongs_there(bureau: Bureau) -> None:
    book = openpyxl.load_workbook(form(bureau))
    sheet = _sheet(book)
    assert all(each.protection.sheet for each in book.worksheets)
    assert {cell.column for row in sheet.iter_rows() for cell in row if not cell.protection.locked} == {2}
    assert len(sheet.data_validations.dataValidation) > 20
    assert sheet.freeze_panes == "B2"
