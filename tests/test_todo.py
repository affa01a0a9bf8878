"""待填 is told wherever it stands, alone: nothing that follows from it is told as well, and it is never printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.base.edits import Edit, edited
from generator.base.problems import Problems
from generator.base.workspace import Workspace
from generator.base.yaml_reader import Mapping, Node, Scalar

from .conftest import Bureau


def written(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    """Yield what is written, each kind of place once: its path without the numbers of rows."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, inner in node:
            yield from written(inner, (*path, str(key)))
    else:
        for inner in node:
            yield from written(inner, path)


@pytest.mark.parametrize(("agency", "year"), [("kuichong", 2024), ("panyu-zhujian", 2023)])
def test_wherever_it_stands_it_is_the_only_thing_told(bureau: Bureau, agency: str, year: int) -> None:
    path = bureau.path(f"{agency}/{year}")
    text = path.read_text("utf-8")
    node = Workspace(bureau.root).read_mapping(path, Problems())
    assert node is not None
    wrong = {}
    for where, scalar in dict(written(node)).items():
        end = scalar.end.offset
        path.write_text(edited(text, [Edit(scalar.mark.offset, end, "待填\n" if text[end - 1] == "\n" else "待填")]), "utf-8")
        told = [problem.number for problem in bureau.evaluate(agency, year).problems.errors]
        if told != ["F204"]:
            wrong[where] = told
    assert wrong == {}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("落户企业: 22家", "落户企业: 待填", "数据.招商.落户企业"),
        ("  满意度调查对象: [", "  满意度调查对象: [待填, ", "正文.满意度调查对象"),
        ("土洋社区获评深圳市先进基层党组织，", "土洋社区获评【待填：称号】，", "正文.履职情况"),
        ("    改进: >-\n      {{ 单位.自称 }}在编人员较少，", "    改进: >-\n      待填，", "措辞.编外人员控制率.改进"),
        ("  其余: 满分\n", "  其余: 满分\n  项目监管: {扣分: 待填, 说明: 待填}\n", "评定.项目监管"),
        ("填报人: 罗永芳", "填报人: 待填", "封面.填报人"),
        ("值: 100%, 理由", "值: 待填, 理由", "直报.率.项目完成及时"),
        ("金额单位: 万元\n", "金额单位: 万元\n上年: {预算: {基本支出: 待填}}\n", "上年.预算.基本支出"),
        ("  服务: 2,292.3\n", "  服务:\n    值: 2,292.3\n    佐证: 待填\n", "采购.服务.佐证"),
    ],
)
def test_it_is_named_by_the_place_it_stands_at(bureau: Bureau, old: str, new: str, key: str) -> None:
    bureau.edit("kuichong/2024", old, new)
    ran = bureau.run("report", "kuichong", 2024)
    assert (ran.code, ran.out) == (1, "")
    assert f"“{key}”还是“待填”" in ran.err
    assert set(ran.err.split()) & {"F301", "F303", "F202", "R103", "T108"} == set()


def test_a_word_that_only_begins_so_is_no_gap(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "安全形势稳中向好，", "待填报的表格已全部上报，安全形势稳中向好，")
    assert bureau.run("report", "kuichong", 2024).code == 0
