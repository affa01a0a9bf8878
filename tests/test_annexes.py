"""The national annexes: the same facts and scores in the official tables, with merged cells."""

from __future__ import annotations

import docx
import openpyxl

from .conftest import Bureau


def test_the_national_annexes_print_facts_scores_and_a_dash_for_what_is_not_known(national: Bureau) -> None:
    ran = national.run("report", "kuichong", 2024)
    assert ran.code == 0, ran.err
    word = docx.Document(str(national.docx("kuichong", 2024)))
    own, basic, scores = word.tables
    assert [text.text for text in word.paragraphs if text.text.startswith("附件")] == ["附件1", "附件2", "附件3"]
    cells = [[cell.text for cell in row.cells] for row in own.rows]
    assert cells[0][2:] == ["深圳市大鹏新区葵涌办事处（本级）"] * 6
    assert ["年度资金总额", "按支出性质分", "项目支出", "32,003.11", "—", "—", "—", "—"] in cells
    assert cells[-1][5:7] == ["100", "98.29"]
    assert own.rows[1].cells[0]._tc is own.rows[8].cells[0]._tc
    numbers = [[cell.text for cell in row.cells] for row in basic.rows]
    assert numbers[1][2:] == ["131", "120", "91.6%"]
    assert ["公用经费", "公用经费", "—", "630.3", "519.8"] in numbers
    assert len(scores.columns) == 7


def test_a_table_that_does_not_fit_its_widths_is_told(national: Bureau) -> None:
    national.edit("templates/annexes/基础数据表.yaml", "列宽: [18, 24, 19, 19, 19]", "列宽: [1, 1]")
    ran = national.run("report", "kuichong", 2024)
    assert (ran.code, "T121" in ran.err, "基础数据表" in ran.err) == (1, True, True)


def test_an_annex_that_does_not_exist_is_told_with_the_nearest(national: Bureau) -> None:
    national.edit("templates/quanguo/form.yaml", "附表: [整体支出绩效自评表, 基础数据表, 评分表]", "附表: [基础数据, 评分表]")
    ran = national.run("report", "kuichong", 2024)
    assert (ran.code, "T122" in ran.err, "“基础数据表”" in ran.err) == (1, True, True)


def test_the_workbook_has_a_sheet_an_annex_with_real_numbers_as_printed(national: Bureau) -> None:
    national.edit("kuichong/2024", "主要职责: [统筹辖区公共服务。]", "主要职责: [=1+1。]")
    national.edit("kuichong/2024", "年度总体目标: 完成", "年度总体目标: =完成")
    ran = national.run("report", "kuichong", 2024, "--format", "docx,xlsx")
    assert ran.code == 0, ran.err
    book = openpyxl.load_workbook(national.docx("kuichong", 2024, "annexes.xlsx"))
    assert book.sheetnames == ["整体支出绩效自评表", "基础数据表", "评分表"]
    own, basic, _ = book
    assert (own["A1"].value, own["A2"].value) == ("2024年度部门整体支出绩效自评表", "单位：万元")
    found = {str(cell.value): cell for row in own.iter_rows() for cell in row if cell.value is not None}
    assert (found["32003.11"].number_format, found["98.29"].number_format) == ("#,##0.00", "0.00")
    goal = next(cell for text, cell in found.items() if text.startswith("=完成"))
    assert goal.data_type == "s"
    assert "D5:D5" not in own.merged_cells
    assert {str(area) for area in own.merged_cells} >= {"A1:H1", "A4:A11"}
    rate = next(cell for row in basic.iter_rows() for cell in row if cell.number_format == "0.0%")
    assert round(rate.value, 3) == 0.916
    assert (own.page_setup.paperSize, own.page_setup.fitToWidth) == (9, 1)


def test_a_workbook_is_the_same_bytes_and_one_that_a_person_edited_is_kept(national: Bureau) -> None:
    path = national.docx("kuichong", 2024, "annexes.xlsx")
    national.run("report", "kuichong", 2024, "--format", "docx,xlsx")
    first = path.read_bytes()
    national.run("report", "kuichong", 2024, "--format", "docx,xlsx")
    assert path.read_bytes() == first
    path.write_bytes(first + b" ")
    ran = national.run("report", "kuichong", 2024, "--format", "docx,xlsx")
    assert "W306" in ran.err
    assert path.read_bytes() == first + b" "
    assert path.with_name("annexes.new.xlsx").read_bytes() == first


def test_a_form_without_annexes_writes_no_workbook_and_says_so(bureau: Bureau) -> None:
    ran = bureau.run("report", "baisha", 2024, "--format", "docx,xlsx")
    assert (ran.code, "W351" in ran.err) == (0, True)
    assert not bureau.docx("baisha", 2024, "annexes.xlsx").exists()
