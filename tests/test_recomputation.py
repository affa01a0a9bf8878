"""读者复算: a reader who reckons with the printed digits gets what is printed, or is told where not and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.base.marks import Source
from generator.base.problems import Problem, Problems
from generator.base.workspace import Workspace
from generator.base.yaml_reader import Mapping, read_yaml
from generator.batch.pipeline import Evaluation, evaluate
from generator.checks.recomputation import recomputed
from generator.report.document import Document, Paragraph, text_of

from .bench.units import make_units
from .conftest import PROJECT, UNITS, Bureau, without_assertions
from .reader import half_up, read, reckon

RULES, FORM, FACTS = "data/rules/shenzhen/2024.yaml", "templates/dapeng/report.md.j2", "kuichong/2024"
RATE, SUM = "W360", "W361"
PROCUREMENT = re.compile(r"政府采购支出(?P<total>\S+?)，其中采购货物支出(?P<a>\S+?)，采购工程支出(?P<b>\S+?)，采购服务支出(?P<c>\S+?)。"
                         r"政府采购执行率=（(?P<above>[\d.,]+)÷(?P<below>[\d.,]+)）×100%=(?P<rate>[\d.]+%)")  # fmt: skip


def procure(bureau: Bureau, planned: str, *bought: str) -> None:
    """State what was planned and bought, in the unit's file."""
    bureau.drop_assertions(FACTS)
    written = zip(("计划: 2,783.55", "货物: 14.18", "工程: 0\n", "服务: 2,292.3\n"), (planned, *bought), strict=True)
    for old, new in written:
        name, _, _ = old.partition(":")
        bureau.edit(FACTS, f"  {old}", f"  {name}: {new}" + ("\n" if old.endswith("\n") else ""))


def found(evaluation: Evaluation) -> list[Problem]:
    """Return what a reader could not reckon."""
    assert not evaluation.problems.errors, list(map(str, evaluation.problems.errors))
    return [problem for problem in evaluation.problems if problem.number in {RATE, SUM}]


def told(bureau: Bureau) -> list[Problem]:
    """Return what a reader of 葵涌's report could not reckon."""
    return found(bureau.evaluate("kuichong", 2024))


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_the_shipped_reports_can_be_reckoned(agency: str, year: int) -> None:
    assert found(evaluate(Workspace(PROJECT), agency, year)) == []


def test_synthetic_units_raise_no_false_alarm(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("synthetic")
    make_units(root, 20, 7)
    workspace = Workspace(root)
    assert [found(evaluate(workspace, agency, workspace.years(agency)[0])) for agency in workspace.agencies()] == [[]] * 20


def test_a_rate_of_amounts_printed_too_coarsely_is_told_with_its_places_and_both_remedies(bureau: Bureau) -> None:
    procure(bureau, "13,500元", "7,338元", "0元", "0元")
    [problem] = told(bureau)
    line = next(number for number, text in enumerate(bureau.path(RULES).read_text("utf-8").splitlines(), 1) if "采购计划没有全部执行" in text)
    assert problem.number == RATE
    assert str(problem.mark).startswith(f"{RULES}:{line}:")
    assert "政府采购支出0.7…”里印的 54.4%（率.政府采购执行）" in problem.reason
    assert "：0.73万元 ÷ 1.35万元，得 54.1%。公式在 data/rules/shenzhen/2024.yaml:47:8。" in problem.reason
    assert "一是印得更细：采购.合计（印作0.73万元，原数7,338元）不换成大单位" in problem.remedy
    assert "二是先舍入再算：给它另立一个“量”，写明“单位”和“小数”" in problem.remedy


def test_printing_more_digits_cures_a_rate(bureau: Bureau) -> None:
    procure(bureau, "13,500元", "7,338元", "0元", "0元")
    path = bureau.path(RULES)
    before = path.read_text("utf-8")
    path.write_text(before.replace("小数: {比率: 1, 得分: 2, 金额: 2}", "小数: {比率: 1, 得分: 2, 金额: 4}"), "utf-8")
    assert told(bureau) == []
    path.write_text(re.sub(r"(采购\.合计|采购\.计划) \| 万元数", r"\1", before), "utf-8")
    form = bureau.path(FORM)
    form.write_text(re.sub(r"\{\{ 采购\.(合计|货物|工程|服务) \| 万元 \}\}", r"{{ 采购.\1 }}", form.read_text("utf-8")), "utf-8")
    assert told(bureau) == []
    assert "政府采购支出7,338元" in bureau.text("kuichong", 2024)


def test_rounding_where_it_is_printed_cures_a_rate(bureau: Bureau) -> None:
    procure(bureau, "13,500元", "7,338元", "0元", "0元")
    path = bureau.path(RULES)
    text = path.read_text("utf-8").replace("{{ 采购.合计 | 万元数 }}÷{{ 采购.计划 | 万元数 }}", "{{ 采购.实数 | 万元数 }}÷{{ 采购.应数 | 万元数 }}")
    text = text.replace("    式: 采购.合计 ÷ 采购.计划", "    式: 采购.实数 ÷ 采购.应数")
    added = "  采购.实数: {式: 采购.合计, 单位: 万元, 小数: 2}\n  采购.应数: {式: 采购.计划, 单位: 万元}\n"
    path.write_text(text.replace("  人员.合计:", added + "  人员.合计:"), "utf-8")
    assert told(bureau) == []
    assert "（0.73÷1.35）×100%=54.1%" in bureau.text("kuichong", 2024)


def test_only_amounts_can_have_a_unit(bureau: Bureau) -> None:
    bureau.edit(RULES, "  人员.合计: 人员.在编人员 + 人员.编外人员", "  人员.合计: {式: 人员.在编人员 + 人员.编外人员, 单位: 万元}")
    assert [problem.number for problem in bureau.evaluate("kuichong", 2024).problems.errors] == ["R209"]


def test_a_total_whose_parts_are_rounded_apart_is_told_and_cured_both_ways(bureau: Bureau) -> None:
    procure(bureau, "26,664元", "4,444元", "4,444元", "4,444元")
    problem = next(each for each in told(bureau) if each.number == SUM)
    assert "里印的合计 1.33万元（采购.合计）不是这一处印出的各项之和：0.44万元 + 0.44万元 + 0.44万元，得 1.32万元。" in problem.reason
    assert str(problem.mark) == "data/rules/shenzhen/2024.yaml:42:10"
    assert "印得更细：采购.货物（印作0.44万元，原数4,444元）、采购.工程（" in problem.remedy
    rules, form = bureau.path(RULES), bureau.path(FORM)
    before = rules.read_text("utf-8"), form.read_text("utf-8")
    rules.write_text(before[0].replace("金额: 2}", "金额: 4}"), "utf-8")
    assert told(bureau) == []
    parts = "".join(f"  采购.{name}数: {{式: 采购.{name}, 单位: 万元}}\n" for name in ("货物", "工程", "服务"))
    rules.write_text(before[0].replace("  采购.合计: 采购.货物 + 采购.工程 + 采购.服务", f"{parts}  采购.合计: 采购.货物数 + 采购.工程数 + 采购.服务数"), "utf-8")
    form.write_text(re.sub(r"\{\{ 采购\.(货物|工程|服务) \|", r"{{ 采购.\1数 |", before[1]), "utf-8")
    assert [each for each in told(bureau) if each.number == SUM] == []
    assert "政府采购支出1.32万元，其中采购货物支出0.44万元，采购工程支出0.44万元，采购服务支出0.44万元" in bureau.text("kuichong", 2024)


def test_fewer_digits_of_amounts_make_what_was_right_wrong(bureau: Bureau) -> None:
    procure(bureau, "2,783.55", "141,800元", "0元", "22,923,000元")
    assert told(bureau) == []
    bureau.edit(RULES, "金额: 2}", "金额: 0}")
    assert {(each.number, dict(each.details)["name"]) for each in told(bureau)} >= {(RATE, "率.政府采购执行")}


def test_a_score_that_the_printed_amounts_do_not_give_is_told(bureau: Bureau) -> None:
    procure(bureau, "13,500元", "7,350元", "0元", "0元")
    bureau.edit(RULES, "政府采购执行率为{{ 量 }}，采购预算编制不够精准", "采购{{ 采购.合计 | 万元 }}，计划{{ 采购.计划 | 万元 }}，采购预算编制不够精准")
    problems = {dict(each.details)["name"]: each for each in told(bureau)}
    problem = problems["指标.政府采购执行率.扣分"]
    assert "里印的 0.46（指标.政府采购执行率.扣分），读者照这一处印出的数算不出来：54.8% × 1分 = 0.548分，得 0.45。" in problem.reason
    assert str(problem.mark).startswith(f"{RULES}:")
    bureau.edit(RULES, "采购{{ 采购.合计 | 万元 }}，计划{{ 采购.计划 | 万元 }}，采购预算", "采购{{ 采购.合计 }}，计划{{ 采购.计划 }}，采购预算")
    assert "指标.政府采购执行率.扣分" not in {dict(each.details)["name"] for each in told(bureau)}


def test_a_denominator_that_prints_as_zero_is_told(bureau: Bureau) -> None:
    procure(bureau, "40元", "30元", "0元", "0元")
    assert "0.00万元 ÷ 0.00万元，得 算不出（除数印成了0）" in next(each.reason for each in told(bureau) if each.number == RATE)


def test_what_the_passage_does_not_tell_is_not_reckoned(bureau: Bureau) -> None:
    procure(bureau, "13,500元", "7,338元", "0元", "0元")
    path = bureau.path(RULES)
    path.write_text(path.read_text("utf-8").replace("（{{ 采购.合计 | 万元数 }}÷{{ 采购.计划 | 万元数 }}）×100%=", ""), "utf-8")
    assert told(bureau) == []


def _misprinted(document: Document, id: str, text: str) -> Iterator[Document]:
    """Yield the report once for each paragraph that prints a value, in which it prints something else."""
    for at, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and any(span.value and span.value.id == id for span in block.spans):
            spans = tuple(replace(span, text=text) if span.value and span.value.id == id else span for span in block.spans)
            yield replace(document, blocks=(*document.blocks[:at], replace(block, spans=spans), *document.blocks[at + 1 :]))


@pytest.mark.parametrize(
    ("id", "text", "number", "computed"),
    [
        ("总分.得分", "98.18", SUM, "98.08"),
        ("率.收入完成", "88.31%", RATE, "88.41%"),
        ("人员.在职合计", "179", SUM, "178"),
    ],
)
def test_whatever_is_printed_otherwise_than_its_parts_give_is_told(id: str, text: str, number: str, computed: str) -> None:
    evaluation = evaluate(Workspace(PROJECT), "huangge", 2023)
    assert evaluation.document
    assert evaluation.card
    assert evaluation.form
    style = evaluation.form.style(2)
    misprinted = list(_misprinted(evaluation.document, id, text))
    problems = [problem for document in misprinted for problem in recomputed(document, evaluation.card, style)]
    assert [(problem.number, dict(problem.details)["computed"]) for problem in problems if dict(problem.details)["name"] == id] == [(number, computed)]


AMOUNTS = st.integers(min_value=1, max_value=99_999_999)
UNITS_WRITTEN = st.sampled_from(["", "元"])


@given(planned=AMOUNTS, bought=st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), unit=UNITS_WRITTEN, moved=st.integers(0, 3_000_000))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_warning_is_told_exactly_where_a_reader_gets_something_else(
    planned: int, bought: tuple[int, int, int], unit: str, moved: int
) -> None:
    workspace = Workspace(PROJECT)
    text = without_assertions((PROJECT / "data/agencies/kuichong/2024.yaml").read_text("utf-8"))
    for old, cents in zip(("计划: 2,783.55", "货物: 14.18", "工程: 0\n", "服务: 2,292.3\n", "调整调剂: 6,366.65"), (planned, *bought, moved), strict=True):
        name = old.partition(":")[0]
        text = text.replace(old, f"{name}: {Decimal(cents).scaleb(-2)}{unit}" + ("\n" if old.endswith("\n") else ""))
    node = read_yaml(Source("data/agencies/kuichong/2024.yaml", text), Problems())
    assert isinstance(node, Mapping)
    evaluation = evaluate(workspace, "kuichong", 2024, node)
    assert evaluation.document
    names = {dict(problem.details)["name"] for problem in found(evaluation)}
    printed = next(match for line in evaluation.document.lines() if (match := PROCUREMENT.search(text_of(line))))
    total, *parts = (read(printed[name]) for name in ("total", "a", "b", "c"))
    assert total
    added = sum((part.base for part in parts if part), Decimal(0))
    assert ("采购.合计" in names) == (added != total.base)
    rate, above, below = (read(printed[name]) for name in ("rate", "above", "below"))
    assert rate
    assert above
    assert below
    if not below.number:
        assert "率.政府采购执行" in names
    else:
        assert ("率.政府采购执行" in names) == (half_up(reckon("a ÷ b", {"a": above.number, "b": below.number}) * 100, 1) != rate.number)
    if not unit:
        assert names == set()
