"""Packs the parts of a Word file so that the same parts always give the same bytes, with properties that name nobody."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape

CORE = "docProps/core.xml"
FIRST = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
EPOCH = (1980, 1, 1, 0, 0, 0)
CORE_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>'
)


def pack(entries: Mapping[str, bytes]) -> bytes:
    """Return a zip of some entries: fixed order, fixed times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(entries, key=_rank):
            archive.writestr(_info(name), entries[name], compresslevel=6)
    return buffer.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the entries of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def properties(title: str) -> bytes:
    """Return the core properties of a report: its title and nothing else."""
    return CORE_XML.format(title=escape(" ".join(title.split()), quote=False)).encode()


def _rank(name: str) -> tuple[int, str]:
    return (FIRST.index(name) if name in FIRST else len(FIRST), name)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    return info
