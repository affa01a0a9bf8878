"""Takes out of a template what would follow it into every report: properties, people, thumbnails, editing-session ids."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from docx.opc.oxml import serialize_part_xml
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from .places import WORD

LEFT_BEHIND = {"core-properties", "extended-properties", "custom-properties", "people", "thumbnail", "comments", "commentsExtended"}
NOISE = "//w:proofErr | //w:rsids | //w:lastRenderedPageBreak"


def clean(entries: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the entries of a template without its traces; parts that nothing refers to any more are not read later."""
    return {part: _cleaned(part, content) for part, content in entries.items()}


def _cleaned(part: str, content: bytes) -> bytes:
    if part.endswith(".rels"):
        return _without_traces(content)
    if part.startswith("word/") and part.endswith(".xml"):
        return _without_sessions(content)
    return content


def _without_traces(content: bytes) -> bytes:
    root = ET.fromstring(content)
    for relationship in list(root):
        if relationship.get("Type", "").rpartition("/")[2] in LEFT_BEHIND:
            root.remove(relationship)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _without_sessions(content: bytes) -> bytes:
    root = parse_xml(content)
    for element in root.iter():
        for name in [name for name in element.attrib if str(name).startswith(f"{WORD}rsid")]:
            del element.attrib[name]
    if isinstance(root, BaseOxmlElement):
        for noise in root.xpath(NOISE):
            noise.getparent().remove(noise)
    return serialize_part_xml(root)
