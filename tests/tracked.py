"""Accepts or rejects every tracked change of a Word file, by what the file format says they mean."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from generator.report.docx.places import WORD

INSERTED, DELETED = f"{WORD}ins", f"{WORD}del"


def body(content: bytes | Path) -> Any:
    """Return the body of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content) as archive:
        return etree.fromstring(archive.read("word/document.xml")).find(f"{WORD}body")


def settled(content: bytes, gone: str) -> Any:
    """Return the body with all changes accepted (gone: what was deleted) or rejected (gone: what was inserted)."""
    root = body(content)
    for row in [row for row in root.iter(f"{WORD}tr") if row.find(f"{WORD}trPr/{gone}") is not None]:
        row.getparent().remove(row)
    for table in [table for table in root.iter(f"{WORD}tbl") if table.find(f"{WORD}tr") is None]:
        table.getparent().remove(table)
    for change in [change for change in root.iter(gone) if change.getparent().tag == f"{WORD}p"]:
        change.getparent().remove(change)
    for paragraph in list(root.iter(f"{WORD}p")):
        if paragraph.find(f"{WORD}pPr/{WORD}rPr/{gone}") is not None:
            _join(paragraph)
    return root


def _join(paragraph: Any) -> None:
    """Make a paragraph without an end one with the next, whose looks stay; before a table it just goes."""
    after = paragraph.getnext()
    content = [child for child in paragraph if child.tag != f"{WORD}pPr"]
    if after is not None and after.tag == f"{WORD}p":
        at = 1 if after.find(f"{WORD}pPr") is not None else 0
        for child in reversed(content):
            after.insert(at, child)
    elif any("".join(child.itertext()) for child in content):
        return
    paragraph.getparent().remove(paragraph)


def said(root: Any) -> list[str]:
    """Return the texts of paragraphs in order, those within tables too."""
    return ["".join(_piece(element) for element in paragraph.iter()) for paragraph in root.iter(f"{WORD}p")]


def _piece(element: Any) -> str:
    if element.tag in {f"{WORD}t", f"{WORD}delText"}:
        return element.text or ""
    return {f"{WORD}tab": "\t", f"{WORD}br": "\n"}.get(element.tag, "") if element.getparent().tag == f"{WORD}r" else ""


def accepted(content: bytes) -> list[str]:
    """Return the texts when all changes are accepted."""
    return said(settled(content, DELETED))


def rejected(content: bytes) -> list[str]:
    """Return the texts when all changes are rejected."""
    return said(settled(content, INSERTED))


def changed(content: bytes | Path) -> list[tuple[str, str]]:
    """Return the changes within paragraphs, as ins or del with their text."""
    root = body(content)
    found = [change for change in root.iter(INSERTED, DELETED) if change.getparent().tag == f"{WORD}p"]
    return [(change.tag.removeprefix(WORD), "".join(map(_piece, change.iter()))) for change in found]
