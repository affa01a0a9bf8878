"""What a Word file carries of itself, unseen: which numbers it prints, and digests of how numbers and paragraphs read when it was written.

It stands in a custom XML part, which Word and LibreOffice keep when they save; each number has a bookmark, whose name begins
with an underscore, so that no program shows or lists it. Both tell no value and nothing of the sources: a changed comment in
a source changes no report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import unescape
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

from ..document import Quoted
from .package import CONTENT_TYPES, DOCUMENT_RELATIONSHIPS, with_element

PART = "customXml/item70001.xml"
_PROPERTIES, _RELATIONSHIPS = "customXml/itemProps70001.xml", "customXml/_rels/item70001.xml.rels"
_NAMESPACE = "urn:ziping:report"
_BOOKMARK = "_zp{}"
_NAME = re.compile(r"_zp(\d{1,9})")
_FIRST_ID = 70_001  # of bookmarks; those that a template brings are numbered below
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
_PROPERTIES_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="{{7A1B0C52-3F0E-4D0B-9C55-5D2C8A3E6F11}}"'
    f' xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
).replace("{{", "{").replace("}}", "}")
_RELATIONSHIPS_XML = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps70001.xml"/></Relationships>'
)
_OVERRIDE = (
    '<Override PartName="/customXml/itemProps70001.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
)
_REFERENCE = f'<Relationship Id="rIdZiping" Type="{_OFFICE}/relationships/customXml" Target="../customXml/item70001.xml"/>'
_attribute = lru_cache(maxsize=4096)(quoteattr)  # names are the same in all reports
_TEXTS = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)")
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Printed:
    """A number that a Word file printed when it was written: the value's id, its filters, a digest of how it read."""

    id: str
    by: str
    digest: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What a Word file carries of itself.

    Attributes:
        agency: the unit.
        year: the year.
        numbers: the numbers that it printed, by the numbers of their bookmarks.
        paragraphs: digests of its paragraphs as they read.
        edition: which edition it is, by the infix of its file; empty for the report itself.
    """

    agency: str
    year: int
    numbers: Mapping[int, Printed]
    paragraphs: frozenset[str]
    edition: str = ""

    def encoded(self) -> bytes:
        """Return what stands in the custom XML part."""
        numbers = "".join(
            f'<n b="{at}" id={_attribute(each.id)} by={_attribute(each.by)} of="{each.digest}"/>' for at, each in self.numbers.items()
        )
        texts = " ".join(sorted(self.paragraphs))
        about = f'xmlns="{_NAMESPACE}" unit={quoteattr(self.agency)} year="{self.year}"'
        edition = f' edition="{self.edition}"' if self.edition else ""
        return f"{_DECLARATION}<report {about}{edition}>{numbers}<texts>{texts}</texts></report>".encode()


def digest_of(text: str) -> str:
    """Return a short digest of how something reads; spaces do not count, since programs save them differently."""
    return sha256("".join(text.split()).encode()).hexdigest()[:_DIGITS]


@lru_cache(maxsize=4096)
def bookmark(number: int) -> tuple[bytes, bytes]:
    """Return the two ends of the bookmark with a number."""
    id = _FIRST_ID + number
    start = f'<w:bookmarkStart w:id="{id}" w:name="{_BOOKMARK.format(number)}"/>'
    return start.encode(), f'<w:bookmarkEnd w:id="{id}"/>'.encode()


def number_of(name: str) -> int | None:
    """Return the number of a bookmark; None for one that is none of ours."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else None


def printed(quoted: Quoted, text: str) -> Printed:
    """Return what a file keeps of a number."""
    return Printed(quoted.id, quoted.by, digest_of(text))


def paragraphs_of(content: bytes) -> frozenset[str]:
    """Return the digests of the paragraphs of a main part; empty ones have none."""
    texts = (unescape(b"".join(_TEXTS.findall(each)).decode()) for each in content.split(b"</w:p>"))
    return frozenset(digest_of(text) for text in texts if text and not text.isspace())


def with_room(entries: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the entries of a template with a custom XML part that each report fills."""
    room = Identity("", 0, {}, frozenset()).encoded()
    added = {PART: room, _PROPERTIES: _PROPERTIES_XML.encode(), _RELATIONSHIPS: _RELATIONSHIPS_XML.encode()}
    types = with_element(entries[CONTENT_TYPES], "Types", _OVERRIDE)
    references = with_element(entries[DOCUMENT_RELATIONSHIPS], "Relationships", _REFERENCE)
    return {**entries, CONTENT_TYPES: types, DOCUMENT_RELATIONSHIPS: references, **added}


def read_identity(entries: Mapping[str, bytes]) -> Identity | None:
    """Return what a Word file carries of itself; None where it was taken out or is damaged. The part's name may have changed."""
    for name, content in entries.items():
        if name.startswith("customXml/") and _NAMESPACE.encode() in content and not name.endswith(".rels"):
            found = _read(content)
            if found:
                return found
    return None


def _read(content: bytes) -> Identity | None:
    try:
        root = ET.fromstring(content)
    except (ET.ParseError, LookupError, ValueError):  # an encoding that there is not is no ParseError
        return None
    if root.tag != f"{{{_NAMESPACE}}}report" or not root.get("unit"):
        return None
    try:
        numbers = {
            int(each.attrib["b"]): Printed(each.attrib["id"], each.attrib["by"], each.attrib["of"])
            for each in root.iter(f"{{{_NAMESPACE}}}n")
        }
        texts = root.findtext(f"{{{_NAMESPACE}}}texts") or ""
        return Identity(root.attrib["unit"], int(root.attrib["year"]), numbers, frozenset(texts.split()), root.get("edition", ""))
    except (KeyError, ValueError):
        return None
