"""What a rule set and a form ask of a unit, and how many points hang on each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.report.needs import Need, needs_of

from .conftest import UNITS, Bureau


def asked(bureau: Bureau, agency: str, year: int, given: tuple[str, ...] = ()) -> dict[str, Need]:
    evaluation = bureau.evaluate(agency, year)
    assert evaluation.rules is not None
    assert evaluation.form is not None
    assert evaluation.facts is not None
    return {need.path: need for need in needs_of(evaluation.rules, evaluation.form, evaluation.facts.vocabulary, given)}


def test_a_fact_is_asked_for_by_every_indicator_whose_quantities_rest_on_it(bureau: Bureau) -> None:
    need = asked(bureau, "kuichong", 2024)["人员.在编人员"]
    assert need.scores == ("财政供养人员控制率", "编外人员控制率")
    assert (need.points, need.firm) == (Decimal(2), True)


def test_what_stands_behind_a_reported_rate_is_not_asked_for(bureau: Bureau) -> None:
    behind = {"履职.项目计划完成数", "履职.项目按时完成数"}
    assert behind <= set(asked(bureau, "kuichong", 2024))
    assert not behind & set(asked(bureau, "kuichong", 2024, ("率.项目完成及时",)))


def test_last_years_values_judgments_prose_and_cover_fields_are_asked_for(bureau: Bureau) -> None:
    assert asked(bureau, "baisha", 2024)["上年.预算.年初收入"].title == "上年年初预算收入"
    found = asked(bureau, "kuichong", 2024)
    assert found["评定.预决算信息公开"].points == 3
    assert found["正文.主要职责"].firm
    assert not found["正文.生态效益"].firm
    assert found["封面.填报人"].firm


def test_a_table_is_asked_for_with_the_columns_that_are_named(bureau: Bureau) -> None:
    need = asked(bureau, "huangge", 2023)["绩效指标"]
    assert need.points == 40
    assert set(need.columns) == {"类别", "名称", "满分", "目标", "实际"}


def test_what_only_a_branch_of_the_form_prints_is_not_firm(bureau: Bureau) -> None:
    assert not asked(bureau, "huangge", 2023)["机构.内设机构"].firm


@pytest.mark.parametrize(("agency", "year"), UNITS)
def test_every_fact_of_a_shipped_unit_that_no_prose_prints_is_asked_for(bureau: Bureau, agency: str, year: int) -> None:
    evaluation = bureau.evaluate(agency, year)
    assert evaluation.facts is not None
    prose = bureau.path(f"{agency}/{year}").read_text("utf-8")
    found = asked(bureau, agency, year)
    facts = [path for path in evaluation.facts.values if not any(part.isdecimal() for part in path.split("."))]
    assert [path for path in facts if path not in found and "{{ " + path not in prose] == []
