"""Packs the parts of a Word file so that the same parts always give the same bytes, with properties that name nobody."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

CORE = "docProps/core.xml"
FIRST = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
LEVEL = 1  # one for every command, so that the bytes are the same whichever wrote them; 6 is a tenth smaller, thrice as slow
CORE_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>'
)

# The records of a zip (PKWARE's APPNOTE): local header, central header, end of central directory.
LOCAL, CENTRAL, END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
NEEDED, UTF8_NAME, DEFLATE = 20, 0x800, 8
TIME, DATE = 0, (1 << 5) | 1  # midnight of 1980-01-01, the first that a zip can tell


class Deflated(NamedTuple):
    """An entry as it stands in a zip: compressed, with the checksum and size of its content."""

    content: bytes
    checksum: int
    size: int


def deflated(content: bytes, level: int = LEVEL) -> Deflated:
    """Return a content compressed; level 1 is fast, 9 is small."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Deflated(compressor.compress(content) + compressor.flush(), zlib.crc32(content), len(content))


def inflated(entry: Deflated) -> bytes:
    """Return a content as it was before it was compressed."""
    return zlib.decompress(entry.content, -zlib.MAX_WBITS)


def pack(entries: Mapping[str, bytes], level: int = LEVEL) -> bytes:
    """Return a zip of some entries: fixed order, fixed times."""
    return zipped((name, deflated(entries[name], level)) for name in sorted(entries, key=rank))


def zipped(entries: Iterable[tuple[str, Deflated]]) -> bytes:
    """Return a zip of compressed entries in the order given, all of the same time."""
    pieces: list[bytes] = []
    central: list[bytes] = []
    at = 0
    for name, entry in entries:
        encoded = name.encode()
        flags = 0 if name.isascii() else UTF8_NAME
        told = (flags, DEFLATE, TIME, DATE, entry.checksum, len(entry.content), entry.size, len(encoded), 0)
        pieces += (LOCAL.pack(b"PK\3\4", NEEDED, *told), encoded, entry.content)
        central += (CENTRAL.pack(b"PK\1\2", NEEDED, NEEDED, *told, 0, 0, 0, 0, at), encoded)
        at += LOCAL.size + len(encoded) + len(entry.content)
    count, directory = len(central) // 2, b"".join(central)
    return b"".join([*pieces, directory, END.pack(b"PK\5\6", 0, 0, count, count, len(directory), at, 0)])


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the entries of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def properties(title: str) -> bytes:
    """Return the core properties of a report: its title and nothing else."""
    return CORE_XML.format(title=escape(" ".join(title.split()), quote=False)).encode()


def rank(name: str) -> tuple[int, str]:
    """Return what sorts the entries of a Word file: first those that tell what the others are."""
    return (FIRST.index(name) if name in FIRST else len(FIRST), name)
