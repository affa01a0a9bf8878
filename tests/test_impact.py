"""What a change does to every unit, before it goes out: each edit's effect, and nobody else's."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.base.problems import ProblemError, Problems
from generator.base.workspace import Workspace
from generator.base.yaml_reader import Node
from generator.batch.impact.comparing import impact_of
from generator.batch.impact.difference import Change, What
from generator.batch.impact.editions import EDITIONS
from generator.batch.impact.impact import Impact
from generator.batch.impact.measure import Measured
from generator.batch.impact.nodes import canonical, leaves, patched
from generator.batch.impact.sections import report_of

from .conftest import PROJECT, Bureau, without_assertions
from .problems.folder import ANNEXES, HERE, OFFICIAL

RULES = "data/rules/xinhe/2024.yaml"
FORM = "templates/xinhe/report.md.j2"


def git(root: Path, *arguments: str) -> None:
    person = ["-c", "user.name=rules", "-c", "user.email=rules@example.org", "-c", "core.autocrlf=false", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *person, *arguments], check=True, capture_output=True)


def commit(root: Path, message: str = "as it was") -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)


def town(name: str, *changes: tuple[str, str]) -> str:
    """Return the facts of a town like the gallery's."""
    text = (HERE / "base/data/agencies/liyang/2024.yaml").read_text("utf-8").replace("黎阳镇", name)
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.fixture
def towns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bureau:
    """Three towns under one rule set, committed: liyang adjusts 5% of its budget, dongshan and xishan 13%; xishan has 8% left."""
    shutil.copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    shutil.copyfile(PROJECT / OFFICIAL, tmp_path / OFFICIAL)
    shutil.copytree(PROJECT / ANNEXES, tmp_path / ANNEXES)
    adjusted = ("调整调剂: 181.25", "调整调剂: 471.25")
    made = Bureau(tmp_path, capsys)
    add(made, "dongshan", town("东山镇", adjusted))
    add(made, "xishan", town("西山镇", adjusted, ("年末结转结余: 145.00", "年末结转结余: 290.00")))
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    return made


def add(bureau: Bureau, agency: str, text: str) -> None:
    path = bureau.path(f"{agency}/2024")
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")


def impact(bureau: Bureau, *arguments: object, **options: object) -> Impact:
    return impact_of(Workspace(bureau.root), *arguments, **options)  # type: ignore[arg-type]


def of(found: Impact, agency: str) -> Measured:
    return next(each for each in found.measured if each.unit.agency == agency)


def moves(found: Impact) -> dict[str, Decimal | None]:
    return {each.unit.agency: each.moved for each in found.measured}


def told(measured: Measured, what: What) -> list[Change]:
    return [change for change in measured.changes if change.what is what]


def edits(found: Impact) -> list[list[str]]:
    """Return the names of the edits of each step."""
    return [[edit.name for edit in effect.step.edits] for effect in found.effects]


def digest(root: Path) -> str:
    """Return a digest of all files of a folder, names and contents."""
    state = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        state.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return state.hexdigest()


def test_one_number_changed_changes_those_it_hits_and_nobody_else(towns: Bureau) -> None:
    towns.edit(RULES, "标准: 10%", "标准: 12%")
    found = impact(towns)
    # 13% is three points above 10%, one above 12%: 1.5 off, then 0.5
    assert moves(found) == {"liyang": Decimal(0), "dongshan": Decimal(1), "xishan": Decimal(1)}
    assert [each.unit.agency for each in found.same] == ["liyang"]
    assert (found.sum, found.mean) == (Decimal(2), Decimal("1.00"))
    score = told(of(found, "dongshan"), What.SCORE)
    assert [(change.indicator, change.old, change.new, change.full) for change in score] == [("预算调整率", "8.5", "9.5", ("10", "10"))]
    [effect] = found.effects
    assert (effect.units, effect.moved) == (2, Decimal(2))
    [edit] = effect.step.edits
    assert (edit.name, edit.old, edit.new) == ("指标.预算调整率.计分.标准", "10%", "12%")
    path, _, line = edit.place.partition(":")
    assert (path, towns.path(RULES).read_text("utf-8").splitlines()[int(line) - 1].strip()[:3]) == (RULES, "计分:")
    assert all(of(found, "dongshan").by(number) == [0] for number in range(len(of(found, "dongshan").changes)))


def test_units_under_other_rules_are_not_even_evaluated(bureau: Bureau) -> None:
    git(bureau.root, "init", "-q", "-b", "main")
    commit(bureau.root)
    bureau.edit("data/rules/shenzhen/2024.yaml", "标准: 10%, 方向: 高于", "标准: 5%, 方向: 高于")
    found = impact(bureau)
    assert ([each.unit.agency for each in found.measured], found.untouched) == (["kuichong"], 4)
    # 14.5% of the budget: 4.5 points above 10% cost 0.45, 9.5 above 5% cost 0.95
    assert moves(found) == {"kuichong": Decimal("-0.5")}
    [failure] = [change for change in of(found, "kuichong").changes if change.what is What.FAILURE]
    assert failure.new.startswith("F306"), "the total that the clerk asserts is no longer the one computed"


def test_a_changed_sentence_changes_words_and_no_score(towns: Bureau) -> None:
    towns.edit(RULES, "财务管理符合规定。", "财务管理合乎规定。")
    found = impact(towns)
    assert set(moves(found).values()) == {Decimal(0)}
    sentences = {each.unit.agency: told(each, What.SENTENCE) for each in found.measured}
    assert {name: [(change.slot, change.old, change.new) for change in those] for name, those in sentences.items()} == {
        name: [("说明", "财务管理符合规定。", "财务管理合乎规定。")] for name in ("dongshan", "liyang", "xishan")
    }
    assert len(found.worded) == 3


def test_a_sentence_that_a_unit_does_not_say_is_not_told(towns: Bureau) -> None:
    towns.edit(RULES, "问题: \"{{ 名称 }}还有差距", "问题: \"{{ 名称 }}仍有差距")
    found = impact(towns)
    assert [change.indicator for change in told(of(found, "liyang"), What.SENTENCE)] == ["支出执行率", "支出序时进度"]
    assert [change.indicator for change in told(of(found, "xishan"), What.SENTENCE)][2:] == ["预算调整率", "结转结余率"]


def test_a_change_of_grade_is_told_with_the_units(towns: Bureau) -> None:
    towns.edit(RULES, "[90, 优]", "[99, 优]")
    found = impact(towns)
    assert [(old, new, [each.unit.agency for each in those]) for old, new, those in found.grade_moves()] == [("优", "良", ["dongshan", "xishan"])]
    assert found.grades() == [("优", 3, 1), ("良", 0, 2)]
    assert told(of(found, "dongshan"), What.SCORE) == []


def test_two_edits_with_effects_of_their_own_are_told_apart(towns: Bureau) -> None:
    towns.edit(RULES, "标准: 10%", "标准: 12%")
    towns.edit(RULES, '{区间: "(5%, 10%]", 得: 5}', '{区间: "(5%, 10%]", 得: 4}')
    found = impact(towns)
    assert edits(found) == [["指标.预算调整率.计分.标准"], ["指标.结转结余率.计分.档.2.得"]]
    assert [(effect.units, effect.moved) for effect in found.effects] == [(2, Decimal(2)), (1, Decimal(-1))]
    xishan = of(found, "xishan")
    assert xishan.moved == 0, "one point more, one less"
    causes = {change.indicator: xishan.by(number) for number, change in enumerate(xishan.changes) if change.what is What.SCORE}
    assert causes == {"预算调整率": [0], "结转结余率": [1]}


def test_a_change_that_only_the_combination_makes_is_told_as_such(towns: Bureau) -> None:
    towns.edit(RULES, "标准: 10%, 方向: 高于, 每: 1%, 扣: 0.5", "标准: 12%, 方向: 高于, 每: 1%, 扣: 1")
    found = impact(towns)
    dongshan = of(found, "dongshan")
    # 13%: three points at 0.5 come to 1.5; one at 0.5 to 0.5; three at 1 to 3; one at 1 to 1
    assert [(effect.moved / effect.units) for effect in found.effects] == [Decimal(1), Decimal("-1.5")]
    assert dongshan.moved == Decimal("0.5")
    number = next(number for number, change in enumerate(dongshan.changes) if change.what is What.SCORE)
    assert dongshan.by(number) == []
    assert "合计" in towns.run("impact").out


def test_edits_that_add_up_only_together_are_made_together(towns: Bureau) -> None:
    towns.edit(RULES, "  支出执行率:\n    满分: 10", "  支出执行率:\n    满分: 8")
    towns.edit(RULES, "  预算调整率:\n    满分: 10", "  预算调整率:\n    满分: 12")
    towns.edit(RULES, "标准: 10%", "标准: 12%")
    found = impact(towns)
    assert edits(found) == [["指标.支出执行率.满分", "指标.预算调整率.满分"], ["指标.预算调整率.计分.标准"]]
    assert all(effect.step.sound for effect in found.effects)
    ran = towns.run("impact")
    assert "合算" in ran.out
    assert ran.code == 0


def test_a_new_indicator_is_one_step_of_all_that_it_needs(towns: Bureau) -> None:
    towns.edit(RULES, "    下级: [支出执行率, 支出序时进度, 预算调整率, 结转结余率]", "    下级: [支出执行率, 支出序时进度, 预算调整率, 结转结余率, 项目支出占比]")
    towns.edit(RULES, "  支出执行率:\n    满分: 10", "  支出执行率:\n    满分: 8")
    towns.edit(RULES, "  率.结转结余:", "  率.项目支出: {式: 预算.项目支出 ÷ 预算.合计, 零分母: 报错}\n  率.结转结余:")
    towns.append(RULES, "  项目支出占比:\n    满分: 2\n    量: 率.项目支出\n    计分: {方式: 比例, 超过: 封顶}\n    依据: {文件: 样例, 核实: 待核, 要点: 样例}")
    towns.edit(RULES, "财务管理符合规定。", "财务管理合乎规定。")
    found = impact(towns)
    assert sorted(map(sorted, edits(found))) == sorted(
        [sorted(["结构.预算执行.下级", "量.率.项目支出", "指标.支出执行率.满分", "指标.项目支出占比"]), ["指标.财务合规性.句.说明.1.写"]]
    )
    assert all(effect.step.sound for effect in found.effects)


def test_an_edit_of_facts_touches_its_own_unit_and_tells_every_text(towns: Bureau) -> None:
    towns.edit("xishan/2024", "年末结转结余: 290.00", "年末结转结余: 145.00")
    towns.edit("liyang/2024", "办成民生实事八件", "办成民生实事九件")
    found = impact(towns)
    assert moves(found) == {"liyang": Decimal(0), "xishan": Decimal(5)}
    [text] = told(of(found, "liyang"), What.TEXT)
    assert ("八件" in text.old, "九件" in text.new) == (True, True)
    assert [effect.step.edits[0].place.partition(":")[0] for effect in found.effects] == ["data/agencies/liyang/2024.yaml", "data/agencies/xishan/2024.yaml"]
    assert [edit.name for effect in found.effects for edit in effect.step.edits] == ["正文.主要成效.2", "决算.年末结转结余"]


def test_last_year_s_file_touches_this_year(towns: Bureau) -> None:
    path = towns.path("liyang/2023")
    path.write_text(town("黎阳镇", ("年度: 2024", "年度: 2023")), "utf-8")
    commit(towns.root)
    towns.edit("liyang/2023", "年末结转结余: 145.00", "年末结转结余: 290.00")
    found = impact(towns)
    assert [(each.unit.agency, each.unit.year, each.moved) for each in found.measured] == [("liyang", 2023, -5), ("liyang", 2024, 0)]


def test_an_edit_of_the_form_tells_the_texts_that_differ(towns: Bureau) -> None:
    towns.edit(FORM, "自评得{{ 总分.得分 }}分", "自评总分{{ 总分.得分 }}分")
    found = impact(towns)
    assert edits(found) == [[""]]
    for each in found.measured:
        [change] = each.changes
        assert (change.what, "自评得" in change.old, "自评总分" in change.new) == (What.TEXT, True, True)
        assert each.by(0) == [0]


def test_a_sentence_is_not_told_again_as_a_text(towns: Bureau) -> None:
    towns.edit(RULES, "对照评分标准逐项整改。", "对照标准逐项整改。")
    towns.edit(FORM, "# 主要成效", "# 主要工作成效")
    dongshan = of(impact(towns), "dongshan")
    assert {change.slot for change in told(dongshan, What.SENTENCE)} == {"改进"}
    assert [(change.old, change.new) for change in told(dongshan, What.TEXT)] == [("三、主要成效", "三、主要工作成效")]
    assert [dongshan.by(number) for number in range(4)] == [[0], [0], [0], [1]]


def test_a_draft_is_compared_with_the_work_tree(towns: Bureau, tmp_path: Path) -> None:
    towns.edit(RULES, "标准: 10%", "标准: 11%")  # not committed, and not what is asked
    draft = tmp_path / "草稿.yaml"
    draft.write_text(towns.path(RULES).read_text("utf-8").replace("标准: 11%", "标准: 12%"), "utf-8")
    found = impact(towns, None, draft)
    assert moves(found) == {"liyang": Decimal(0), "dongshan": Decimal("0.5"), "xishan": Decimal("0.5")}
    [effect] = found.effects
    assert effect.step.edits[0].place.startswith("草稿.yaml:")
    assert moves(impact(towns, "HEAD", draft))["dongshan"] == Decimal(1)


def test_a_broken_draft_is_told_at_its_place(towns: Bureau, tmp_path: Path) -> None:
    draft = tmp_path / "草稿.yaml"
    draft.write_text(towns.path(RULES).read_text("utf-8").replace("  支出执行率:\n    满分: 10", "  支出执行率:\n    满分: 9"), "utf-8")
    ran = towns.run("impact", "--rules", draft)
    assert (ran.code, ran.out) == (1, "")
    assert re.search(r"错误 R302  草稿\.yaml:\d+:\d+", ran.err)


def test_a_unit_that_only_the_new_rules_stop_is_told_and_fails_the_command(towns: Bureau) -> None:
    towns.edit(RULES, "计分: {方式: 达标, 条件: 三公经费.决算 ≤ 三公经费.预算}", "计分: {方式: 达标, 条件: 三公经费.决算 ≤ 上年.三公经费.决算}")
    ran = towns.run("impact", "--only", "li*")
    assert ran.code == 1
    assert "新出错的单位" in ran.out
    assert re.search(r"liyang +2024 +新 .*\n +F301 data/agencies/liyang/2024\.yaml:\d+", ran.out)
    assert "dongshan" not in ran.out


def test_a_unit_with_an_error_on_both_sides_fails_nothing(towns: Bureau) -> None:
    towns.edit("liyang/2024", "年末结转结余: 145.00", "年末结转结余: 待填")
    commit(towns.root)
    towns.edit(RULES, "标准: 10%", "标准: 12%")
    found = impact(towns)
    assert [(each.unit.agency, each.moved) for each in found.both_failed] == [("liyang", None)]
    assert towns.run("impact").code == 0


def test_units_on_one_side_only_are_listed(towns: Bureau) -> None:
    shutil.rmtree(towns.path("dongshan/2024").parent)
    add(towns, "nanshan", town("南山镇"))
    found = impact(towns)
    assert [(each.unit.agency, each.old is None) for each in found.one_sided] == [("dongshan", False), ("nanshan", True)]
    assert (found.effects, found.untouched) == ((), 2)
    out = towns.run("impact").out
    assert re.search(r"dongshan +2024 +新禾市东山镇人民政府 +旧 +97\.65 +优", out)
    assert re.search(r"nanshan +2024 +新禾市南山镇人民政府 +新 +99\.15 +优", out)


def test_rules_that_no_longer_load_are_told_for_each_unit(towns: Bureau) -> None:
    towns.edit(RULES, "  支出执行率:\n    满分: 10", "  支出执行率:\n    满分: 9")
    ran = towns.run("impact")
    assert ran.code == 1
    assert len(re.findall(r"R302 data/rules/xinhe/2024\.yaml:\d+", ran.out)) == 3


def test_nothing_changed_says_so(towns: Bureau) -> None:
    ran = towns.run("impact")
    assert (ran.code, ran.out) == (0, "影响分析：版本 HEAD → 现在的文件\n两边的规则、模板、事实没有差别。\n")


def test_comments_spaces_and_line_ends_are_no_edits(towns: Bureau) -> None:
    path = towns.path(RULES)
    path.write_bytes(b"# a remark\n" + path.read_bytes().replace("每: 1%, 扣".encode(), "每:  1%,   扣".encode()))
    path = towns.path("liyang/2024")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    found = impact(towns)
    assert found.effects == ()
    assert not found.says_anything


def test_rules_that_inherit_follow_their_parent(towns: Bureau) -> None:
    child = towns.path("data/rules/dongqu/2024.yaml")
    child.parent.mkdir()
    child.write_text("规则集: dongqu/2024\n名称: 东区\n继承: xinhe/2024\n", "utf-8")
    towns.edit("dongshan/2024", "规则: xinhe/2024", "规则: dongqu/2024")
    commit(towns.root)
    towns.edit(RULES, "标准: 10%", "标准: 12%")
    found = impact(towns)
    assert moves(found)["dongshan"] == Decimal(1)
    assert found.untouched == 0


def test_an_older_revision_can_be_the_base(towns: Bureau) -> None:
    towns.edit(RULES, "标准: 10%", "标准: 12%")
    commit(towns.root, "eased")
    assert not impact(towns).says_anything
    assert moves(impact(towns, "HEAD~1"))["dongshan"] == Decimal(1)


def test_a_year_and_a_pattern_confine_what_is_looked_at(towns: Bureau) -> None:
    towns.edit(RULES, "标准: 10%", "标准: 12%")
    assert moves(impact(towns, only="*shan")) == {"dongshan": Decimal(1), "xishan": Decimal(1)}
    assert impact(towns, year=2023).measured == ()


def test_nothing_in_the_folder_is_written(towns: Bureau) -> None:
    towns.edit(RULES, "标准: 10%", "标准: 12%")
    before = digest(towns.root)
    towns.run("impact")
    towns.run("impact", "--format", "md")
    assert digest(towns.root) == before


def test_many_units_give_the_same_in_one_process_and_in_two(towns: Bureau) -> None:
    for number in range(50):
        add(towns, f"zhen{number:02}", town(f"第{number}镇", ("调整调剂: 181.25", f"调整调剂: {400 + number}")))
    commit(towns.root)
    towns.edit(RULES, "标准: 10%", "标准: 12%")
    towns.edit(RULES, "财务管理符合规定。", "财务管理合乎规定。")
    alone, together = impact(towns, jobs=1), impact(towns, jobs=2)
    assert alone.measured == together.measured
    assert len(alone.measured) == 53


def test_bytes_do_not_depend_on_anything_but_the_input(towns: Bureau) -> None:
    towns.edit(RULES, "标准: 10%", "标准: 12%")
    for write in EDITIONS.values():
        assert write(report_of(impact(towns))) == write(report_of(impact(towns)))


def test_the_workbook_has_numbers_as_numbers(towns: Bureau, tmp_path: Path) -> None:
    towns.edit(RULES, "标准: 10%", "标准: 12%")
    towns.edit(RULES, "财务管理符合规定。", "=财务管理合乎规定。")
    output = tmp_path / "影响.xlsx"
    ran = towns.run("impact", "--format", "xlsx", "-o", output)
    assert (ran.code, ran.out) == (0, "影响：影响.xlsx\n")
    book = openpyxl.load_workbook(io.BytesIO(output.read_bytes()))
    assert book.sheetnames == ["概况", "改动", "单位总分", "等级", "指标得分", "句子"]
    rows = list(book["单位总分"].iter_rows(values_only=True))
    assert rows[0][:6] == ("单位", "年度", "全称", "旧总分", "新总分", "变动")
    assert rows[1][:6] == ("dongshan", 2024, "新禾市东山镇人民政府", 97.65, 98.65, 1)
    said = next(cell for row in book["句子"].iter_rows() for cell in row if cell.value == "=财务管理合乎规定。")
    assert said.data_type == "s", "a sentence is never a formula"


def test_markdown_is_a_page_whose_tables_hold(towns: Bureau) -> None:
    from markdown_it import MarkdownIt

    towns.edit(RULES, "财务管理符合规定。", "财务|管理*合乎*<规定>。")
    page = towns.run("impact", "--format", "md").out
    html = MarkdownIt("commonmark").enable("table").render(page)
    assert "<td>财务|管理*合乎*&lt;规定&gt;。</td>" in re.sub(r"<td [^>]*>", "<td>", html)
    assert html.count("<table>") == page.count("\n## ")


def test_the_page_opens_in_a_browser_without_complaint(towns: Bureau, tmp_path: Path) -> None:
    sync = pytest.importorskip("playwright.sync_api")
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("no chromium")
    towns.edit(RULES, "标准: 10%", "标准: 12%")
    towns.edit(RULES, "财务管理符合规定。", "财务管理<b>合乎</b>规定。")
    output = tmp_path / "影响.html"
    assert towns.run("impact", "--format", "html", "-o", output).code == 0
    said: list[str] = []
    with sync.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if not request.url.startswith(("file:", "data:")) else None)
        page.goto(output.as_uri())
        assert page.locator("h2").all_inner_texts() == ["概况", "改动", "单位总分", "等级", "指标得分", "句子"]
        marked = page.locator("ins").all_inner_texts()
        overflows = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        chromium.close()
    assert "<b>合乎</b>" in marked
    assert not overflows
    assert said == []


@pytest.mark.parametrize("style", ["xlsx", "html"])
def test_formats_that_are_no_text_need_a_file(towns: Bureau, style: str) -> None:
    ran = towns.run("impact", "--format", style)
    assert (ran.code, ran.out) == (2, "")
    assert "-o" in ran.err


def test_the_comparison_in_the_handbook_is_what_is_printed(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    handbook = (PROJECT / "docs" / "handbook.md").read_text("utf-8")
    (shown,) = re.findall(r"^```console\n\$ ziping (impact .*?)\n(.*?)^```", handbook, re.MULTILINE | re.DOTALL)
    rules = bureau.path("data/rules/shenzhen/2024.yaml").read_text("utf-8")
    bureau.path("草稿.yaml").write_text(rules.replace("标准: 10%, 方向: 高于", "标准: 12%, 方向: 高于"), "utf-8")
    monkeypatch.chdir(bureau.root)
    ran = bureau.run(*shown[0].split())
    assert ran.out == shown[1]
    assert ran.code == 1


SCORING = [
    ("标准: 10%", "标准: {}%"),
    ("每: 1%, 扣: 0.5", "每: 1%, 扣: 0.{}"),
    ('(5%, 10%]", 得: 5', '(5%, 10%]", 得: {}'),
    ("每例扣: 2", "每例扣: {}"),
    ("每期: 4, 平均: 2", "每期: {0}, 平均: 2"),
]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(SCORING), st.integers(1, 9)), min_size=1, max_size=3, unique_by=lambda each: each[0]))
def test_the_changes_of_the_indicators_add_up_to_the_change_of_the_total(towns: Bureau, made: list[tuple[tuple[str, str], int]]) -> None:
    git(towns.root, "checkout", "-q", "--", ".")
    for (old, new), number in made:
        towns.edit(RULES, old, new.format(number))
    for each in impact(towns).measured:
        if each.moved is not None:
            assert sum((change.moved for change in told(each, What.SCORE)), Decimal(0)) == each.moved


def _node(path: Path) -> Node:
    problems = Problems()
    node = Workspace(PROJECT).read_yaml(path, problems)
    assert node is not None
    return node


WRITTEN = sorted([*(PROJECT / "data/rules").rglob("*.yaml"), *(PROJECT / "data/agencies").rglob("*.yaml")])


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nodes_written_anew_read_as_the_same_texts(path: Path, tmp_path: Path) -> None:
    node = _node(path)
    again = tmp_path / "again.yaml"
    again.write_text(canonical(node), "utf-8")
    assert canonical(_node(again)) == canonical(node)


RANDOM = st.recursive(
    st.text("甲乙丙 1%", max_size=3).map(str.strip),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from("abcdef"), inner, min_size=1, max_size=5),
    max_leaves=12,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RANDOM, RANDOM)
def test_all_differences_made_give_the_new_side(tmp_path: Path, one: object, other: object) -> None:
    import json

    found = []
    for name, content in (("old", one), ("new", other)):
        (tmp_path / name).write_text(json.dumps({"top": content, "end": name}, ensure_ascii=False), "utf-8")
        found.append(_node(tmp_path / name))
    old, new = found
    assert canonical(patched(old, leaves(old, new))) == canonical(new)
    assert list(leaves(old, old)) == []


def test_a_report_under_nodes_written_anew_is_the_same(bureau: Bureau) -> None:
    texts = {}
    for name, year in (("kuichong", 2024), ("huangge", 2023)):
        path = bureau.path(f"{name}/{year}")
        path.write_text(without_assertions(path.read_text("utf-8")), "utf-8")
        texts[name, year] = bureau.text(name, year)
    for path in [*(bureau.root / "data/rules").rglob("*.yaml"), *(bureau.root / "data/agencies").rglob("*.yaml")]:
        path.write_text(canonical(_node(path)), "utf-8")
    assert {unit: bureau.text(*unit) for unit in texts} == texts


def test_a_revision_that_is_not_there_is_told(towns: Bureau) -> None:
    with pytest.raises(ProblemError) as told_of:
        impact(towns, "no-such-branch")
    assert [problem.number for problem in told_of.value.problems] == ["S108"]
