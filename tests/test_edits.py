"""Edits change what they name and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.edits import Edit, difference, edited, edited_bytes, replaced
from generator.base.marks import Mark, Source
from generator.base.problems import Problems
from generator.base.workspace import Workspace
from generator.base.yaml_reader import Mapping, Node, Scalar, Sequence, read_yaml

from .conftest import PROJECT

FACTS = sorted((PROJECT / "data" / "agencies").rglob("*.yaml"))


def test_a_scalar_is_replaced_where_it_stands_and_its_comment_stays() -> None:
    source = Source("甲.yaml", "预算:\n  年初: 12.50   # 批复\n  调整: {一: 1, 二: '2'}\n")
    node = read_yaml(source, Problems())
    assert isinstance(node, Mapping)
    budget = node.items[0][1]
    assert isinstance(budget, Mapping)
    first, adjusted = budget.get("年初"), budget.get("调整")
    assert isinstance(adjusted, Mapping)
    second = adjusted.get("二")
    assert first is not None
    assert second is not None
    edits = [replaced(second.mark, second.end, "3"), replaced(first.mark, first.end, "13"), replaced(adjusted.end, adjusted.end, "  # 又改")]
    assert edited(source.text, edits) == "预算:\n  年初: 13   # 批复\n  调整: {一: 1, 二: 3}  # 又改\n"


def _scalars(node: Node) -> list[Scalar]:
    match node:
        case Scalar():
            return [node]
        case Sequence():
            return [scalar for item in node for scalar in _scalars(item)]
        case Mapping():
            return [scalar for _, item in node for scalar in _scalars(item)]


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.parent.name)
def test_every_value_of_the_shipped_files_ends_where_its_mark_says(path: Path) -> None:
    source = Workspace(PROJECT).read(path)
    node = read_yaml(source, Problems())
    assert node is not None
    for scalar in _scalars(node):
        written = source.text[scalar.mark.offset : scalar.end.offset]
        if "\n" not in written:
            assert written.strip("\"'") == scalar.text


def test_windows_line_ends_and_the_byte_order_mark_stay() -> None:
    content = b"\xef\xbb\xbf" + "甲: 1\r\n乙: 2\r\n丙: 3\r\n".encode()
    at = "甲: 1\n乙: ".__len__()
    assert edited_bytes(content, [Edit(at, at + 1, "5\n  六: 6")]) == b"\xef\xbb\xbf" + "甲: 1\r\n乙: 5\r\n  六: 6\r\n丙: 3\r\n".encode()


@given(st.text(alphabet="甲a\r\n:", max_size=30), st.data())
def test_an_edit_of_a_file_is_the_edit_of_its_text(text: str, data: st.DataObject) -> None:
    content = text.encode()
    read = text.replace("\r\n", "\n")
    start = data.draw(st.integers(0, len(read)))
    end = data.draw(st.integers(start, len(read)))
    result = edited_bytes(content, [Edit(start, end, "新")]).decode().replace("\r\n", "\n")
    assert result == read[:start] + "新" + read[end:]


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        edited("甲乙丙", [Edit(0, 2, "一"), Edit(1, 3, "二")])


def test_a_place_beyond_the_text_is_its_end() -> None:
    assert Mark(Source("甲", "一行\n"), 5, 9).offset == 3


def test_a_difference_names_the_file_and_shows_both_sides() -> None:
    assert list(difference("a.yaml", "甲\n乙\n", "甲\n丙\n"))[:2] == ["--- a/a.yaml", "+++ b/a.yaml"]
    assert list(difference("a.yaml", "甲\n", "甲\n")) == []
