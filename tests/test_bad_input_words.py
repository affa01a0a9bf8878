"""A mistake in prose, in a sentence, in a formula or in a template is refused at its line and column, with a remedy."""

from __future__ import annotations

import io
import zipfile

import pytest

from .conftest import Bureau
from .refusal import each, errors, outputs, refused, spoil, write

REST = "  其余: 满分\n"
ASSERTED_TOTAL = ("  总分: 98.29\n", "")
FORM = "templates/dapeng/report.md.j2"
SETTINGS = "templates/dapeng/form.yaml"
RULES = "data/rules/shenzhen/2024.yaml"

WRONG_WRITING = (
    ("{{ ▸单位.简 }}", "T103", "是不是 “单位.简称”"),
    ("{{ ▸单位.__class__ }}", "T103", "没有“单位.__class__”"),
    ("{{ 年度 }}与{{ ▸年渡 }}", "T103", "没有“年渡”"),
    ("▸{{ 单位.简称", "T102", "成对"),
    ("{{ 年度 }}与▸{{ 单位，简称 }}", "T102", "半角"),
    ("{{ 年度 ▸+ 1 }}", "T105", "在“量:”下写公式"),
    ("{{ 年度 ▸* 2 }}", "T105", "在“量:”下写公式"),
    ("▸{{ 年度() }}", "T105", "只能写名称和过滤器"),
    ("▸{{ 单位['简称'] }}", "T105", "只能写名称和过滤器"),
    ("▸{% if 年度 %}甲{% endif %}", "T105", "只能写名称和过滤器"),
    ("▸{# 待核 #}", "T105", "只能写名称和过滤器"),
    ("{{ 预算.合计 | ▸万圆 }}", "T104", "是不是 “万元”"),
    ("{{ 单位.简称 | ▸upper }}", "T104", "可用：元、万元"),
    ("{{ 人员.在编人员 | ▸方向 }}", "T118", "要3个参数，写了0个"),
)
WRONG_KIND = (
    ("{{ 人员.在编人员 | ▸万元 }}", "T107", "它只用于金额"),
    ("{{ 单位.简称 | ▸顿号 }}", "T107", "它只用于列表"),
    ("{{ 预算.合计 | ▸百分比 }}", "T107", "它只用于百分比"),
    ("{{ ▸人员 }}", "T119", "写到最后一级名称"),
    ("{{ ▸指标.预算执行率 }}", "T119", "写到最后一级名称"),
)


@pytest.mark.parametrize("wrong", [WRONG_WRITING, WRONG_KIND], ids=["writing", "kind"])
def test_wrong_tags_in_prose_are_refused_all_at_once_at_their_columns(bureau: Bureau, wrong: tuple[tuple[str, str, str], ...]) -> None:
    old = "    - 推动绿美葵涌生态建设。\n"
    places = spoil(bureau, (old, "".join(f'    - "推动{tag}生态建设。"\n' for tag, _, _ in wrong)))
    each(bureau, places, [(number, says) for _, number, says in wrong])


@pytest.mark.parametrize(
    ("old", "new", "end"),
    [
        pytest.param(REST, REST + '  项目监管: {扣分: 1, 说明: "按{{ ▸单位.简 }}整改。"}\n', "", id="judgment"),
        pytest.param(REST, REST + '  项目监管: {说明: "按{{ ▸单位.简 }}检查。"}\n', "", id="judgment without points off"),
        pytest.param("      定期组织编外", "      {{ ▸单位.简 }}定期组织编外", "", id="wording, in the second line of a folded text"),
        pytest.param("在编人员较少", "在编人员较少{{ ▸单位.简 }}", "", id="wording, in its first line"),
        pytest.param(REST, REST, '问题与改进: [{问题: "{{ ▸单位.简 }}不足。", 改进: 改。}]\n', id="problem"),
        pytest.param(REST, REST, '问题与改进: [{问题: 不足。, 改进: [改。, "由{{ ▸单位.简 }}改。"]}]\n', id="measure in a list"),
        pytest.param(REST, REST, '问题与改进: [{问题标题: "{{ ▸单位.简 }}", 问题: 不足。, 改进: 改。}]\n', id="heading of a problem"),
        pytest.param(
            REST,
            REST,
            '增设章节: [{标题: 甲, 级: 1, 置于: 总体评价和整改措施, 内容: ["{{ ▸单位.简 }}"]}]\n',
            id="section of the unit's own",
        ),
        pytest.param(
            "    - 标题: 党的建设", '    - 标题: "{{ ▸单位.简 }}"\n      内容: 甲。\n    - 标题: 党的建设', "", id="heading in prose"
        ),
        pytest.param(
            "  社会效益:\n", "  生态效益: |-\n    第一段。\n\n    第二段{{ ▸单位.简 }}。\n  社会效益:\n", "", id="second paragraph"
        ),
    ],
)
def test_an_unknown_name_is_found_wherever_words_stand(bureau: Bureau, old: str, new: str, end: str) -> None:
    errors(bureau, spoil(bureau, (old, new), ASSERTED_TOTAL, end=end), "T103", "是不是 “单位.简称”")


def test_arithmetic_and_wrong_filters_in_sentences_are_refused_too(bureau: Bureau) -> None:
    judged = '  项目监管: {扣分: 1, 说明: "{{ 年度 ▸+ 1 }}", 问题: "{{ 扣分 | ▸万圆 }}", 改进: "▸{{ 扣分 "}\n'
    errors(bureau, spoil(bureau, (REST, REST + judged), ASSERTED_TOTAL), "T105 T104 T102")


def test_a_text_that_prints_itself_is_refused(bureau: Bureau) -> None:
    places = spoil(bureau, ("  编外人员说明: 核定", "  编外人员说明: 详见{{ ▸正文.编外人员说明 }}核定"))
    errors(bureau, places, "T120", "引用了自己")


@pytest.mark.parametrize(
    ("old", "new", "end", "number", "says"),
    [
        pytest.param("  后续计划:\n", "  ▸后序计划: 甲。\n  后续计划:\n", "", "T109", "是不是 “后续计划”", id="unknown slot"),
        pytest.param("    改进: >-\n", "    ▸改近: 甲。\n    改进: >-\n", "", "R102", "是不是 “改进”", id="unknown sentence"),
        pytest.param(
            "  编外人员控制率:\n    改", "  ▸编外人员控制:\n    改", "", "F307", "是不是 “编外人员控制率”", id="wording of no one"
        ),
        pytest.param("措辞:\n", "措辞: {编外人员控制率: ▸从严控制}\n措词:\n", "", "R107 F201", "逐项写", id="wording without its slot"),
        pytest.param("    - 标题: 党的", "    - {标题: 甲, ▸内溶: 乙}\n    - 标题: 党的", "", "R102", "不认识“内溶”", id="part of prose"),
        pytest.param("  编外人员说明: 核定", "  编外人员说明: ▸{一二是: [甲]}\n  # 核定", "", "R105", "写法不对", id="layout of prose"),
        pytest.param("", "", "问题与改进: ▸没有\n", "R108", "应当是列表", id="text for the problems"),
        pytest.param("", "", "问题与改进: [▸没有]\n", "R107", "逐项写", id="text for a problem"),
        pytest.param("", "", "问题与改进: [{▸问提: 甲。, 问题: 乙。}]\n", "R102", "是不是 “问题”", id="part of a problem"),
        pytest.param("", "", "问题与改进: [▸{问题标题: 甲}]\n", "R101", "缺少“问题”", id="problem that says nothing"),
        pytest.param("", "", "问题与改进: [{问题: ▸{标题: 甲}, 改进: 乙。}]\n", "R109", "不能分项", id="parted problem"),
        pytest.param("", "", "问题与改进: [{收: ▸编外人员控制率}]\n", "R108", "应当是列表", id="text for what is gathered"),
        pytest.param("", "", "问题与改进: [{收: [▸编外人员]}]\n", "F307", "是不是 “编外人员控制率”", id="gathers no one"),
        pytest.param("", "", "不列问题: {▸编外人员: 甲}\n", "F307", "是不是 “编外人员控制率”", id="unlisted no one"),
        pytest.param("", "", "不列问题: ▸[编外人员控制率]\n", "R107", "逐项写", id="list of the unlisted"),
        pytest.param(
            "",
            "",
            "增设章节: [{标题: 甲, 级: 1, 置于: ▸总体评价, 内容: 乙。}]\n",
            "T110",
            "是不是 “总体评价和整改措施”",
            id="unknown heading",
        ),
        pytest.param(
            "", "", "增设章节: [{标题: 甲, 级: ▸6, 置于: 总体评价和整改措施, 内容: 乙。}]\n", "R106", "1、2、3、4、5", id="level six"
        ),
        pytest.param("", "", "增设章节: [▸{标题: 甲, 级: 1, 内容: 乙。}]\n", "R101", "缺少“置于”", id="section without a place"),
    ],
)
def test_words_of_the_wrong_shape_are_refused(bureau: Bureau, old: str, new: str, end: str, number: str, says: str) -> None:
    edits = [(old, new)] if old else []
    places = spoil(bureau, *edits, end=end)
    told = refused(bureau)
    assert (number.split()[0], places[0]) in {(problem.number, problem.place) for problem in told}
    assert any(says in problem.text for problem in told)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("填报人: 罗永芳", '填报人: "▸{{ 单位.简称 }}"'),
        ("  自称: 我办", '  自称: "我▸{{ 单位.简称 }}"'),
    ],
    ids=["cover", "fact"],
)
def test_a_tag_where_values_print_as_written_is_refused(bureau: Bureau, old: str, new: str) -> None:
    places = spoil(bureau, (old, new))
    errors(bureau, places, "F119", "只用在正文、评定、措辞")


def test_required_prose_that_is_missing_is_asked_for(bureau: Bureau) -> None:
    text = bureau.path("kuichong/2024").read_text("utf-8")
    places = write(bureau, text[: text.index("  后续计划:")].replace("\n正文:\n", "\n▸正文:\n", 1))
    errors(bureau, places, "T108", "在“正文:”下写上“后续计划: …”")


@pytest.mark.parametrize(
    ("new", "number", "says"),
    [
        ("{{ ▸单位.简 }}着力", "T103", "是不是 “单位.简称”"),
        ("{{ 年度 ▸+ 1 }}着力", "T106", "在“量:”下写公式"),
        ("{% if 预算.合计 ▸> 0 %}着力{% endif %}", "T106", "在“量:”下写公式"),
        ("{{ 预算.合计 | ▸万圆 }}着力", "T104", "是不是 “万元”"),
        ("{{ 人员.在编人员 | ▸万元 }}着力", "T107", "它只用于金额"),
        ("{{ ▸人员 }}着力", "T119", "写到最后一级名称"),
    ],
)
def test_a_mistake_in_a_form_is_told_with_line_and_column(bureau: Bureau, new: str, number: str, says: str) -> None:
    places = spoil(bureau, ("{{ 单位.简称 }}着力", new), file=FORM)
    told = refused(bureau)
    assert {problem.number for problem in told} == {number}
    assert [problem.place for problem in told] == places
    assert says in told[0].text


def test_a_condition_in_a_form_that_nobody_ended_is_told(bureau: Bureau) -> None:
    spoil(bureau, ("{{ 单位.简称 }}着力", "{% if 公用经费未超支 %}着力"), file=FORM)
    told = refused(bureau)
    assert {problem.number for problem in told} == {"T102"}
    assert told[0].place.startswith(f"{FORM}:")


def test_a_wrong_name_in_a_formula_of_the_form_is_told(bureau: Bureau) -> None:
    edit = ("三公经费.决算 ≤ 三公经费.预算", "▸三公经费.决 ≤ 三公经费.预算")
    errors(bureau, spoil(bureau, edit, file=SETTINGS), "R203", "是不是 “三公经费.决算”")


def test_mistakes_in_the_title_and_on_the_cover_of_a_form_are_told(bureau: Bureau) -> None:
    edits = (
        ('标题: ["{{ 年度 }}', '标题: ["{{ ▸年渡 }}'),
        ('取: "{{ 单位.全称 }}"', '取: "▸{{ 单位.全称 "'),
    )
    errors(bureau, spoil(bureau, *edits, file=SETTINGS), "T103 T102")


def test_mistakes_in_formulas_of_the_rule_set_are_told_together(bureau: Bureau) -> None:
    places = spoil(
        bureau,
        ("  预算.合计: 预算.基本支出 + 预算.项目支出", "  预算.合计: ▸预算.基本 + 预算.项目支出"),
        ("式: 人员.在编人员 ÷ 人员.核定行政编制", "式: 人员.在编人员 ÷▸"),
        ("  率.编外人员: {式: 人员.编外人员 ÷ 人员.合计, 零分母: 报错}", "  率.编外人员: 人员.编外人员 ÷ ▸人员.合计"),
        file=RULES,
    )
    errors(bureau, places, "R203 R202 R205", "是不是 “预算.基本支出”", "运算符", "零分母: 报错")


def test_an_unknown_name_in_a_sentence_of_the_rule_set_is_told(bureau: Bureau) -> None:
    errors(bureau, spoil(bureau, ("在{{ 标准 }}的控制线以内", "在{{ ▸标淮 }}的控制线以内"), file=RULES), "T103", "没有“标淮”")


@pytest.mark.parametrize(
    ("old", "new", "number", "says"),
    [
        ("规则: shenzhen/2024\n", "规则: ▸shenzen/2024\n", "R301", "是不是 “shenzhen/2024”"),
        ("规则: shenzhen/2024\n", "规则: ▸shenzhen\n", "R301", "没有规则集“shenzhen”"),
        ("模板: dapeng\n", "模板: ▸dapen\n", "T101", "是不是 “dapeng”"),
    ],
)
def test_an_unknown_rule_set_or_form_is_refused_and_the_nearest_named(bureau: Bureau, old: str, new: str, number: str, says: str) -> None:
    errors(bureau, spoil(bureau, (old, new)), number, says)


def test_an_unknown_rule_set_and_an_unknown_form_are_told_together(bureau: Bureau) -> None:
    places = spoil(bureau, ("规则: shenzhen/2024\n", "规则: ▸甲/2024\n"), ("模板: dapeng\n", "模板: ▸乙\n"))
    errors(bureau, places, "R301 T101")


def test_a_rule_set_or_form_that_is_not_named_is_asked_for(bureau: Bureau) -> None:
    top = ("单位:\n", "▸单位:\n")
    errors(bureau, spoil(bureau, top, ("规则: shenzhen/2024\n", "")), "F206", "必须写明“规则”")
    errors(bureau, spoil(bureau, top, ("模板: dapeng\n", "")) * 2, "F206 F206", "必须写明“模板”")


def _zip(content: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(content, "甲")
    return buffer.getvalue()


@pytest.mark.parametrize("damage", ["a text", "empty", "cut off", "another zip"])
def test_a_word_template_that_is_none_is_refused(bureau: Bureau, damage: str) -> None:
    path = bureau.path("templates/official.docx")
    whole = path.read_bytes()
    path.write_bytes({"a text": "评分表".encode(), "empty": b"", "cut off": whole[: len(whole) // 2], "another zip": _zip("a.txt")}[damage])
    told = refused(bureau)
    assert {problem.number for problem in told} == {"T201"}
    assert told[0].place.startswith("templates/official.docx")
    assert "用 Word 重新另存为 .docx" in told[0].text


def test_a_word_template_that_is_gone_is_refused(bureau: Bureau) -> None:
    bureau.path("templates/official.docx").unlink()
    (told,) = refused(bureau)
    assert told.number == "S104"
    assert "templates/official.docx" in told.text


def test_a_report_that_was_written_before_stays_byte_for_byte(bureau: Bureau) -> None:
    assert bureau.run("report", "kuichong", 2024).code == 0
    written = outputs(bureau)
    template = bureau.path("templates/official.docx")
    whole = template.read_bytes()
    template.write_bytes(b"")
    refused(bureau)
    template.write_bytes(whole)
    spoil(bureau, ("    - 推动绿美葵涌", "    - 推动{{ 年度 + 1 }}绿美葵涌"))
    refused(bureau)
    assert outputs(bureau) == written
