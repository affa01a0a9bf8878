"""Schemas for editors: what they take is what the reader of facts takes, and the committed ones are current."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.base.problems import Problems
from generator.base.workspace import Workspace
from generator.batch.schemas.values import scalar_schema
from generator.facts.loading import parse_value
from generator.facts.values import Dimension, Kind, Quantity
from generator.facts.vocabulary import load_vocabulary

from .conftest import PROJECT, UNITS, Bureau

WORKSPACE = Workspace(PROJECT)
VOCABULARY = load_vocabulary(WORKSPACE, Problems())


def _loaded(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def _wrong(schema: str, content: Any) -> list[str]:
    """Return what a committed schema says against a content."""
    validator = jsonschema.Draft7Validator(json.loads(WORKSPACE.schema_path(schema).read_text("utf-8")))
    return [error.message for error in validator.iter_errors(content)]


def _facts(agency: str, year: int) -> tuple[str, dict[str, Any]]:
    content = _loaded(WORKSPACE.facts_path(agency, year).read_text("utf-8"))
    return content["规则"].replace("/", "-"), content


def test_the_committed_schemas_are_current_and_named_when_they_are_not(bureau: Bureau) -> None:
    assert bureau.run("schema", "--check").code == 0
    bureau.append("data/vocabulary/budget.yaml", "预算.新的: {类型: 金额}")
    ran = bureau.run("schema", "--check")
    assert ran.code == 1
    assert "S152" in ran.err
    assert "data/schemas/shenzhen-2024.json" in ran.err
    assert "make schema" in ran.err
    assert bureau.run("schema").code == 0
    assert bureau.run("schema", "--check").code == 0


def test_a_rule_set_that_does_not_load_leaves_the_schemas_as_they_are(bureau: Bureau) -> None:
    before = bureau.path("data/schemas/shenzhen-2024.json").read_bytes()
    bureau.edit("data/rules/shenzhen/2024.yaml", "总分: 100", "总分: 101")
    ran = bureau.run("schema")
    assert ran.code == 1
    assert "R302" in ran.err
    assert bureau.path("data/schemas/shenzhen-2024.json").read_bytes() == before


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_every_shipped_facts_file_is_valid(agency: str, year: int) -> None:
    assert _wrong(*_facts(agency, year)) == []


@pytest.mark.parametrize("name", ["rules", "form", "vocabulary"])
def test_every_shipped_rule_set_form_and_vocabulary_file_is_valid(name: str) -> None:
    paths = {
        "rules": [WORKSPACE.rules_path(each) for each in WORKSPACE.rule_sets()],
        "form": [WORKSPACE.form_path(each) for each in WORKSPACE.forms()],
        "vocabulary": WORKSPACE.vocabulary_paths(),
    }[name]
    assert [found for path in paths if (found := _wrong(name, _loaded(path.read_text("utf-8"))))] == []


@pytest.mark.parametrize("name", [path.stem for path in sorted(PROJECT.glob("data/schemas/*.json"))])
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(WORKSPACE.schema_path(name).read_text("utf-8")))


def _keys(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all mappings in which a key is closed: not the unit's own figures, prose, claims."""
    open_sections = {"数据", "量", "正文", "直报", "核对", "封面"}
    if isinstance(node, dict):
        return [path, *(found for key, inner in node.items() if key not in open_sections for found in _keys(inner, (*path, key)))]
    return [found for at, inner in enumerate(node) for found in _keys(inner, (*path, at))] if isinstance(node, list) else []


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_an_unknown_key_anywhere_is_refused(data: st.DataObject) -> None:
    name, content = _facts(*data.draw(st.sampled_from(UNITS)))
    inner = content
    for step in data.draw(st.sampled_from(_keys(content))):
        inner = inner[step]
    inner["没有这一项"] = data.draw(st.sampled_from(["是", 1, "12.5%"]))
    assert _wrong(name, content)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("金额单位",), "千元"), (("模板",), "没有"), (("规则",), "shenzhen/1999"), (("年度",), "二〇二四"),
        (("评定", "其余"), "零分"), (("评定", "资产管理安全性"), {"扣分": 99}), (("评定", "资产管理安全性"), {"扣分": "5%"}),
        (("措辞", "编外人员控制率"), {"改善": "甲"}), (("正文", "没有的栏目"), "甲"), (("资产", "盘点"), "有"),
        (("预算", "基本支出"), "14.5%"), (("预算", "基本支出"), -1), (("人员", "在编人员"), 1.5), (("公开", "预算日期"), "2024年13月1日"),
    ],
)  # fmt: skip
def test_what_the_reader_refuses_is_refused(path: tuple[str, ...], wrong: Any) -> None:
    name, content = _facts("kuichong", 2024)
    *above, last = path
    inner = content
    for step in above:
        inner = inner[step]
    inner[last] = wrong
    assert _wrong(name, content)


NUMBERS = st.from_regex(r"\A\+?(?:[0-9]{1,3}(?:,[0-9]{3}){0,2}|[0-9]{1,6})(?:\.[0-9]{1,3})?\Z")
SUFFIXES = st.sampled_from(["", "元", "万元", "亿元", "%", "％", "人", "名", "套", "千元", " 元", ",", "."])


@settings(deadline=None, max_examples=400)
@given(kind=st.sampled_from([Kind.MONEY, Kind.PEOPLE, Kind.COUNT, Kind.RATIO, Kind.POINTS, Kind.NUMBER, Kind.FLAG, Kind.DATE]), number=NUMBERS, suffix=SUFFIXES)
def test_a_text_is_taken_exactly_when_the_reader_of_facts_takes_it(kind: Kind, number: str, suffix: str) -> None:
    dimension, text = Dimension(kind, "套" if kind is Kind.COUNT else ""), number + suffix
    value = parse_value(text, dimension, "万元", VOCABULARY)
    taken = value is not None and not (isinstance(value, Quantity) and value.number < 0)
    assert jsonschema.Draft7Validator(scalar_schema(dimension)).is_valid(text) == taken
