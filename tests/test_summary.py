"""The summary of a year: every unit once, sums that a spreadsheet gets as well, statistics that hold for any scores."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from generator.base.decimals import half_up
from generator.batch.summary.lines import IndicatorLine, Line
from generator.batch.summary.statistics import MOST_CLASSES, classes, ranks, spread
from generator.batch.summary.workbook import write_workbook

from .conftest import TOTALS, UNITS, Bureau
from .libreoffice import reckoned
from .summaries import FULLS, failed, line, made

FULL = Decimal(100)
points = st.decimals(0, 100, places=2)
totals = st.lists(points, min_size=1, max_size=40)


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_a_line_says_what_the_report_says(agency: str, year: int) -> None:
    found = line(agency, year)
    assert found.errors == 0
    assert found.unit in found.file_name
    assert str(year) in found.file_name
    if agency not in TOTALS:
        assert found.score is None
        return
    assert found.score is not None
    assert found.score.points == Decimal(TOTALS[agency]) == sum(group.points for group in found.score.groups)
    assert sum(each.points for each in found.score.deductions) == found.score.deduction == 100 - found.score.points
    assert pickle.loads(pickle.dumps(found)) == found


def test_the_reason_of_a_deduction_is_the_report_s_sentence(bureau: Bureau) -> None:
    score = line("huangge", 2023).score
    assert score is not None
    text = "".join(str(cell) for annex in bureau.evaluate("huangge", 2023).document.annexes for row in annex.rows for cell in row)  # type: ignore[union-attr]
    for each in score.deductions:
        assert each.reason[:12] in text or each.reason[-12:] in text, each


# Statistics


@given(totals)
def test_a_rank_is_one_more_than_the_number_of_better_totals(found: list[Decimal]) -> None:
    assert ranks(found) == [1 + sum(other > total for other in found) for total in found]


@given(totals)
def test_every_total_stands_in_one_class_and_classes_leave_no_gap(found: list[Decimal]) -> None:
    parted = classes(found, FULL)
    assert sum(each.count for each in parted) == len(found)
    assert len(parted) <= MOST_CLASSES
    assert all(one.high == other.low for one, other in pairwise(parted))
    assert parted[0].count
    assert parted[-1].count
    for each in parted:
        last = each.high == FULL
        assert each.count == sum(each.low <= total < each.high or (last and total == FULL) for total in found)


def test_nobody_s_totals_have_no_classes() -> None:
    assert classes([], FULL) == []


@given(st.lists(st.none() | st.decimals(0, 10, places=2), min_size=1, max_size=30), st.integers(0, 4))
def test_a_spread_is_of_the_points_that_are_known(found: list[Decimal | None], digits: int) -> None:
    shown = spread([IndicatorLine("名", "名", Decimal(10), each) for each in found], digits)
    known = [each for each in found if each is not None]
    if not known:
        assert shown is None
        return
    assert shown is not None
    assert (shown.known, shown.highest, shown.lowest) == (len(known), max(known), min(known))
    assert shown.at_full == known.count(Decimal(10))
    assert shown.lost == 10 * len(known) - sum(known)
    assert shown.average == half_up(sum(known, Decimal(0)) / len(known), digits)
    assert shown.share == half_up(sum(known, Decimal(0)) / len(known) / 10, 4)
    assert (shown.deviation > 0) <= (shown.lowest < shown.highest)


def test_halves_of_averages_round_up() -> None:
    shown = spread([IndicatorLine("名", "名", Decimal(2), Decimal(each)) for each in ("0.01", "0.02")], 2)
    assert shown is not None
    assert shown.average == Decimal("0.02")


# The workbook


def figures(book: Workbook) -> Iterator[tuple[str, str, object]]:
    """Yield every cell of a workbook; numbers to 4 decimals, as what they are shown as is compared."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                yield sheet.title, cell.coordinate, half_up(Decimal(repr(value)), 4) if isinstance(value, float | int) else value


SAMPLE = [
    made("甲", "40", "9.5", "50"),
    made("乙", "39.99", "9.51", "50"),
    made("丙", "33.33", "0", "44.1", reviewed="76.5"),
    made("丁", "0.1", "0.2", "0.3"),
    failed("戊"),
    line("huangge", 2023),
    line("panyu-zhujian", 2023),
    line("baisha", 2024),
]


def test_libreoffice_reckons_every_formula_as_the_summary_has_it(tmp_path: Path) -> None:
    """Sums, averages, ranks, grades, look-ups: none differs from the result that was computed in decimals."""
    content = write_workbook(2023, SAMPLE)
    shown = load_workbook(io.BytesIO(content), data_only=True)
    formulas = {(sheet.title, cell.coordinate) for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert len(formulas) > 150
    computed = list(figures(shown))
    assert [each for each in computed if each[:2] in formulas and each[2] is None] == []
    assert list(figures(reckoned(content, tmp_path))) == computed


def test_totals_of_the_workbook_are_those_of_the_reports(tmp_path: Path) -> None:
    sheet = load_workbook(io.BytesIO(write_workbook(2023, SAMPLE)), data_only=True)["总表"]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert {agency: row[4] for agency, row in rows.items() if row[4] is not None} == {
        "甲": 99.5, "乙": 99.5, "丙": 77.43, "丁": 0.6, "huangge": 98.08, "panyu-zhujian": 97.11,
    }  # fmt: skip
    assert [rows[agency][6] for agency in ("甲", "乙", "丙", "丁", "huangge", "panyu-zhujian")] == [1, 1, 3, 4, 1, 2]
    assert rows["丙"][5:9] == ("中", 3, 76.5, 22.57)
    assert rows["丙"][10] == "第1项指标 −6.67；第2项指标 −10；第3项指标 −5.9"
    assert rows["戊"][11] == "3处错误：data/agencies/x/2023.yaml:3:5 没有这个名称。"
    assert rows["baisha"][11] == "不计分"


def test_a_score_changed_in_the_sheet_changes_group_total_grade_rank_and_overview(tmp_path: Path) -> None:
    content = write_workbook(2023, SAMPLE)
    sheet = load_workbook(io.BytesIO(content))["xinhe-2023"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "甲")
    leaf = next(cell.coordinate for cell in sheet[row] if cell.data_type == "n" and cell.value == 40)
    book = reckoned(content, tmp_path, {("xinhe-2023", leaf): 20})
    changed = [cell.value for cell in book["xinhe-2023"][row]]
    assert changed[2:5] == [79.5, "中", 2]
    assert changed[6:8] == [20.5, 29.5]
    overview = {cells[0]: cells for cells in book["总表"].iter_rows(min_row=3, values_only=True)}
    assert overview["甲"][4:7] == (79.5, "中", 2)
    assert overview["乙"][6] == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*(st.decimals(0, full, places=4) for full in FULLS)), min_size=1, max_size=6))
def test_any_score_is_read_back_from_the_workbook_as_it_was_computed(scores: list[tuple[Decimal, ...]]) -> None:
    lines = [made(f"u{at}", *map(str, each), digits=4) for at, each in enumerate(scores)]
    sheet = load_workbook(io.BytesIO(write_workbook(2023, lines)), data_only=True)["xinhe-2023"]
    for cells in sheet.iter_rows(min_row=9, values_only=True):
        wanted = scores[int(str(cells[0]).removeprefix("u"))]
        assert [Decimal(repr(cell)) for cell in cells[-3:]] == [*wanted]
        assert Decimal(repr(cells[2])) == sum(wanted)


def test_the_workbook_prints_across_with_its_headings_on_each_page_and_can_be_filtered() -> None:
    for sheet in load_workbook(io.BytesIO(write_workbook(2023, SAMPLE))).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes


def test_the_same_lines_give_the_same_workbook_in_any_order() -> None:
    assert write_workbook(2023, SAMPLE) == write_workbook(2023, list(reversed(SAMPLE)))


def test_a_name_that_looks_like_a_formula_stays_a_name() -> None:
    hostile: Line = replace(made("甲", "40", "10", "50"), unit='=HYPERLINK("http://example.com")')
    cells = [cell for sheet in load_workbook(io.BytesIO(write_workbook(2023, [hostile]))) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == hostile.unit} == {"s"}


# The command


def test_summary_writes_both_files_and_says_how_many(bureau: Bureau) -> None:
    ran = bureau.run("summary", "--year", 2023)
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "汇总表：build/summary/2023/summary.xlsx", "网页：build/summary/2023/summary.html", "2 个单位：2 个有得分，0 个有错误。",
    ]  # fmt: skip
    first = {path: path.read_bytes() for path in (bureau.root / "build/summary/2023").iterdir()}
    bureau.run("summary", "--year", 2023)
    assert {path: path.read_bytes() for path in (bureau.root / "build/summary/2023").iterdir()} == first


def test_a_unit_with_errors_is_listed_and_stops_no_other(bureau: Bureau) -> None:
    bureau.append("panyu-zhujian/2023", "没有这个: 1")
    ran = bureau.run("summary", "--year", 2023)
    assert ran.code == 1
    assert "2 个单位：1 个有得分，1 个有错误。" in ran.out
    assert "广州市番禺区住房和城乡建设局（panyu-zhujian）：1 处错误，第一处：data/agencies/panyu-zhujian/2023.yaml:" in ran.err
    sheet = load_workbook(bureau.root / "build/summary/2023/summary.xlsx", data_only=True)["总表"]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert rows["huangge"][4] == 98.08
    assert rows["panyu-zhujian"][4] is None
    assert rows["panyu-zhujian"][11].startswith("1处错误：data/agencies/panyu-zhujian/2023.yaml:")


def test_a_pattern_chooses_units_by_their_folder(bureau: Bureau) -> None:
    ran = bureau.run("summary", "--year", 2023, "--only", "nobody*")
    assert ran.code == 1
    assert "没有合条件的单位" in ran.err
    assert not (bureau.root / "build").exists()
    assert "1 个单位" in bureau.run("summary", "--year", 2023, "--only", "panyu-*").out


def test_other_years_of_a_unit_stand_beside_and_do_not_fail_the_summary(bureau: Bureau) -> None:
    text = bureau.path("huangge/2023").read_text("utf-8")
    bureau.path("huangge/2022").write_text(text.replace("年度: 2023", "年度: 2022", 1) + "\n没有这个: 1\n", "utf-8")
    ran = bureau.run("summary", "--year", 2023)
    assert ran.code == 0
    assert "2 个单位" in ran.out


def test_several_processes_give_the_same_bytes_as_one(bureau: Bureau) -> None:
    found = []
    for jobs in (1, 2):
        bureau.run("summary", "--year", 2023, "--jobs", jobs)
        found.append({path.name: path.read_bytes() for path in (bureau.root / "build/summary/2023").iterdir()})
    assert found[0] == found[1]
