"""What a form can say: headings, numbered paragraphs, tables, strong words, shared parts, a unit's lists in each layout."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from generator.report.document import Document, Grid, Heading, text_of

from .conftest import Bureau

FORM = """\
名称: 小模板
标题: ["{{ 单位.简称 }}", "{{ 年度 }}年度报告"]
编号: ["一、", "（一）", "1.", "（1）", "①"]
数字: {去尾零: 是, 千分位: 是}
正文: {栏目: 可缺}
"""
FACTS = """\
单位: {全称: 某镇人民政府, 简称: 某镇}
年度: 2024
规则: zhanjiang/2024
模板: small
金额单位: 万元
预算: {年初收入: 100, 年初支出: 1,200.50}
"""


def _prepare(bureau: Bureau, text: str, facts: str = "", form: str = "") -> None:
    folder = bureau.root / "templates/small"
    folder.mkdir()
    (folder / "form.yaml").write_text(FORM + form, "utf-8")
    (folder / "report.md.j2").write_text(text, "utf-8")
    (bureau.root / "data/agencies/town").mkdir()
    written = FACTS.replace("{年初收入: 100, 年初支出: 1,200.50}", '{年初收入: 100, 年初支出: "1,200.50"}')
    bureau.path("town/2024").write_text(written + facts, "utf-8")


def document(bureau: Bureau, text: str, facts: str = "", form: str = "") -> Document:
    """Return what a small form makes of a small unit."""
    _prepare(bureau, text, facts, form)
    evaluation = bureau.evaluate("town", 2024)
    assert not evaluation.problems.errors, "\n".join(map(str, evaluation.problems.errors))
    assert evaluation.document is not None
    return evaluation.document


def lines(bureau: Bureau, text: str, facts: str = "", form: str = "") -> list[str]:
    """Return the paragraphs of a small form, headings marked by #."""
    blocks = [block for block in document(bureau, text, facts, form).blocks if not isinstance(block, Grid)]
    return [("#" * block.level + " " if isinstance(block, Heading) else "") + block.number + text_of(block.spans) for block in blocks]


def numbers(bureau: Bureau, text: str, facts: str = "") -> list[str]:
    """Return the problem numbers of a small form that cannot be written."""
    _prepare(bureau, text, facts)
    return [problem.number for problem in bureau.evaluate("town", 2024).problems.errors]


def test_headings_and_numbered_paragraphs_count_by_level(bureau: Bureau) -> None:
    text = "# 甲\n\n## 乙\n\n+ 一条\n\n++ 细条\n\n++ 细条\n\n+ 二条\n\n## 丙\n\n+ 一条\n\n# 丁\n\n+ 一条\n"
    assert lines(bureau, text) == [
        "# 一、甲", "## （一）乙", "1.一条", "（1）细条", "（2）细条", "2.二条", "## （二）丙", "1.一条", "# 二、丁", "（一）一条",
    ]  # fmt: skip


def test_a_paragraph_that_ends_in_a_colon_opens_a_new_list(bureau: Bureau) -> None:
    assert lines(bureau, "# 甲\n\n职责：\n\n+ 一\n+ 二\n\n机构：\n\n+ 三\n\n说明。\n\n+ 四\n")[1:] == [
        "职责：", "（一）一", "（二）二", "机构：", "（一）三", "说明。", "（二）四",
    ]  # fmt: skip


def test_wrapped_lines_join_without_a_space_between_chinese(bureau: Bureau) -> None:
    assert lines(bureau, "甲乙，\n丙丁 A\nB\n") == ["甲乙，丙丁 A B"]


def test_only_bold_is_markup(bureau: Bureau) -> None:
    paragraph = document(bureau, "**甲**乙*丙*_丁_`戊`<b>己</b>[庚](辛)\n").blocks[0]
    assert not isinstance(paragraph, Grid)
    assert next((span.text, span.strong) for span in paragraph.spans) == ("甲", True)
    assert text_of(paragraph.spans) == "甲乙*丙*_丁_`戊`<b>己</b>[庚](辛)"


def test_what_a_clerk_types_is_never_markup(bureau: Bureau) -> None:
    facts = '正文: {栏目: "# 不是标题 **不是粗体** | 不是表格 |"}\n'
    assert lines(bureau, "# 甲\n\n{{ 正文.栏目 }}\n", facts)[1] == "# 不是标题 **不是粗体** | 不是表格 |"


def test_a_table_prints_values_and_reaches_word(bureau: Bureau) -> None:
    text = "# 收支\n\n| 项目 | 金额 |\n|---|---|\n| 收入 | {{ 预算.年初收入 | 万元 }} |\n| **支出** | {{ 预算.年初支出 | 万元 }} |\n"
    _prepare(bureau, text)
    assert bureau.run("report", "town", 2024).code == 0
    table = docx.Document(str(bureau.docx("town", 2024))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["项目", "金额"], ["收入", "100万元"], ["支出", "1,200.50万元"]]


def test_a_shared_part_is_included_and_a_macro_imported(bureau: Bureau) -> None:
    common = bureau.root / "templates/common"
    (common / "head.md.j2").write_text("# {{ 单位.简称 }}概况\n\n", "utf-8")
    (common / "words.md.j2").write_text("{% macro 称(名) %}{{ 名 }}（{{ 年度 }}）{% endmacro %}\n", "utf-8")
    text = '{% from "common/words.md.j2" import 称 with context %}\n{% include "common/head.md.j2" %}\n\n{{ 称(单位.全称) }}。\n'
    assert lines(bureau, text) == ["# 一、某镇概况", "某镇人民政府（2024）。"]


def test_a_mistake_in_a_shared_part_is_told_there(bureau: Bureau) -> None:
    (bureau.root / "templates/common/head.md.j2").write_text("好。\n\n{{ 单位.简 }}\n", "utf-8")
    _prepare(bureau, '{% include "common/head.md.j2" %}\n')
    told = bureau.evaluate("town", 2024).problems.errors
    assert [(problem.number, str(problem.mark)) for problem in told] == [("T103", "templates/common/head.md.j2:3:4")]


def test_a_shared_part_that_is_missing_is_named(bureau: Bureau) -> None:
    _prepare(bureau, '{% include "common/no.md.j2" %}\n')
    told = bureau.evaluate("town", 2024).problems.errors
    assert any(problem.number == "S104" and "templates/common/no.md.j2" in problem.reason for problem in told)


def test_an_import_without_context_is_refused(bureau: Bureau) -> None:
    assert "T117" in numbers(bureau, '{% from "common/issues.md.j2" import 问题逐条 %}\n甲。\n')


def test_numbered_paragraphs_stop_at_the_fifth_level(bureau: Bureau) -> None:
    assert numbers(bureau, "##### 甲\n\n+ 乙\n") == ["T116"]


LISTED = "正文: {栏目: [甲。, 乙。]}\n"
TITLED = "正文: {栏目: [{标题: 甲, 内容: 子。}, {标题: 乙, 内容: [丑。, {标题: 寅, 内容: 卯。}]}]}\n"


@pytest.mark.parametrize(
    ("filter_", "facts", "printed"),
    [
        ("", LISTED, ["（一）甲。", "（二）乙。"]),
        (" | 分段", LISTED, ["甲。", "乙。"]),
        (" | 一是", LISTED, ["一是甲。", "二是乙。"]),
        (" | 连写", LISTED, ["一是甲。二是乙。"]),
        (" | 一是", "正文: {栏目: [甲。]}\n", ["甲。"]),
        (" | 连写", "正文: {栏目: [甲。]}\n", ["甲。"]),
        ("", TITLED, ["## （一）甲", "子。", "## （二）乙", "1.丑。", "2.寅。卯。"]),
        (" | 分条", TITLED, ["（一）甲。子。", "（二）乙", "1.丑。", "2.寅。卯。"]),
        ("", "正文: {栏目: {连写: [甲。, 乙。]}}\n", ["一是甲。二是乙。"]),
        ("", "正文: {栏目: {一是: [甲。, 乙。]}}\n", ["一是甲。", "二是乙。"]),
        ("", "正文:\n  栏目: |-\n    甲，\n    乙。\n\n    丙。\n", ["甲，乙。", "丙。"]),
        ("", "正文:\n  栏目: >-\n    甲，\n    乙。\n\n    丙。\n", ["甲，乙。", "丙。"]),
        ("", "正文:\n  栏目: 甲，\n    乙。\n", ["甲，乙。"]),
    ],
)
def test_prose_is_laid_out_as_the_form_asks(bureau: Bureau, filter_: str, facts: str, printed: list[str]) -> None:
    assert lines(bureau, f"# 一\n\n{{{{ 正文.栏目{filter_} }}}}\n", facts)[1:] == printed


def test_a_list_stands_inside_a_sentence_as_well(bureau: Bureau) -> None:
    facts = "数据: {村: [东村, 西村]}\n正文: {栏目: [甲。, 乙。]}\n"
    text = "建成{{ 数据.村 | 顿号 }}{{ 数据.村 | 个数 }}个村：{{ 正文.栏目 | 连写 }}\n"
    assert lines(bureau, text, facts) == ["建成东村、西村2个村：一是甲。二是乙。"]


def test_names_print_as_the_form_calls_them(bureau: Bureau) -> None:
    assert lines(bureau, "{{ 单位.全称 }}\n", form="印作: {某镇人民政府: 本镇}\n") == ["本镇"]


def test_last_years_values_come_from_last_years_file(bureau: Bureau) -> None:
    _prepare(bureau, "上年{{ 上年.预算.年初收入 | 万元 }}。\n")
    earlier = FACTS.replace("2024\n规则", "2023\n规则").replace("{年初收入: 100, 年初支出: 1,200.50}", "{年初收入: 80}")
    bureau.path("town/2023").write_text(earlier, "utf-8")
    assert "上年80万元。" in bureau.text("town", 2024)


def test_last_year_typed_otherwise_than_in_its_file_is_refused(bureau: Bureau) -> None:
    _prepare(bureau, "甲。\n", "上年: {预算: {年初收入: 81, 年初支出: 900000元}}\n")
    earlier = FACTS.replace("2024\n规则", "2023\n规则").replace("{年初收入: 100, 年初支出: 1,200.50}", "{年初收入: 80, 年初支出: 90}")
    bureau.path("town/2023").write_text(earlier, "utf-8")
    (told,) = bureau.evaluate("town", 2024).problems.errors
    assert (told.number, "81万元" in told.reason, "80万元" in told.reason) == ("F208", True, True)


def test_a_file_that_includes_itself_is_refused_not_followed(bureau: Bureau) -> None:
    assert numbers(bureau, '甲。\n{% include "small/report.md.j2" %}\n') == ["T120"]


def test_a_word_file_of_a_small_form_is_whole(bureau: Bureau, tmp_path: Path) -> None:
    _prepare(bureau, "# 甲\n\n乙。\n", form="封面: {位置: 独立页, 项: [{标签: 填报人, 取: \"{{ 封面.填报人 }}\"}]}\n", facts="封面: {填报人: 张三}\n")
    assert bureau.run("report", "town", 2024).code == 0
    texts = [paragraph.text for paragraph in docx.Document(str(bureau.docx("town", 2024))).paragraphs]
    assert [text for text in texts if text] == ["某镇", "2024年度报告", "填报人：张三", "一、甲", "乙。"]
