"""A facts file that is no proper YAML, or no text at all, is refused at the very place, with a remedy."""

from __future__ import annotations

import pytest

from .conftest import Bureau
from .refusal import errors, outputs, refused, spoil, write

LINE = "  工程: 0\n"


@pytest.mark.parametrize(
    ("new", "number", "says"),
    [
        pytest.param("  工程▸：0\n", "F104", "全角冒号", id="full-width colon"),
        pytest.param("  工程▸:0\n", "F116", "有一个空格", id="colon without a space"),
        pytest.param("▸\t工程: 0\n", "F103", "制表符", id="tab"),
        pytest.param("  ▸\t工程: 0\n", "F103", "制表符", id="tab after spaces"),
        pytest.param("▸　工程: 0\n", "F115", "全角空格", id="full-width space"),
        pytest.param(" ▸\u00a0工程: 0\n", "F115", "不间断空格", id="space that a web page brought along"),
        pytest.param("  工程: 0\n  ▸工程: 1\n", "F106", "第一次在第 22 行", id="key twice"),
        pytest.param("  工程: 0\n  ▸工程 : 1\n", "F106", "“工程”在同一处写了两次", id="key twice, once with a space"),
        pytest.param('  工程: ▸"0\n', "F123", "没有合上", id="quote that nobody closed"),
        pytest.param("  工程: ▸'0\n", "F123", "没有合上", id="single quote that nobody closed"),
        pytest.param("  工程: ▸{值: 0\n", "F124", "括号“{”", id="brace that nobody closed"),
        pytest.param("  工程: ▸[0\n", "F124", "括号“[”", id="bracket that nobody closed"),
        pytest.param("  工程: {值: 0▸，来源: 决算}\n", "F117", "半角逗号", id="full-width comma in braces"),
        pytest.param("  工程: {值: 0, 来源▸：决算}\n", "F104", "全角冒号", id="full-width colon in braces"),
        pytest.param(" ▸工程: 0\n", "F122", "没有对齐", id="a space too few"),
        pytest.param("   ▸工程: 0\n", "F122", "没有对齐", id="a space too many"),
        pytest.param("  工程: ▸`0\n", "F114", "以 ` 开头", id="character that YAML reserves"),
        pytest.param("  工程: 0▸\u200b\n", "F109", "U+200B", id="invisible character"),
        pytest.param("  工程: 0▸\x07\n", "F109", "U+0007", id="control character"),
        pytest.param("  工程: 0▸\ue000\n", "F109", "U+E000", id="character of the template language's own"),
        pytest.param("  工程: 0 ▸#号楼\n", "F118", "在 # 后面空一格", id="number sign that cuts a text"),
        pytest.param("  工程: ▸&a 0\n", "F108", "锚", id="anchor"),
        pytest.param("  ▸[工程]: 0\n", "F107", "键只能是一个名称", id="list for a key"),
    ],
)
def test_yaml_that_does_not_parse_is_refused_at_its_place(bureau: Bureau, new: str, number: str, says: str) -> None:
    places = spoil(bureau, (LINE, new))
    told = [problem for problem in refused(bureau) if problem.number == number]
    assert [problem.place for problem in told] == places
    assert says in told[0].text


def test_conflict_markers_are_all_told_and_a_tab_with_them(bureau: Bureau) -> None:
    conflict = "▸<<<<<<< HEAD\n  工程: 0\n▸||||||| 共同的上一版\n  工程: 2\n▸=======\n  工程: 1\n▸>>>>>>> 同事的分支\n▸\t"
    places = spoil(bureau, (LINE, conflict + "货物二: 1\n"))
    errors(bureau, places, "F102 F102 F102 F102 F103", "合并冲突标记", "删去 <<<<<<<、=======、>>>>>>>")


def test_a_template_tag_without_quotes_is_explained(bureau: Bureau) -> None:
    places = spoil(bureau, ("  自称: 我办\n", "  自称: ▸{{ 单位.简称 }}办\n"))
    errors(bureau, places, "F114", "以 {{ 开头", "双引号")


def test_a_tag_that_yaml_takes_for_a_mapping_is_explained_too(bureau: Bureau) -> None:
    places = spoil(bureau, ("  自称: 我办\n", "  自称: ▸{{ 单位.简称 }}\n"))
    assert ("F114", places[0]) in {(problem.number, problem.place) for problem in refused(bureau)}


def test_an_amount_that_braces_split_at_its_comma_is_told_whole(bureau: Bureau) -> None:
    places = spoil(bureau, ("公用经费: {预算: 630.3, 决算: 519.8}", "公用经费: {预算: ▸1,250.05, 决算: ▸1,234,519.8}"))
    errors(bureau, places, "F113 F113", "“1,250.05”", "“1,234,519.8”", "去掉千分位逗号，加上引号")


@pytest.mark.parametrize(
    ("before", "last", "number"),
    [
        ("公用经费:", "公用经费: ▸{预算: 630", "F124"),
        ("公用经费:", "公用经费: ▸{预算: 630.3,\n", "F124"),
        ("公用经费:", "公用经▸", "F105"),
        ("公开:", '公开:\n  平台: ▸"大鹏新区\n', "F123"),
    ],
    ids=["in braces", "in braces, at the end of a line", "in a name", "in a quoted text"],
)
def test_a_file_that_breaks_off_is_refused_where_it_does(bureau: Bureau, before: str, last: str, number: str) -> None:
    text = bureau.path("kuichong/2024").read_text("utf-8")
    places = write(bureau, text[: text.index(f"\n{before}") + 1] + last)
    errors(bureau, places, number, "文件是否被截断")


def test_a_file_that_breaks_off_in_its_prose_names_every_slot_that_is_gone(bureau: Bureau) -> None:
    text = bureau.path("kuichong/2024").read_text("utf-8")
    places = write(bureau, text[: text.index("  履职目标:")].replace("\n正文:\n", "\n▸正文:\n", 1))
    told = errors(bureau, places * 4, "T108 T108 T108 T108")
    assert [problem.lines[0].split("“")[1].split("”")[0] for problem in told] == ["履职目标", "履职情况", "经验做法", "后续计划"]


def test_a_file_in_gbk_is_refused_where_its_first_chinese_stands(bureau: Bureau) -> None:
    path = bureau.path("kuichong/2024")
    path.write_bytes(path.read_text("utf-8").encode("gbk"))
    errors(bureau, ["data/agencies/kuichong/2024.yaml:2:1"], "F126", "UTF-8", "GBK")


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_bytes_that_are_no_utf8_are_counted_in_characters(bureau: Bureau, start: str) -> None:
    path = bureau.path("kuichong/2024")
    path.write_bytes(f"{start}单位: {{全称: 甲}}\n简称: 乙".encode() + "局".encode("gbk"))
    errors(bureau, ["data/agencies/kuichong/2024.yaml:2:6"], "F111")


@pytest.mark.parametrize(
    ("content", "number", "remedy"),
    [
        (b"", "F101", "写入内容"),
        (b"\n\n   \n", "F101", "写入内容"),
        ("# 只有注释\n".encode(), "F101", "写入内容"),
        (b"PK\x03\x04\x14\x00\x06\x00", "F110", "UTF-8"),
        ("单位: 甲\n".encode("utf-16"), "F127", "UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "F111", "UTF-8"),
        ("一句话\n".encode(), "F112", "参照"),
        ("- 一\n- 二\n".encode(), "F112", "参照"),
    ],
    ids=["empty", "blank", "only a comment", "zip", "utf-16", "picture", "a sentence", "a list"],
)
def test_a_file_that_is_no_facts_file_at_all_is_refused(bureau: Bureau, content: bytes, number: str, remedy: str) -> None:
    bureau.path("kuichong/2024").write_bytes(content)
    errors(bureau, ["data/agencies/kuichong/2024.yaml:1:1"], number, remedy)


def test_windows_line_ends_and_a_byte_order_mark_are_no_mistake(bureau: Bureau) -> None:
    plain = bureau.text("kuichong", 2024)
    path = bureau.path("kuichong/2024")
    path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode("utf-8-sig"))
    assert bureau.text("kuichong", 2024) == plain


def test_an_alias_that_holds_itself_is_refused(bureau: Bureau) -> None:
    places = spoil(bureau, end="机构: {内设机构: ▸&a [*a]}\n")
    assert ("F108", places[0]) in {(problem.number, problem.place) for problem in refused(bureau)}


def test_a_report_that_was_written_before_stays_byte_for_byte(bureau: Bureau) -> None:
    assert bureau.run("report", "kuichong", 2024).code == 0
    written = outputs(bureau)
    assert set(written) == {"kuichong/2024/report.docx", "kuichong/2024/receipt.json"}
    for old, new in ((LINE, "  工程：0\n"), ("  工程：0\n", "<<<<<<< HEAD\n"), ("<<<<<<< HEAD\n", '  工程: "0\n')):
        spoil(bureau, (old, new))
        refused(bureau)
    bureau.path("kuichong/2024").write_bytes(b"")
    refused(bureau)
    assert outputs(bureau) == written
