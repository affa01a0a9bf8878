"""Checks as data: what shipped checks tell, and where, when a shipped file is given a mistake that was once published."""

from __future__ import annotations

import pytest

from generator.base.problems import Problem, Problems
from generator.base.workspace import Workspace
from generator.base.yaml_reader import Mapping, Scalar, Sequence, normal
from generator.batch.pipeline import Evaluation
from generator.checks.patterns import needed

from .conftest import UNITS, Bureau
from .refusal import spoil

OWN = {f"W{number}" for number in range(320, 330)} | {"F330", "H410", "H411", "H412"}
SHIPPED = {
    "pingyuan-kegongshang": ["W320 19"],
    "panyu-zhujian": ["W324 94", "W324 119"],
}


def own(evaluation: Evaluation) -> list[Problem]:
    """Return what the checks told."""
    return [problem for problem in evaluation.problems if problem.number in OWN]


def told(bureau: Bureau, name: str, *edits: tuple[str, str], end: str = "") -> tuple[list[str], list[str]]:
    """Return number and place of what edits brought about, and the places that carets in them point to."""
    agency, _, year = name.partition("/")
    before = {(problem.number, problem.details) for problem in own(bureau.evaluate(agency, int(year)))}
    places = spoil(bureau, *edits, file=name, end=end)
    found = [problem for problem in own(bureau.evaluate(agency, int(year))) if (problem.number, problem.details) not in before]
    return [f"{problem.number} {problem.mark}" for problem in found], places


def extra(text: str) -> str:
    """Return a section of one's own with a sentence."""
    return f"增设章节:\n  - 标题: 其他情况\n    级: 1\n    置于: 改进措施\n    内容: |-\n      先说一句不相干的话，\n      {text}\n"


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_the_shipped_files_are_told_what_is_really_wrong_and_nothing_else(bureau: Bureau, agency: str, year: int) -> None:
    found = [f"{problem.number} {problem.mark.line}" for problem in own(bureau.evaluate(agency, year)) if problem.mark]
    assert found == SHIPPED.get(agency, [])


@pytest.mark.parametrize(
    ("name", "old", "new", "number"),
    [
        ("kuichong/2024", "在编人员: 120", "在编人员: ▸132", "W320"),
        ("kuichong/2024", "固定资产在用: 16,058.18", "固定资产在用: ▸16,183.40", "F330"),
        ("kuichong/2024", "三公经费: {预算: 0, 决算: 0}", "三公经费: {预算: 0, 决算: ▸3}", "W320"),
        ("kuichong/2024", "项目支出: 32,003.11", "项目支出: 32,003.11\n  年初支出: ▸43,762.30", "W320"),
        ("kuichong/2024", "二季度: 63.2%", "二季度: ▸33.2%", "W320"),
        ("baisha/2024", "年初支出: 2084.01}\n上年", "年初支出: ▸2084.10}\n上年", "H410"),
        ("baisha/2024", "资产: {总额: 12198.50}", "资产: {总额: ▸12188.50}", "W320"),
    ],
)
def test_a_broken_relation_is_told_at_the_fact_at_fault(bureau: Bureau, name: str, old: str, new: str, number: str) -> None:
    found, places = told(bureau, name, (old, new))
    assert found == [f"{number} {places[0]}"]


def test_a_tail_of_rounding_breaks_no_relation(bureau: Bureau) -> None:
    assert told(bureau, "kuichong/2024", ("项目支出: 32,003.11", "项目支出: 32,003.11\n  年初支出: 43,762.17")) == ([], [])


def test_a_relation_of_facts_that_a_unit_does_not_state_is_not_told(bureau: Bureau) -> None:
    assert told(bureau, "kuichong/2024", ("核定行政编制: 131", "核定行政编制: 不适用"))[0] == []


SENTENCES = [
    # numbers of one sentence
    ("本年安排2084.01万元，比上年的3413.53万元减少▸1329.25万元。", "W326"),
    ("本年安排2084.01万元，比上年的3413.53万元▸增加1329.52万元。", "W326"),
    ("支出4065.33万元，比年初预算数减少1835.59万元，降低▸21.96%。", "W326"),
    ("自评得分4.96分，其中甲项2分、乙项▸2分、丙项0.96分，得分合理。", None),
    ("自评得▸45.92分，其中编报10分、公开4分、采购5分、监管18.92分、资产7分。", "W326"),
    ("分值5分，自评得分4.96分，得分率▸99.14%。", "W326"),
    ("任务448个，完成427个，完成率▸96%。", "W326"),
    ("建成427个，占任务448个的▸98%。", "W326"),
    ("新建3条、续建4条、维修5条，合计▸11条。", "W326"),
    ("安排43,762.16万元，其中基本支出11,759.05万元，占比26.9%；项目支出32,003.11万元，占比▸74.1%。", "W326"),
    ("资产总额12,198.50万元，其中流动资产11,821.04万元、无形资产82.09万元、固定资产295.36万元。", None),
    ("任务448个，完成427个，完成率95%。", None),
    ("本年安排2084.01万元，比上年的3413.53万元减少1329.52万元，降低38.95%。", None),
    # the file's own facts
    ("年初预算支出▸2048.01万元。", "W327"),
    ("年初预算支出为20840100元。", None),
    ("工勤人员▸8人。", "W327"),
    # words
    ("收入▸减少20万元，增加主要原因是项目减少。", "W323"),
    ("每两周▸召开召开一次会议。", "W323"),
    ("结余517.43▸.万元。", "W323"),
    ("投入▸XX万元。", "W323"),
    ("资金▸某某元。", "W323"),
    ("▸2023年度部门整体支出绩效自评等次为优。", "W323"),
    ("根据2023年度部门决算安排本年预算。", None),
    ("依照《2023年度部门预算编制办法》执行。", None),
    ("▸我局按月通报。", "W323"),
    ("▸街道办事处按月通报。", "W323"),
    ("▸一方面抓进度，按月通报。", "H411"),
    ("一方面抓进度，另一方面抓质量。", None),
    ("▸黄阁镇人民政府按月通报。", "H412"),
    ("会同黄阁镇人民政府巡查。", None),
]


@pytest.mark.parametrize(("sentence", "number"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_a_sentence_that_contradicts_itself_is_told_at_the_culprit(bureau: Bureau, sentence: str, number: str | None) -> None:
    found, places = told(bureau, "baisha/2024", end=extra(sentence if number else sentence.replace("▸", "")))
    assert found == ([f"{number} {places[0]}"] if number else [])


def test_a_printed_value_that_does_not_fit_its_sentence_is_told_at_its_tag(bureau: Bureau) -> None:
    found, places = told(bureau, "baisha/2024", end=extra("新建3条、续建4条，合计▸{{ 信访线索合计 }}。"))
    assert found == [f"W326 {places[0]}"]


def test_praise_is_told_only_while_its_indicator_has_points_off(bureau: Bureau) -> None:
    section = "增设章节:\n  - {标题: 其他情况, 级: 1, 置于: 改进措施, 内容: 年内▸无大量调剂。}\n"
    found, places = told(bureau, "kuichong/2024", end=section)
    assert found == [f"W324 {places[0]}"]
    bureau.drop_assertions("kuichong/2024")
    assert told(bureau, "kuichong/2024", ("调整调剂: 6,366.65", "调整调剂: 66.65"))[0] == []
    assert [problem.number for problem in own(bureau.evaluate("kuichong", 2024))] == []


def test_praise_before_a_plan_is_still_praise(bureau: Bureau) -> None:
    end = "增设章节:\n  - {标题: 情况, 级: 1, 置于: 改进措施, 内容: 年内▸无大量调剂，今后继续做好预算编制。}\n"
    found, places = told(bureau, "kuichong/2024", end=end)
    assert found == [f"W324 {places[0]}"]


def test_a_plan_is_no_praise(bureau: Bureau) -> None:
    assert told(bureau, "kuichong/2024", end="增设章节:\n  - {标题: 打算, 级: 1, 置于: 改进措施, 内容: 今后做到无大量调剂。}\n")[0] == []


def test_a_heading_of_ones_own_without_content_is_told(bureau: Bureau) -> None:
    found, places = told(bureau, "baisha/2024", end='增设章节:\n  - {标题: ▸其他情况, 级: 1, 置于: 改进措施, 内容: ""}\n')
    assert found == [f"W322 {places[0]}"]


def test_a_voucher_that_is_not_there_is_told_until_it_is(bureau: Bureau) -> None:
    found, places = told(bureau, "kuichong/2024", ("计划: 2,783.55", "计划: {值: ▸2783.55, 佐证: 附件/台账.pdf}"))
    assert found == [f"W321 {places[0]}"]
    folder = bureau.root / "data" / "agencies" / "kuichong" / "附件"
    folder.mkdir()
    (folder / "台账.pdf").write_bytes(b"%PDF")
    assert own(bureau.evaluate("kuichong", 2024)) == []


def test_report_tells_what_checks_found_and_still_writes(bureau: Bureau) -> None:
    ran = bureau.run("report", "pingyuan-kegongshang", 2021)
    assert ran.code == 0
    assert "W320  data/agencies/pingyuan-kegongshang/2021.yaml:19:9" in ran.out + ran.err
    assert "在职人员38人" in ran.out + ran.err


def test_a_workspace_without_checks_has_none(bureau: Bureau) -> None:
    for path in (bureau.root / "data" / "checks").iterdir():
        path.unlink()
    (bureau.root / "data" / "checks").rmdir()
    assert own(bureau.evaluate("pingyuan-kegongshang", 2021)) == []


WRONG = [
    ("勾稽: {甲: {式: ▸人员.在编 ≤ 1, 说明: 无, 改法: 无}}", "R203"),
    ("勾稽: {甲: {式: 人员.在编人员 ▸≤ 预算.年初支出, 说明: 无, 改法: 无}}", "R204"),
    ("勾稽: {甲: {式: ▸人员.在编人员, 说明: 无, 改法: 无}}", "R209"),
    ("勾稽: {甲: {式: 人员.在编人员 > 1, 位置: ▸人员.编外人员, 说明: 无, 改法: 无}}", "R331"),
    ("勾稽: {甲: {式: ▸人员.在编人员 > 1 且 人员.编外人员 > 1, 容差: 1, 说明: 无, 改法: 无}}", "R332"),
    ('勾稽: {甲: {式: 人员.在编人员 > 1, 说明: "{{ ▸人员.在编 }}", 改法: 无}}', "T103"),
    ("勾稽: {甲: {式: 人员.在编人员 > 1, 级别: ▸严重, 说明: 无, 改法: 无}}", "R106"),
    ('用语: {甲: {句式: ▸"(某某", 说明: 无, 改法: 无}}', "R330"),
    ('用语: {甲: {句式: ▸"{人员.在编}人", 说明: 无, 改法: 无}}', "R203"),
    ('算术: {甲: {句式: "{甲}和{乙}", 验算: [▸甲 + 乙]}}', "R333"),
    ('算术: {甲: {句式: "{甲}和{乙}", 验算: [▸甲 = 丙]}}', "R203"),
    ("▸勾积: {}", "R102"),
]


@pytest.mark.parametrize(("text", "number"), WRONG, ids=[text for text, _ in WRONG])
def test_a_file_of_checks_that_cannot_work_is_refused_whichever_unit_is_asked_for(bureau: Bureau, text: str, number: str) -> None:
    path = bureau.root / "data" / "checks" / "mine.yaml"
    before, _, after = text.partition("▸")
    path.write_text(f"# 本地的检查\n{before}{after}\n", "utf-8")
    errors = bureau.evaluate("baisha", 2024).problems.errors
    assert [f"{problem.number} {problem.mark}" for problem in errors] == [f"{number} data/checks/mine.yaml:2:{len(before) + 1}"]


PINGYUAN = "pingyuan-kegongshang/2021"


@pytest.mark.parametrize("place", ["人员.在职人员", "人员", "19"])
def test_a_warning_that_was_looked_at_is_told_no_more(bureau: Bureau, place: str) -> None:
    bureau.append(PINGYUAN, f"忽略:\n  - {{号: W320, 位置: {place}, 理由: 在职人数含借调人员}}")
    problems = bureau.evaluate("pingyuan-kegongshang", 2021).problems
    assert {problem.number for problem in problems} & {"W320", "W328"} == set()
    assert any(problem.number == "W303" for problem in problems)


def test_a_warning_of_any_stage_can_be_let_stand(bureau: Bureau) -> None:
    bureau.append("baisha/2024", "忽略:\n  - {号: W304, 位置: 正文.结果应用和公开, 理由: 原报告只有标题}\n  - {号: W302, 位置: 核对.资产.分项合计, 理由: 尾差}")
    assert bureau.evaluate("baisha", 2024).problems.warnings == []


@pytest.mark.parametrize(
    ("entry", "number"),
    [
        ("{号: ▸W320, 位置: 人员.退休人员, 理由: 无此事}", "W328"),
        ("{号: ▸F301, 位置: 人员.退休人员, 理由: 无此事}", "F332"),
        ("{号: ▸W999, 位置: 人员.退休人员, 理由: 无此事}", "F331"),
        ("{号: W320, 位置: ▸人员.退役人员, 理由: 无此事}", "F333"),
        ("▸{号: W320, 位置: 人员.在职人员}", "R101"),
        ('{号: W320, 位置: 人员.在职人员, 理由: ▸""}', "R101"),
    ],
)
def test_letting_stand_what_cannot_be_or_did_not_come_up_is_told(bureau: Bureau, entry: str, number: str) -> None:
    places = spoil(bureau, file=PINGYUAN, end=f"忽略:\n  - {entry}\n")
    problems = bureau.evaluate("pingyuan-kegongshang", 2021).problems
    assert [str(problem.mark) for problem in problems if problem.number == number] == places


def test_every_indicator_and_quantity_that_praise_is_about_is_one_of_a_rule_set(bureau: Bureau) -> None:
    workspace, problems = Workspace(bureau.root), Problems()
    indicators = ""
    quantities: set[str] = set()
    for rules in workspace.rule_sets():
        mapping = workspace.read_mapping(workspace.rules_path(rules), problems)
        for section in ("指标", "结构", "量"):
            node = mapping.get(section) if mapping else None
            names = [normal(key) for key, _ in node] if isinstance(node, Mapping) else []
            quantities |= set(names) if section == "量" else set()
            indicators += "" if section == "量" else " ".join(names)
    checks = workspace.read_mapping(bureau.root / "data" / "checks" / "wording.yaml", problems)
    praises = checks.get("夸奖") if checks else None
    assert isinstance(praises, Mapping)
    for _, praise in praises:
        assert isinstance(praise, Mapping)
        for key, known in (("指标", indicators), ("量", quantities)):
            named = praise.get(key)
            words = [str(item.text) for item in named if isinstance(item, Scalar)] if isinstance(named, Sequence) else []
            assert not words or any(word in known for word in words), words


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{甲}[，,]?\\s*(?:比|较)[^0-9]{0,3}{乙}", ("比", "较")),
        ("{甲}占{乙}的{丙%}", ("占",)),
        ("(?:共|合计)?{甲}其中?{乙}", ("其",)),
        ("(?:共|合计){0,2}{甲}[元]了?(?:得分?|自评){乙}", ()),
        ("{甲}增加|{乙}减少", ()),
        ("(?:(?:甲|乙)丙|丁){甲}", ()),
        ("\\(?:甲\\)?{乙}", ("甲",)),
    ],
)
def test_the_words_that_a_pattern_needs_are_those_that_no_match_can_do_without(pattern: str, words: tuple[str, ...]) -> None:
    assert needed(pattern) == words
