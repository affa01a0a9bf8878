"""The ledger: a spreadsheet reckons every printed number as the report prints it, and anew as the report would after a change."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook, load_workbook

from generator.base.decimals import half_up
from generator.base.words import MONEY_UNITS
from generator.base.workspace import Workspace
from generator.facts.values import Kind, NotApplicable, Quantity, Value, shown_value
from generator.report.document import Document
from generator.report.ledger.entries import Entries
from generator.report.ledger.excel import CannotSayError, translated
from generator.report.ledger.places import places
from generator.report.ledger.terms import Term, Tight, finished, in_ranges
from generator.report.ledger.workbook import write_ledger
from generator.rules.formula import ZeroDenominatorError
from generator.rules.formula.evaluate import Column, reckoned
from generator.rules.formula.making import rounded
from generator.rules.formula.nodes import Node

from .conftest import UNITS, Bureau
from .ledgers import cell_of, cells, document_of, ledger_of, scores, values
from .libreoffice import needs_office, reckoned_all
from .liyang import add_unit, founded, review, sums_up
from .small_rules import Office, one_indicator
from .test_formula import NAMES, dimension, parsed

HEADS = ("序号", "印在", "前后文", "印作", "印出的数", "算出的数", "核对", "类别", "名称", "算式", "来源／依据", "佐证／核实", "写在")


def opened(content: bytes) -> Workbook:
    """Return a workbook with the results that it was written with."""
    return load_workbook(io.BytesIO(content), data_only=True)


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {agency: document_of(agency, year) for agency, year in UNITS}


@pytest.fixture(scope="module")
def ledgers(documents: dict[str, Document]) -> dict[str, bytes]:
    return {agency: write_ledger(document) for agency, document in documents.items()}


@pytest.fixture(scope="module")
def anew(ledgers: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    """The ledgers as LibreOffice reckons them, with none of the results that they were written with."""
    return reckoned_all(ledgers, tmp_path_factory.mktemp("ledgers"), {})


AGENCIES = [agency for agency, _ in UNITS]


@needs_office
@pytest.mark.parametrize("agency", AGENCIES)
def test_a_spreadsheet_reckons_every_cell_as_it_was_written(agency: str, ledgers: dict[str, bytes], anew: dict[str, Workbook]) -> None:
    formulas = [cell for sheet in load_workbook(io.BytesIO(ledgers[agency])) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) > 100
    found = list(cells(anew[agency]))
    assert found == list(cells(opened(ledgers[agency])))
    assert [each for each in found if isinstance(each[2], str) and each[2].startswith("#")] == []


@needs_office
@pytest.mark.parametrize("agency", AGENCIES)
def test_every_printed_number_is_the_number_that_is_reckoned(agency: str, anew: dict[str, Workbook]) -> None:
    sheet = anew[agency]["台账"]
    assert tuple(cell.value for cell in sheet[2]) == HEADS
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert [row for row in rows if row[4] != row[5] or row[6] != "一致"] == []
    assert sheet["G1"].value == "全部一致"
    for row in rows:
        if isinstance(row[4], float | int) and "%" in str(row[3]):
            assert round(Decimal(repr(row[4])) * 100, 6) == Decimal(str(row[3]).replace("%", "").strip("≥≤＞＜>以上不低于")), row


@pytest.mark.parametrize("agency", AGENCIES)
def test_what_is_said_of_a_value_gives_the_value(agency: str, documents: dict[str, Document]) -> None:
    """The formulas that the spreadsheet gets, reckoned here in decimals."""
    origins = documents[agency].origins
    assert origins is not None
    entries = Entries(origins)
    for line in documents[agency].lines():
        for span in line:
            if span.value and re.search(r"\d", span.text):
                entries.gather(span.value)
    entries.gather_scores()
    said = {id: (reckoned(entry.node, entries.value), entry.value) for id, entry in entries.found.items() if entry.node}
    assert len(said) > 15
    wrong = {id: pair for id, pair in said.items() if shown_value(pair[0]) != shown_value(pair[1]) and getattr(pair[0], "number", 0) != getattr(pair[1], "number", 1)}
    assert wrong == {}


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_value_with_digits_stands_in_the_ledger_in_the_order_of_print(agency: str, documents: dict[str, Document], ledgers: dict[str, bytes]) -> None:
    printed = [span.text for line in documents[agency].lines() for span in line if span.value and re.search(r"\d", span.text)]
    rows = list(opened(ledgers[agency])["台账"].iter_rows(min_row=3, values_only=True))
    assert [str(row[3]) for row in rows] == printed
    assert [row[0] for row in rows] == list(range(1, len(printed) + 1))
    assert all(row[1] and f"【{row[3]}】" in str(row[2]) for row in rows)
    assert all(row[12] for row in rows), "each has a place where it is written"


@pytest.mark.parametrize("agency", AGENCIES)
def test_numbers_that_stand_in_words_are_listed_beside(agency: str, documents: dict[str, Document], ledgers: dict[str, bytes]) -> None:
    words = [span.text.strip() for line in documents[agency].lines() for span in line if not span.value and re.search(r"\d", span.text)]
    assert [row[3] for row in opened(ledgers[agency])["文字"].iter_rows(min_row=3, values_only=True)] == words


@pytest.mark.parametrize("agency", AGENCIES)
def test_places_follow_the_lines_of_the_document(agency: str, documents: dict[str, Document]) -> None:
    assert [line for _, line in places(documents[agency])] == list(documents[agency].lines())


def test_a_place_is_told_by_headings_rows_and_columns(ledgers: dict[str, bytes]) -> None:
    rows = list(opened(ledgers["huangge"])["台账"].iter_rows(min_row=3, values_only=True))
    found = {row[1] for row in rows}
    assert any(where.startswith("一、（") for where in map(str, found))
    full = next(row for row in rows if row[8] == "管理效率满分")
    assert full[9] is None, "full marks are given, and no sum of points"
    assert any(" · " in str(where) and str(where).count(" · ") == 2 for where in found)


def test_the_same_report_gives_the_same_bytes(ledgers: dict[str, bytes]) -> None:
    assert {agency: write_ledger(document_of(agency, year)) for agency, year in UNITS} == ledgers


def test_facts_stand_as_written_and_say_where_they_are_from(ledgers: dict[str, bytes]) -> None:
    book = load_workbook(io.BytesIO(ledgers["huangge"]))
    rows = {row[1].value: row for row in book["事实"].iter_rows(min_row=3)}
    amount = rows["决算.年末结转结余"]
    assert (amount[3].value, amount[3].number_format, amount[4].value) == (5174293.59, "#,##0.00", "元")
    assert str(amount[8].value).startswith("data/agencies/huangge/2023.yaml:")
    assert rows["率.公用经费控制"][3].number_format == "0.00%"
    assert str(rows["率.公用经费控制"][5].value).startswith("直报：未公布")
    assert rows["资产.盘点"][3].value == "否"
    assert book["计算"]["D3"].data_type == "f"


def test_what_a_unit_wrote_is_no_formula(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "联系电话: 0755-89263246", '联系电话: "=1+1"')
    content = write_ledger(document_of("kuichong", 2024, Workspace(bureau.root)))
    cell = next(row[3] for row in load_workbook(io.BytesIO(content))["事实"].iter_rows() if row[1].value == "封面.联系电话")
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@dataclass(frozen=True)
class Change:
    """A fact changed in a unit's file, and in the ledger's cell for it."""

    agency: str
    year: int
    old: str
    new: str
    fact: str
    cell: object


CHANGES = (
    Change("kuichong", 2024, "编外人员: 761}", "编外人员: 6}", "人员.编外人员", 6),  # from the last tier into the best
    Change("kuichong", 2024, "编外人员: 761}", "编外人员: 10}", "人员.编外人员", 10),
    Change("kuichong", 2024, "货物: 14.18", "货物: 600", "采购.货物", 600),  # more than planned: no points
    Change("kuichong", 2024, "四季度: 91.4%}", "四季度: 70.05%}", "累计支出进度.四季度", 0.7005),
    Change("kuichong", 2024, "三公经费: {预算: 0, 决算: 0}", "三公经费: {预算: 0, 决算: 1.5}", "三公经费.决算", 1.5),  # a zero denominator, another case
    Change("kuichong", 2024, "信访回复率: 100%", "信访回复率: 99%", "履职.信访回复率", 0.99),
    Change("huangge", 2023, "年末结转结余: 5174293.59元", "年末结转结余: 95174293.59元", "决算.年末结转结余", 95174293.59),  # into a lower tier
    Change("huangge", 2023, "盘点: 否", "盘点: 是", "资产.盘点", "是"),
    Change("huangge", 2023, "决算: 32.10", "决算: 84.21", "三公经费.决算", 84.21),
    Change("huangge", 2023, "名称: 按时完工率, 类别: 产出, 满分: 6, 目标: 100%, 实际: 100%", "名称: 按时完工率, 类别: 产出, 满分: 6, 目标: 100%, 实际: 71.4%", "绩效指标.3.实际", 0.714),
)  # fmt: skip


@needs_office
def test_a_fact_changed_in_the_ledger_gives_what_the_report_with_that_fact_says(
    bureau: Bureau, ledgers: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    wanted, contents, changes = {}, {}, {}
    for number, change in enumerate(CHANGES):
        path, name = bureau.path(f"{change.agency}/{change.year}"), f"{number}"
        before = path.read_text("utf-8")
        bureau.edit(f"{change.agency}/{change.year}", change.old, change.new)
        bureau.drop_assertions(f"{change.agency}/{change.year}")
        wanted[name] = opened(write_ledger(document_of(change.agency, change.year, Workspace(bureau.root))))
        path.write_text(before, "utf-8")
        contents[name] = ledgers[change.agency]
        changes[name] = {cell_of(opened(ledgers[change.agency]), change.fact): change.cell}
    found = reckoned_all(contents, tmp_path_factory.mktemp("changed"), changes)
    for number, change in enumerate(CHANGES):
        name = f"{number}"
        before, after = scores(opened(ledgers[change.agency])), scores(found[name])
        assert after == scores(wanted[name]), change
        assert after != before, change
        assert "不一致" in {row[6] for row in found[name]["台账"].iter_rows(min_row=3, values_only=True)}, change
        computed, expected = values(found[name], "计算"), values(wanted[name], "计算")
        for figure in set(computed) & set(expected):
            assert computed[figure] == pytest.approx(expected[figure]) if isinstance(expected[figure], float | int) else expected[figure], figure


# Scoring methods, the shipped ones and those that no shipped rule set uses

RATE = "{率.完成: {式: 履职.项目按时完成数 ÷ 履职.项目计划完成数, 零分母: [{当: 履职.项目按时完成数 = 0, 取: 无, 得分: 满分}, {取: 无, 得分: 4}]}}"
PLAIN = "{率.完成: {式: 履职.项目按时完成数 ÷ 履职.项目计划完成数, 零分母: [{取: 无}]}}"
ROUNDED = "{采购.实数: {式: 采购.货物, 单位: 万元}, 采购.应数: {式: 采购.计划, 单位: 万元, 小数: 1}, 率.完成: {式: 采购.实数 ÷ 采购.应数, 零分母: [{取: 无}]}}"
DONE = "履职: {{项目按时完成数: {}, 项目计划完成数: {}}}"
SATISFIED = "履职: {{满意度: {}}}"
PERIODS = "累计支出进度: {{一季度: {}, 二季度: {}, 三季度: {}, 四季度: {}}}"
AHEAD = ("30%", "55%", "80%", "100%")
TIERS = "{方式: 分档, 档: [{区间: '[0%, 60%)', 得: 0}, {区间: '[60%, 90%)', 得: 5}, {区间: '[90%, +∞)', 得: 10}]}"
BAND = "{方式: 分档, 档: [{区间: '[0%, 80%)', 得: 4}, {区间: '[80%, 90%]', 得: 10}, {区间: '(90%, +∞)', 得: 6}]}"
CHECKED = "{方式: 清单, 项: [{名称: 甲项, 得: 4}, {名称: 乙项, 得: 6, 条件: 履职.满意度 ≥ 90%}]}"


def per_point(**more: str) -> str:
    parameters = {"方式": "逐点扣分", "标准": "90%", "方向": "低于", "每": "1%", "扣": "0.3"} | more
    return "{" + ", ".join(f"{key}: {text}" for key, text in parameters.items()) + "}"


@dataclass(frozen=True)
class Moved:
    """A rule set, the facts that its ledger is made of, and facts to change them to."""

    rules: str
    facts: str
    start: tuple[str, ...]
    ends: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]


RATES = (("87.55%",), ("59.99%",), ("104.5%",))
SATISFACTION, COUNTS = ("履职.满意度",), ("履职.项目按时完成数", "履职.项目计划完成数")
QUARTERS = tuple(f"累计支出进度.{name}" for name in ("一季度", "二季度", "三季度", "四季度"))
OF_COUNTS = (("2", "3"), ("5", "4"), ("0", "0"), ("3", "0"))


def of_rate(scoring: str, judged: str = "") -> Moved:
    return Moved(one_indicator(scoring), SATISFIED + judged, ("95%",), RATES, SATISFACTION)


def of_counts(scoring: str, derived: str = RATE, quantity: str = "率.完成") -> Moved:
    return Moved(one_indicator(scoring, quantity=quantity, derived=derived), DONE, ("3", "4"), OF_COUNTS, COUNTS)


METHODS: Mapping[str, Moved] = {
    "逐点扣分": of_rate(per_point()),
    "逐点扣分 不扣": of_rate(per_point(不足一点="不扣")),
    "逐点扣分 按一点": of_rate(per_point(不足一点="按一点", 上限="2.5")),
    "逐点扣分 高于": of_rate(per_point(方向="高于")),
    "逐点扣分 偏离": of_rate(per_point(方向="偏离")),
    "逐点扣分 零分母": of_counts(per_point()),
    "逐点扣分 不适用": of_counts(per_point(), PLAIN),
    "分档": of_rate(TIERS),
    "分档 中间最好": of_rate(BAND),
    "分档 零分母": of_counts(TIERS),
    "比例 封顶": of_rate("{方式: 比例, 超过: 封顶}"),
    "比例 先舍入": Moved(
        one_indicator("{方式: 比例, 超过: 封顶}", quantity="率.完成", derived=ROUNDED),
        "采购: {{货物: {}元, 计划: {}元}}", ("7338", "13500"), (("7338", "13600"), ("4444", "26664"), ("449", "999")), ("采购.货物", "采购.计划"),
    ),
    "比例 零分": of_counts("{方式: 比例, 超过: 零分}"),
    "达标": of_rate("{方式: 达标, 条件: 履职.满意度 ≥ 90%, 未达标: 3}"),
    "达标 不适用": of_counts("{方式: 达标, 条件: 率.完成 ≥ 90%, 未达标: 3}", PLAIN, ""),
    "清单": of_rate(CHECKED, "\n评定: {{其余: 满分}}"),
    "清单 未达": of_rate(CHECKED, "\n评定: {{甲: {{未达: [甲项], 说明: 略有不足。}}}}"),
    "逐例扣分": of_counts("{方式: 逐例扣分, 例数: 履职.项目计划完成数 - 履职.项目按时完成数, 每例扣: 3}", "{}", ""),
    "系数": of_counts("{方式: 系数, 系数: 率.完成}", PLAIN, ""),
    "系数 反向": of_counts("{方式: 系数, 系数: 率.完成, 反向: 是}", PLAIN, ""),
    "序时": Moved(
        one_indicator("{方式: 序时, 各期: [" + ", ".join(QUARTERS) + "], 序时: [25%, 50%, 75%, 100%], 每期: 2, 平均: 2}", quantity=""),
        PERIODS, AHEAD, (("20%", "40%", "80%", "91.4%"), ("10%", "50%", "75%", "99.95%"), ("0%", "0%", "0%", "0%")), QUARTERS,
    ),
    "择优": of_counts("{方式: 择优, 任选: [{方式: 比例}, " + per_point(量="率.完成") + ", {方式: 系数, 系数: 率.完成}]}"),
    "评定": of_rate("{方式: 评定}", "\n评定: {{甲: {{扣分: 1.5, 说明: 略有不足。}}}}"),
}  # fmt: skip


def _as_cell(text: str) -> float:
    return float(Decimal(text.rstrip("%")).scaleb(-2)) if text.endswith("%") else float(text)


@needs_office
def test_every_method_gives_in_the_ledger_the_points_that_it_gives_when_facts_change(tmp_path: Path) -> None:
    office, contents, changes, wanted = Office.founded(tmp_path / "office"), {}, {}, {}
    for method, moved in METHODS.items():
        content = ledger_of(office.score(moved.rules, moved.facts.format(*moved.start)).card)
        book = opened(content)
        inputs = {fact: cell_of(book, fact) for fact in moved.names if fact in values(book, "事实")}
        for number, end in enumerate(moved.ends):
            name = f"{method} {number}"
            contents[name] = content
            changes[name] = {inputs[fact]: _as_cell(text) for fact, text in zip(moved.names, end, strict=True) if fact in inputs}
            wanted[name] = office.score(moved.rules, moved.facts.format(*end)).points()
    found = reckoned_all(contents, tmp_path, changes)
    given = {name: next(row[1:4] for row in scores(book) if str(row[0]).strip() == "甲") for name, book in found.items()}
    assert {name: Decimal(str(points)) for name, (_, points, _) in given.items()} == wanted
    assert all(Decimal(str(full)) == Decimal(str(points)) + Decimal(str(off)) for full, points, off in given.values())
    assert len({points for _, points, _ in given.values()}) > 15


# The translator


def _cells_of(names: Mapping[str, Value | Column]) -> tuple[dict[str, Term | list[Term]], dict[str, object]]:
    """Return the terms of some names, and the cells that they stand for."""
    terms: dict[str, Term | list[Term]] = {}
    written: dict[str, object] = {}

    def term(value: Value) -> Term:
        cell = f"A{len(written) + 1}"
        if isinstance(value, bool):
            written[cell] = "是" if value else "否"
            return Term(f'数!{cell}="是"', Kind.FLAG, tight=Tight.COMPARED)
        if isinstance(value, Quantity):
            written[cell] = float(value.number)
            return Term(f"数!{cell}", unit=value.unit if value.dimension.kind is Kind.MONEY else "", is_cell=True)
        written[cell] = "不适用" if isinstance(value, NotApplicable) else value if isinstance(value, str) else len(value)  # type: ignore[arg-type]
        kind = Kind.TEXT if isinstance(value, str) else Kind.NUMBER
        return Term(f"数!{cell}", kind, may_lack=isinstance(value, NotApplicable), is_cell=True)

    for name, value in names.items():
        if isinstance(value, list | Quantity | bool | str | tuple | NotApplicable):
            terms[name] = [term(each) for each in value] if isinstance(value, list) else term(value)
    return terms, written


LEAVES = {
    "金额": ("预算.收入", "决算.收入", "专项", "合计(项目.支出)", "最大(项目.预算)", "平均(项目.支出)", "0.07万元", "1234.5元"),
    "率": ("率.执行", "10%", "0.5%", "104.45%"),
    "数": ("甲", "乙", "丙", "零", "3", "0.125", "计数(机构.内设机构)", "无此数"),
    "真": ("资产.盘点", "涉密", '机构.性质 = "行政机关"'),
}
FORMS = {
    "金额": ("({金额} + {金额})", "({金额} - {金额})", "({率} × {金额})", "({金额} ÷ {数})", "若({真}, {金额}, {金额})", "最小({金额}, {金额})", "绝对值({金额})", "(-{金额})"),
    "率": ("({金额} ÷ {金额})", "({率} - {率})", "({数} ÷ {数})", "若({真}, {率}, {率})", "最大({率}, 0%)", "({率} × {率})", "平均({率}, {率}, {率})", "({数} × {率})"),
    "数": ("({数} + {数})", "({数} - {数})", "({数} × {数})", "若({真}, {数}, {数})", "合计({数}, {数})", "绝对值({数})"),
    "真": ("{金额} > {金额}", "{金额} ≥ {金额}", "{率} < {率}", "{数} ≠ {数}", "{数} = {数}", "({真} 且 {真})", "({真} 或 {真})", "非 ({真})", "{率} ≤ 100%"),
}  # fmt: skip


def _random(random: Random, kind: str, depth: int) -> str:
    if depth == 0 or random.random() < 0.15:
        return random.choice(LEAVES[kind])
    return re.sub(r"\{(\w+)\}", lambda found: _random(random, found[1], depth - 1), random.choice(FORMS[kind]))


def _samples(count: int) -> Iterator[tuple[str, Node, Value]]:
    """Yield formulas of any kind with what the evaluator makes of them, every other one rounded."""
    random, found = Random(2024), 0
    while found < count:
        text = _random(random, random.choice(tuple(FORMS)), random.randint(1, 4))
        dimension(text)
        node: Node = parsed(text).root
        try:
            value = reckoned(node, NAMES.__getitem__)
            if found % 2 and isinstance(value, Quantity) and value.dimension.kind is not Kind.MONEY:
                node = rounded(node, random.randint(0, 4))
                value = reckoned(node, NAMES.__getitem__)
        except ZeroDenominatorError:
            continue
        found += 1
        yield text, node, value


@needs_office
def test_random_formulas_give_in_a_spreadsheet_what_they_give_here(tmp_path: Path) -> None:
    terms, written = _cells_of(NAMES)
    book = Workbook()
    numbers = book.active
    numbers.title = "数"
    for cell, content in written.items():
        numbers[cell] = content
    sheet, samples = book.create_sheet("式"), []
    for text, node, value in _samples(400):
        try:
            term = translated(node, terms.__getitem__)
        except CannotSayError:
            continue
        samples.append((text, term, value))
        sheet[f"A{len(samples)}"] = f"={finished(term)}"
    assert len(samples) > 300
    buffer = io.BytesIO()
    book.save(buffer)
    found = reckoned_all({"formulas": buffer.getvalue()}, tmp_path, {})["formulas"]["式"]
    wrong = [(text, term.text, found[f"A{row}"].value, value) for row, (text, term, value) in enumerate(samples, 1) if not _same(found[f"A{row}"].value, value, term)]
    assert wrong == []
    assert {type(value) for *_, value in samples} == {Quantity, bool, NotApplicable}


def _same(found: object, value: Value, term: Term) -> bool:
    if isinstance(value, NotApplicable):
        return found == "不适用"
    if isinstance(value, bool):
        return found is value
    assert isinstance(value, Quantity)
    number, digits = (value.in_unit(term.unit), 4 + MONEY_UNITS[term.unit]) if term.unit and value.unit else (value.number, 9)
    return isinstance(found, float | int) and abs(Decimal(repr(float(found))) - half_up(number, digits)) < Decimal(1).scaleb(-digits) * 2


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["事实!D3", "事实!D4", "事实!D5"], "事实!D3:D5"),
        (["事实!D3", "事实!D5"], "事实!D3,事实!D5"),
        (["D9", "D10", "计算!D11", "计算!D12", "1"], "D9:D10,计算!D11:D12,1"),
        (["C9", "D10"], "C9,D10"),
    ],
)
def test_cells_below_each_other_become_a_range(texts: list[str], said: str) -> None:
    assert in_ranges(texts) == said


# The format


def test_the_ledger_is_written_and_told_as_a_format(bureau: Bureau) -> None:
    ran = bureau.run("report", "kuichong", 2024, "--format", "ledger")
    assert ran.out.splitlines()[0] == "台账：build/kuichong/2024/scores.xlsx"
    assert opened(bureau.docx("kuichong", 2024, "scores.xlsx").read_bytes())["台账"]["A1"].value == "深圳市大鹏新区葵涌办事处（本级）2024年度绩效自评报告数字台账"


def test_a_draft_has_a_ledger_of_what_is_known(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "计划: 2,783.55", "计划: 待填")
    bureau.edit("kuichong/2024", "编外人员: 761}", "编外人员: 待填}")
    assert bureau.run("report", "kuichong", 2024, "--draft", "--format", "ledger").code == 0
    book = opened(bureau.docx("kuichong", 2024, "scores.draft.xlsx").read_bytes())
    rows = list(book["台账"].iter_rows(min_row=3, values_only=True))
    assert len(rows) > 100
    assert {row[6] for row in rows} == {"一致"}
    named = {str(row[0]).strip(): row[2:5] for row in book["评分"].iter_rows(min_row=3, values_only=True)}
    assert named["编外人员控制率"] == (1, None, None)


@pytest.fixture
def town(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bureau:
    """A small bureau's town."""
    return founded(tmp_path / "town", capsys)


@needs_office
def test_a_sum_over_units_is_a_sum_in_the_ledger(town: Bureau, tmp_path: Path) -> None:
    add_unit(town, "school", "预算: {基本支出: 100, 项目支出: 12, 调整调剂: 3}\n决算: {支出: 864000元}\n人员: {在编人员: 8, 编外人员: 1}")
    sums_up(town, "school")
    content = write_ledger(document_of("liyang", 2024, Workspace(town.root)))
    book = load_workbook(io.BytesIO(content))
    formulas = values(book, "计算")
    summed = {name for name, formula in formulas.items() if str(formula).startswith("=SUM(") or "SUM(" in str(formula)}
    parts = [name for name in values(book, "事实") if str(name).endswith("（school）")]
    assert parts
    assert {name.partition("（")[0] for name in map(str, parts)} <= summed
    found = reckoned_all({"town": content}, tmp_path, {})["town"]
    assert list(cells(found)) == list(cells(opened(content)))
    assert found["台账"]["G1"].value == "全部一致"


@needs_office
def test_the_reviewed_edition_has_its_ledger(town: Bureau, tmp_path: Path) -> None:
    review(town, "指标:\n  财务合规性: {扣分: 1, 理由: 抽查凭证二十份，两份审批手续不全}\n审定数:\n  决算.支出: {值: 3200万元, 理由: 账表核对}")
    ran = town.run("report", "liyang", 2024, "--reviewed", "--format", "ledger")
    assert ran.code == 0, ran.err
    content = town.docx("liyang", 2024, "scores.reviewed.xlsx").read_bytes()
    found = reckoned_all({"reviewed": content}, tmp_path, {})["reviewed"]
    assert list(cells(found)) == list(cells(opened(content)))
    assert found["台账"]["G1"].value == "全部一致"
    assert "总分.复核得分" in values(found, "事实")
