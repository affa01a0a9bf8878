"""Changes the Word template as a person would in Word, or as an unsafe one differs: entries in, entries out."""

from __future__ import annotations

from html import escape

DOCUMENT = "word/document.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
_RELATIONSHIP = (
    '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/>'
)

Entries = dict[str, bytes]


def with_paragraphs(entries: Entries, *texts: str) -> Entries:
    """Return the template with paragraphs at its beginning."""
    return edited(entries, DOCUMENT, "<w:body>", f"<w:body>{''.join(map(_paragraph, texts))}")


def with_only(entries: Entries, *texts: str) -> Entries:
    """Return the template with these paragraphs as its whole text."""
    document = entries[DOCUMENT].decode()
    start, end = document.index("<w:body>"), document.index("</w:body>")
    return {**entries, DOCUMENT: (document[:start] + "<w:body>" + "".join(map(_paragraph, texts)) + document[end:]).encode()}


def with_relationship(entries: Entries, kind: str, target: str, external: bool = False) -> Entries:
    """Return the template with something that it refers to."""
    mode = ' TargetMode="External"' if external else ""
    written = _RELATIONSHIP.format(kind=kind, target=target, mode=mode)
    return edited(entries, RELATIONSHIPS, "</Relationships>", written + "</Relationships>")


def edited(entries: Entries, part: str, old: str, new: str) -> Entries:
    """Return the template with a text of a part replaced where it first stands."""
    text = entries[part].decode()
    assert old in text, f"{old!r} is not in {part}"
    return {**entries, part: text.replace(old, new, 1).encode()}


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r></w:p>'
