"""Translates the block loop and the annex of templates/official.docx into each engine's own syntax.

What every engine can print is kept: the title lines, a paragraph for each block in the style of its kind, the first annex
as a table of seven columns. Kinds are conditions; carbone, which has none around a paragraph, is given the name of the style.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import docx
from docx.oxml import OxmlElement

from generator.report.docx.context import KINDS

WIDE = 7
BODY = KINDS[-2]
DOCXTPL, DOCXTEMPLATER, CARBONE = "docxtpl", "docxtemplater", "carbone"


def plain_data(data: dict[str, Any], official: bytes) -> dict[str, Any]:
    """Return a report's data as the engines other than docxtpl print it."""
    styles = {kind: look.find(f".//{_word('pStyle')}").get(_word("val")) for kind, look in _looks(docx.Document(io.BytesIO(official))).items()}
    blocks = [
        {"s": styles[block["类"]], "k": KINDS.index(block["类"]), f"k{KINDS.index(block['类'])}": True, "n": block["编号"], "t": block["文"]}
        for block in data["正文"]
        if block["文"]
    ]
    rows = [_cells(row["格"]) for row in (data["附表"][0]["行"] if data["附表"] else ())]
    return {"草稿": False, "titles": [{"t": line} for line in data["标题"]], "blocks": blocks, "rows": rows}


def _cells(cells: list[dict[str, Any]]) -> dict[str, str]:
    texts = ["".join(run["文"] for run in cell["段"]) for cell in cells][:WIDE]
    return {f"c{number}": text for number, text in enumerate(texts + [""] * (WIDE - len(texts)))}


def translated(official: bytes, engine: str) -> bytes:
    """Return the template in an engine's syntax."""
    document = docx.Document(io.BytesIO(official))
    looks = _looks(document)
    body = document.element.body
    for element in list(body)[:-1]:
        body.remove(element)
    for at, element in enumerate(WRITERS[engine](looks)):
        body.insert(at, element)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _looks(document: Any) -> dict[str, Any]:
    """Return the paragraph that stands after the tag of each kind of block, and the title's."""
    looks: dict[str, Any] = {}
    paragraphs = list(document.element.body.iter(_word("p")))
    texts = ["".join(text.text or "" for text in paragraph.iter(_word("t"))) for paragraph in paragraphs]
    for at, text in enumerate(texts):
        for kind in KINDS[:-1]:
            if text.startswith("{%p") and f'块.类 == "{kind}"' in text:
                looks[kind] = paragraphs[at + 1]
    return looks


def _paragraph(look: Any, text: str) -> Any:
    """Return a paragraph with the properties of another, and one text."""
    paragraph, run, word = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
    properties = look.find(_word("pPr")) if look is not None else None
    if properties is not None:
        paragraph.append(deepcopy(properties))
    word.text = text
    word.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(word)
    paragraph.append(run)
    return paragraph


def _table(texts: list[list[str]]) -> Any:
    table = docx.Document().add_table(len(texts), WIDE)
    for row, line in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    return deepcopy(table._tbl)


def _docxtpl(looks: dict[str, Any]) -> list[Any]:
    body = looks[BODY]
    lines = [("{%p for title in titles %}", body), ("{{ title.t }}", body), ("{%p endfor %}", body), ("{%p for block in blocks %}", body)]
    for number, kind in enumerate(KINDS[:-1]):
        lines += [(f"{{%p if block.k == {number} %}}", body), ("{{ block.n }}{{ block.t }}", looks[kind]), ("{%p endif %}", body)]
    lines.append(("{%p endfor %}", body))
    cells = [f"{{{{ row.c{number} }}}}" for number in range(WIDE)]
    rows = [["{%tr for row in rows %}", *[""] * (WIDE - 1)], cells, ["{%tr endfor %}", *[""] * (WIDE - 1)]]
    return [*(_paragraph(look, text) for text, look in lines), _table(rows)]


def _docxtemplater(looks: dict[str, Any]) -> list[Any]:
    body = looks[BODY]
    lines = [("{#titles}", body), ("{t}", body), ("{/titles}", body), ("{#blocks}", body)]
    for number, kind in enumerate(KINDS[:-1]):
        lines += [(f"{{#k{number}}}", body), ("{n}{t}", looks[kind]), (f"{{/k{number}}}", body)]
    lines.append(("{/blocks}", body))
    cells = [f"{{c{number}}}" for number in range(WIDE)]
    cells[0], cells[-1] = "{#rows}" + cells[0], cells[-1] + "{/rows}"
    return [*(_paragraph(look, text) for text, look in lines), _table([cells])]


def _carbone(looks: dict[str, Any]) -> list[Any]:
    paragraphs = [_paragraph(looks[BODY], text) for text in ("{d.titles[i].t}", "{d.titles[i+1].t}")]
    for at in ("i", "i+1"):
        paragraph = _paragraph(looks[BODY], f"{{d.blocks[{at}].n}}{{d.blocks[{at}].t}}")
        paragraph.find(f".//{_word('pStyle')}").set(_word("val"), f"{{d.blocks[{at}].s}}")
        paragraphs.append(paragraph)
    return [*paragraphs, _table([[f"{{d.rows[{at}].c{number}}}" for number in range(WIDE)] for at in ("i", "i+1")])]


def _word(tag: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{tag}"


WRITERS: dict[str, Callable[[dict[str, Any]], list[Any]]] = {DOCXTPL: _docxtpl, DOCXTEMPLATER: _docxtemplater, CARBONE: _carbone}
