"""A draft prints what is known, marks what is still to be filled in, and cannot be taken for the report."""

from __future__ import annotations

import random
import re
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX

from .conftest import UNITS, Bureau

every_unit = pytest.mark.parametrize(("agency", "year"), UNITS)


def highlighted(path: Path) -> list[str]:
    """Return what stands on yellow in a Word file, in tables as well."""
    word = docx.Document(str(path))
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    paragraphs = [*word.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    return [run.text for paragraph in paragraphs for run in paragraph.runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]


def whole_text(path: Path) -> str:
    return "".join(docx.Document(str(path)).element.body.itertext())


def headers(path: Path) -> list[str]:
    sections = docx.Document(str(path)).sections
    return [part.paragraphs[0].text for section in sections for part in (section.header, section.even_page_header)]


def drafted(bureau: Bureau, agency: str, year: int) -> Path:
    ran = bureau.run("report", agency, year, "--draft")
    assert ran.code == 0, ran.err
    return bureau.docx(agency, year, "report.draft.docx")


def test_a_missing_fact_is_a_gap_with_all_that_depends_on_it(bureau: Bureau) -> None:
    bureau.drop_assertions("kuichong/2024")
    bureau.edit("kuichong/2024", "  计划: 2,783.55\n", "")
    path = drafted(bureau, "kuichong", 2024)
    marked = highlighted(path)
    assert "【待填：政府采购执行率得分】" in marked
    assert "【待填：总分】" in marked
    assert "自评得分为【待填：总分】分" in whole_text(path)
    assert all(text.startswith("【待填：") for text in marked)


def test_a_fact_that_is_to_come_is_named_where_it_prints(bureau: Bureau) -> None:
    bureau.drop_assertions("kuichong/2024")
    bureau.edit("kuichong/2024", "预算日期: 2024年3月15日", "预算日期: 待填")
    assert highlighted(drafted(bureau, "kuichong", 2024)) == ["【待填：部门预算公开日期】"]
    ran = bureau.run("report", "kuichong", 2024)
    assert (ran.code, ran.err.count("F204")) == (1, 1)


def test_missing_prose_and_an_empty_cover_are_gaps(bureau: Bureau) -> None:
    text = bureau.path("kuichong/2024").read_text("utf-8")
    bureau.path("kuichong/2024").write_text(re.sub(r"\n  后续计划:.*?(?=\n  \S|\n\S|\Z)", "", text, flags=re.DOTALL), "utf-8")
    bureau.edit("kuichong/2024", "填报人: 罗永芳, ", "")
    assert highlighted(drafted(bureau, "kuichong", 2024)) == ["【待填：填报人】", "【待填：后续计划】"]


def test_a_gap_inside_a_sentence_is_marked_and_the_sentence_stays(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "土洋社区获评深圳市先进基层党组织，", "土洋社区获评【待填：称号】，")
    path = drafted(bureau, "kuichong", 2024)
    assert highlighted(path) == ["【待填：称号】"]
    assert "土洋社区获评【待填：称号】，" in whole_text(path)


def test_a_judgment_that_is_to_come_gives_no_full_marks(bureau: Bureau) -> None:
    bureau.drop_assertions("kuichong/2024")
    bureau.edit("kuichong/2024", "  其余: 满分\n", "  其余: 满分\n  项目监管: {扣分: 待填, 说明: 待填}\n")
    marked = highlighted(drafted(bureau, "kuichong", 2024))
    assert {"【待填：项目监管得分】", "【待填：总分】"} <= set(marked)


def test_an_indicator_that_nobody_judged_has_no_score_and_no_total(bureau: Bureau) -> None:
    bureau.drop_assertions("kuichong/2024")
    bureau.edit("kuichong/2024", "  其余: 满分\n", "  项目监管: {扣分: 0, 说明: 无。}\n")
    ran = bureau.run("report", "kuichong", 2024, "--draft")
    assert ran.code == 0, ran.err
    assert "算不出总分" in ran.out
    assert "F303" in ran.err
    marked = highlighted(bureau.docx("kuichong", 2024, "report.draft.docx"))
    assert "【待填：预算编制合理性得分】" in marked
    assert "【待填：总分】" in marked


@every_unit
def test_every_page_of_a_draft_says_so_and_no_page_of_a_report_does(bureau: Bureau, agency: str, year: int) -> None:
    assert all("草稿" in text for text in headers(drafted(bureau, agency, year)))
    assert bureau.run("report", agency, year).code == 0
    assert not any(headers(bureau.docx(agency, year)))


def test_a_draft_leaves_the_report_and_its_receipt_alone(bureau: Bureau) -> None:
    bureau.run("report", "kuichong", 2024)
    before = [bureau.docx("kuichong", 2024, name).read_bytes() for name in ("report.docx", "receipt.json")]
    drafted(bureau, "kuichong", 2024)
    bureau.edit("kuichong/2024", "罗永芳", "张三")
    drafted(bureau, "kuichong", 2024)
    assert [bureau.docx("kuichong", 2024, name).read_bytes() for name in ("report.docx", "receipt.json")] == before
    assert sorted(path.name for path in bureau.docx("kuichong", 2024).parent.iterdir()) == [
        "receipt.draft.json", "receipt.json", "report.docx", "report.draft.docx",
    ]  # fmt: skip


def test_an_error_that_is_no_gap_refuses_the_draft(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "  工程: 0\n", "  工称: 0\n")
    ran = bureau.run("report", "kuichong", 2024, "--draft")
    assert (ran.code, "F201" in ran.err) == (1, True)
    assert not bureau.docx("kuichong", 2024, "report.draft.docx").exists()


@pytest.mark.parametrize("seed", range(3))
@every_unit
def test_a_draft_with_facts_taken_out_at_random_is_written(bureau: Bureau, agency: str, year: int, seed: int) -> None:
    bureau.drop_assertions(f"{agency}/{year}")
    path = bureau.path(f"{agency}/{year}")
    lines = path.read_text("utf-8").splitlines()
    facts = [at for at, line in enumerate(lines) if re.fullmatch(r"  [\w\u4e00-\u9fff]+: [\d,.]+(元|万元|%|人)?", line)]
    for at in random.Random(seed).sample(facts, len(facts) // 3):
        lines[at] = lines[at].partition(":")[0] + ": 待填"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    marked = highlighted(drafted(bureau, agency, year))
    assert all(text.startswith("【待填：") and text != "【待填：】" for text in marked)
    if bureau.run("report", agency, year).code == 0:
        assert "待填" not in whole_text(bureau.docx(agency, year))
