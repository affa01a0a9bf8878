"""Every number that a report prints is answered for: it is a value whose card comes to what is printed, or words that stand in a file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.base.marks import Mark, Text
from generator.base.problems import Problems
from generator.base.workspace import Workspace
from generator.batch.pipeline import Evaluation, evaluate
from generator.batch.review import edition_of
from generator.report.document import Document, Span
from generator.report.origins import Kind, Origin

from .conftest import PROJECT, UNITS, Bureau
from .liyang import founded, review
from .reader import half_up, read, reckon, wrong_equations

every_unit = pytest.mark.parametrize(("agency", "year"), UNITS)
DIGITS = re.compile(r"[0-9]+")
SCORED = re.compile(r"得(?P<points>[\d.]+)分（满分(?P<full>[\d.]+)分）(?:，扣(?P<off>[\d.]+)分)?")


@cache
def evaluated(agency: str, year: int) -> Evaluation:
    """A shipped unit's year."""
    return evaluate(Workspace(PROJECT), agency, year)


def document_of(agency: str, year: int) -> Document:
    """The report of a shipped unit."""
    document = evaluated(agency, year).document
    assert document is not None
    assert document.origins is not None
    return document


def spans(document: Document) -> Iterator[Span]:
    """Yield every span of a document."""
    return (span for line in document.lines() for span in line)


def origins(document: Document) -> dict[str, Origin]:
    """Return where all values of a document are from, by their ids."""
    assert document.origins is not None
    return {span.value.id: document.origins.of(span.value.id) for span in spans(document) if span.value}


def card(origin: Origin) -> dict[str, list[str]]:
    """Return a value's card: its texts by label."""
    found: dict[str, list[str]] = defaultdict(list)
    for label, text in origin.lines:
        found[label].append(text)
    return dict(found)


@cache
def lines_of(path: str) -> list[str]:
    """The lines of a file on the disk."""
    return (PROJECT / path).read_text("utf-8").split("\n")


@cache
def scalars_of(path: str) -> dict[tuple[int, int], str]:
    """The texts of a YAML file by line and column, as a parser of its own finds them."""
    found: dict[tuple[int, int], str] = {}

    def walk(node: Any) -> None:
        if isinstance(node, yaml.ScalarNode):
            found[node.start_mark.line + 1, node.start_mark.column + 1] = node.value
        for inner in node.value if isinstance(node, (yaml.SequenceNode, yaml.MappingNode)) else ():
            for each in inner if isinstance(inner, tuple) else (inner,):
                walk(each)

    walk(yaml.compose((PROJECT / path).read_text("utf-8"), Loader=yaml.BaseLoader))
    return found


def written_at(mark: Mark | None) -> str:
    """Return what stands at a place of a YAML file."""
    assert mark is not None
    return scalars_of(mark.source.path).get((mark.line, mark.column), "")


@every_unit
def test_every_stretch_with_digits_is_a_value_or_words_of_a_place(agency: str, year: int) -> None:
    values = words = 0
    for span in spans(document_of(agency, year)):
        stretches = list(DIGITS.finditer(span.text))
        if span.value is not None:
            values += bool(stretches)
            continue
        assert not stretches or isinstance(span.text, Text), span
        for stretch in stretches:
            assert isinstance(span.text, Text)
            mark = span.text.at(stretch.start())
            there = lines_of(mark.source.path)[mark.line - 1][mark.column - 1 :]
            assert there.startswith(stretch[0]), f"{mark} holds {there[:20]!r}, the report prints {stretch[0]} of {span.text!r}"
            words += 1
    print(f"{agency} {year}: {values} stretches with digits are values, {words} words at their places: {values + words} of {values + words}")
    assert values > words / 3


@every_unit
def test_each_value_prints_again_from_its_id_and_one_id_prints_one_text(agency: str, year: int) -> None:
    document = document_of(agency, year)
    assert document.origins is not None
    printed: dict[tuple[str, str], set[str]] = defaultdict(set)
    for span in spans(document):
        if span.value:
            assert document.origins.printed(span.value) == span.text, span.value
            printed[span.value.id, span.value.by].add(span.text)
    assert {key: texts for key, texts in printed.items() if len(texts) > 1} == {}


@every_unit
def test_a_quantity_is_what_its_card_reckons(agency: str, year: int) -> None:
    reckoned = 0
    for id, origin in origins(document_of(agency, year)).items():
        said = card(origin)
        if origin.kind is not Kind.DERIVED:
            continue
        stated = read(said["数"][0])
        assert stated, said
        if "零分母" in said:
            assert f"取{said['数'][0]}" in said["零分母"][0]
            continue
        inputs = dict(line.partition("　")[0].split(" ", 1) for line in said["用到"])
        values = {name: number.base for name, shown in inputs.items() if (number := read(shown))}
        assert values.keys() == inputs.keys(), said
        result = stated.like(reckon(said["公式"][0], values))
        rounding = re.search(r"→ (?:(\d)位小数|取整) →", said.get("得", [""])[0])
        result = half_up(result, int(rounding[1] or 0)) if rounding else result
        assert result == stated.number, (id, said)
        assert origin.place is not None
        formula = said["公式"][0]
        assert written_at(origin.place).startswith(formula), origin.place
        reckoned += 1
    assert reckoned >= 2


@every_unit
def test_a_fact_says_what_stands_at_its_place(agency: str, year: int) -> None:
    for id, origin in origins(document_of(agency, year)).items():
        if origin.kind not in {Kind.FACT, Kind.REPORTED, Kind.COVER}:
            continue
        said = card(origin)
        assert said["写在"] == [str(origin.place)]
        if origin.figure and isinstance(origin.figure.value, tuple):
            continue  # a list, whose items have places of their own
        shown = said.get("内容", said.get("数"))
        assert shown, said
        written = written_at(origin.place)
        number, stated = read(written), read(shown[0])
        if number and stated:
            assert number.number == stated.number, (id, written, shown)
            assert number.unit in {"", stated.unit}, (id, written, shown)
        elif re.fullmatch(r"\d{4}-\d\d?-\d\d?", written):
            assert [int(part) for part in written.split("-")] == [int(part) for part in DIGITS.findall(shown[0])]
        else:
            assert written == shown[0], (id, origin.place)


@every_unit
def test_a_score_is_what_its_card_adds_up_to(agency: str, year: int) -> None:
    document = document_of(agency, year)
    assert document.origins is not None
    for id, origin in origins(document).items():
        if origin.kind is not Kind.SCORE:
            continue
        said = card(origin)
        wrong = [each for lines in (said.get("代入", ()), said.get("计分", ())) for line in lines for each in wrong_equations(line)]
        assert wrong == [], id
        whole = SCORED.search(said["得分"][0])
        if "只知道所在组的得分" in said["得分"][0]:
            continue
        assert whole, said
        points, full, off = (Decimal(whole[name] or "0") for name in ("points", "full", "off"))
        assert points + off == full
        field = {"得分": points, "满分": full, "扣分": off}.get(id.rpartition(".")[2])
        number = read(str(document.origins.at(id)))
        if field is not None and number and ".行." not in id:
            assert number.number == field, said
            sums = said.get("代入", [])
            assert not sums or sums[-1].endswith(f" = {number.number}分"), said
        if "计分" in said and field == points and ".行." not in id:
            assert f"得分 = {full} − {off} = {points}" in said["计分"] or f"扣分 = {full} − {points} = {off}" in said["计分"], said


@every_unit
def test_every_card_names_a_place_and_the_clause_whether_it_was_read(agency: str, year: int) -> None:
    for id, origin in origins(document_of(agency, year)).items():
        said = card(origin)
        assert origin.title, id
        assert origin.place is not None, id
        assert any(str(origin.place) in text for texts in said.values() for text in texts), (id, said)
        assert len(set(origin.lines)) == len(origin.lines), (id, "says a line twice")
        assert all(label and text for label, text in origin.lines), said
        if id.startswith("指标.") and origin.kind is Kind.SCORE:
            assert {"条款", "核实", "规则写在"} <= said.keys(), (id, said)


def test_a_changed_fact_changes_the_cards_of_all_that_rests_on_it(bureau: Bureau) -> None:
    before = {id: origin.lines for id, origin in origins(document_of("kuichong", 2024)).items()}
    bureau.drop_assertions("kuichong/2024")
    bureau.edit("kuichong/2024", "调整调剂: 6,366.65", "调整调剂: 7,366.65")
    document = bureau.evaluate("kuichong", 2024).document
    assert document is not None
    after = {id: card(origin) for id, origin in origins(document).items()}
    moved = {id for id, origin in origins(document).items() if [text for _, text in origin.lines if "/" not in text]
             != [text for _, text in before.get(id, ()) if "/" not in text]}  # fmt: skip
    assert {"率.调整调剂", "指标.调整调剂规范性.扣分", "组.财务合规性.得分", "总分.得分"} <= moved
    assert not {"预算.合计", "率.政府采购执行", "指标.政府采购执行率.扣分", "组.部门决策.满分"} & moved
    assert after["率.调整调剂"]["代入"] == ["7,366.65万元 ÷ 43,762.16万元"]
    assert after["率.调整调剂"]["得"] == ["16.8333…% → 1位小数 → 16.8%"]
    assert after["指标.调整调剂规范性.扣分"]["得分"] == ["资金调整、调剂规范性　得0.32分（满分1分），扣0.68分"]


FOUND = """审定数:
  预算.调整调剂: {值: 451.25, 理由: 漏报年中追加一笔}
  绩效指标.1.实际: {值: 9公里, 理由: 现场核查只建成9公里}
指标:
  财务合规性: {扣分: 1, 理由: 抽查凭证二十份，两份审批手续不全}"""


def test_the_reviewed_score_is_told_by_what_the_bureau_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town = founded(tmp_path, capsys)
    review(town, FOUND)
    workspace = Workspace(town.root)
    evaluation = evaluate(workspace, "liyang", 2024)
    assert evaluation.review
    assert evaluation.form
    document = edition_of(workspace, evaluation.review, evaluation.form, Problems())
    assert document is not None
    assert document.origins is not None
    for span in spans(document):
        if span.value:
            assert document.origins.printed(span.value) == span.text
    found = {id: (origin, card(origin)) for id, origin in origins(document).items()}
    assert all(origin.place for origin, _ in found.values())
    origin, said = found["指标.财务合规性.复核得分"]
    assert said == {"得分": ["财务合规性　得9分（满分10分），扣1分"], "理由": ["抽查凭证二十份，两份审批手续不全"], "写在": [str(origin.place)]}
    assert written_in(town.root, origin.place).startswith("抽查凭证二十份")
    origin, said = found["指标.预算调整率.复核得分"]
    assert said["得分"] == ["预算调整率　得8.77分（满分10分），扣1.23分"]
    assert said["用到"][0].startswith("率.预算调整 12.45%")
    assert said["理由"] == ["漏报年中追加一笔"]
    _, said = found["组.预算执行.复核得分"]
    assert said["代入"][-1].endswith(f" = {said['得分'][0].split('得')[1].split('分')[0]}分")
    assert [each for line in said["代入"] for each in wrong_equations(line)] == []
    _, said = found["总分.复核增减"]
    assert wrong_equations(f"{said['代入'][0]} = {said['数'][0].removesuffix('分')}") == []
    assert found["审定数.预算.调整调剂"][1]["理由"] == ["漏报年中追加一笔"]
    assert found["复核人"][1]["内容"] == ["新禾市财政局"]


def written_in(root: Path, mark: Mark | None) -> str:
    """Return what stands at a place of a file in a folder."""
    assert mark is not None
    return (root / mark.source.path).read_text("utf-8").split("\n")[mark.line - 1][mark.column - 1 :]
