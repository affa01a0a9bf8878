"""Checks a Word file before anything else reads it.

What is refused: a zip that is not sane (count, size, ratio, names), DOCTYPE declarations, references to the outside
other than hyperlinks, comments and tracked changes (they carry names into every report), macros and whatever Word asks about.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

from ...base import words as W
from ...base.marks import Mark, Source
from ...base.problems import Problem, ProblemError, make
from .places import WORD, local, place_of, read_lines

DOCUMENT = "word/document.xml"
ROOT_RELATIONSHIPS, DOCUMENT_RELATIONSHIPS = "_rels/.rels", "word/_rels/document.xml.rels"
CONTENT_TYPES = "[Content_Types].xml"
MAX_ENTRIES = 500
MAX_INFLATED = 64 * 1024 * 1024
MAX_RATIO = 200
SMALL = 1024 * 1024
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How an old .doc or .xls begins, and a file that Office encrypted."""
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
REVISION_TAGS = {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"}
COMMENT_TAGS = {"comment", "commentReference", "commentRangeStart"}
ASKING_SETTINGS = {"updateFields", "mailMerge", "writeProtection", "attachedTemplate"}
ACTIVE_RELATIONSHIPS = {"vbaProject", "control", "oleObject", "package", "aFChunk", "attachedTemplate", "mailMergeSource"}
FETCHING_FIELD = re.compile(r"\s*(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT|DATABASE|RD)\b", re.IGNORECASE)

Entries = Mapping[str, bytes]


def read_package(content: bytes, name: str) -> dict[str, bytes]:
    """Return the entries of a Word file in their order.

    Raises:
        ProblemError: the file is not a sane Word file; everything that is wrong is told.
    """
    mark = Mark(Source(name, ""))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _stop(_zip_problems(archive.infolist(), mark))
            entries = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except ProblemError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise ProblemError(make("T201", mark, why=W.NOT_A_ZIP)) from None
    _stop(_doctype_problems(entries, mark))
    _stop(_content_problems(entries, mark))
    return entries


class NoZipError(Exception):
    """A file that is no zip; `is_old` says that it is an old binary file of Office, or an encrypted one."""

    def __init__(self, *, is_old: bool = False) -> None:
        super().__init__(is_old)
        self.is_old = is_old


class UnsoundError(Exception):
    """A zip that is not sane; `whys` says in what."""

    def __init__(self, whys: Iterable[str]) -> None:
        self.whys = tuple(dict.fromkeys(whys))
        super().__init__(*self.whys)


def sound_entries(content: bytes, endings: tuple[str, ...] = ("",)) -> dict[str, bytes]:
    """Return the entries of an Office file that somebody sent.

    Args:
        content: the file.
        endings: how the names of the entries end that are wanted; no other is unpacked.

    Raises:
        NoZipError: it is none.
        UnsoundError: it is encrypted, its count, sizes, ratios or names are not sane, or a part declares a DOCTYPE.
    """
    if content.startswith(COMPOUND_FILE):
        raise NoZipError(is_old=True)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            if faults := [*zip_faults(infos), *([W.ENCRYPTED] if any(info.flag_bits & 1 for info in infos) else [])]:
                raise UnsoundError(faults)
            entries = {info.filename: archive.read(info) for info in infos if info.filename.endswith(endings)}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise NoZipError from None
    if declared := [part for part, each in entries.items() if any(doctype in each for doctype in DOCTYPES)]:
        raise UnsoundError(W.X_DOCTYPE.format(part=part) for part in declared)
    return entries


def _stop(problems: Iterator[Problem]) -> None:
    found = tuple(dict.fromkeys(problems))
    if found:
        raise ProblemError(*found)


def _zip_problems(infos: list[zipfile.ZipInfo], mark: Mark) -> Iterator[Problem]:
    if any(info.flag_bits & 1 for info in infos):
        yield make("T201", mark, why=W.ENCRYPTED)
    for why in zip_faults(infos):
        yield make("T202", mark, why=why)


def zip_faults(infos: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Yield what is not sane about a zip: count, sizes, ratios, names."""
    size = sum(info.file_size for info in infos)
    if len(infos) > MAX_ENTRIES:
        yield W.TOO_MANY_ENTRIES.format(count=len(infos))
    if size > MAX_INFLATED:
        yield W.TOO_LARGE.format(size=size)
    for part, count in Counter(info.filename.lower() for info in infos).items():
        if count > 1:
            yield W.DUPLICATE_ENTRY.format(part=part)
    for info in infos:
        yield from _entry_faults(info)


def _entry_faults(info: zipfile.ZipInfo) -> Iterator[str]:
    ratio = info.file_size // max(info.compress_size, 1)
    if info.file_size > SMALL and ratio > MAX_RATIO:
        yield W.TOO_DENSE.format(part=info.filename, ratio=ratio)
    if re.search(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\\", info.orig_filename):
        yield W.STRAY_ENTRY.format(part=info.filename)


def _doctype_problems(entries: Entries, mark: Mark) -> Iterator[Problem]:
    for part, content in entries.items():
        if any(doctype in content for doctype in DOCTYPES):
            yield make("T203", mark, part=part)


def _content_problems(entries: Entries, mark: Mark) -> Iterator[Problem]:
    if DOCUMENT not in entries or ROOT_RELATIONSHIPS not in entries:
        yield make("T201", mark, why=W.NO_WORD_DOCUMENT)
    for part, content in entries.items():
        if part.endswith((".xml", ".rels")):
            yield from _part_problems(part, content, mark)


def _part_problems(part: str, content: bytes, mark: Mark) -> Iterator[Problem]:
    try:
        root = ET.fromstring(content)
    except (ET.ParseError, LookupError, ValueError):
        yield make("T201", mark, why=W.DAMAGED_PART.format(part=part))
        return
    if part.endswith(".rels"):
        yield from _relationship_problems(part, root, mark)
    elif part.startswith("word/"):
        yield from _leaks(part, root, mark)
        yield from _fields(part, root, mark)


def _relationship_problems(part: str, root: ET.Element, mark: Mark) -> Iterator[Problem]:
    place = place_of(part.replace("_rels/", "").removesuffix(".rels"))
    for relationship in root:
        kind = relationship.get("Type", "").rpartition("/")[2]
        if kind in ACTIVE_RELATIONSHIPS:
            yield make("T206", mark, place=place, what=kind)
        elif relationship.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            yield make("T204", mark, place=place, target=relationship.get("Target"))
        elif kind == "officeDocument" and relationship.get("Target", "").lstrip("/") != DOCUMENT:
            yield make("T201", mark, why=W.NO_WORD_DOCUMENT)


def _leaks(part: str, root: ET.Element, mark: Mark) -> Iterator[Problem]:
    for element in root.iter():
        tag = local(element) if element.tag.startswith(WORD) else ""
        if tag in REVISION_TAGS or tag.endswith("Change"):
            yield make("T205", mark, place=place_of(part), what=W.REVISIONS)
        elif tag in COMMENT_TAGS:
            yield make("T205", mark, place=place_of(part), what=W.COMMENTS)
        elif tag in ASKING_SETTINGS and _is_on(element):
            yield make("T206", mark, place=place_of(part), what=tag)


def _is_on(element: ET.Element) -> bool:
    return element.get(f"{WORD}val", "true") not in {"false", "0", "off"}


def _fields(part: str, root: ET.Element, mark: Mark) -> Iterator[Problem]:
    for line in read_lines(part, root):
        for code in line.fields:
            if FETCHING_FIELD.match(code):
                yield make("T204", mark, place=line.place, target=code.strip())


def with_element(content: bytes, tag: str, added: str) -> bytes:
    """Return XML of one namespace with an element more at the end of its root; names without prefixes, which LibreOffice asks for."""
    root, element = ET.fromstring(content), ET.fromstring(added)
    namespace = root.tag[1:].partition("}")[0]
    assert root.tag == f"{{{namespace}}}{tag}"
    if not any(each.attrib == element.attrib for each in root):
        root.append(element)
    for each in root.iter():
        each.tag = each.tag.rpartition("}")[2]
    root.set("xmlns", namespace)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
