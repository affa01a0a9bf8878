"""Comments on the printed numbers of a Word file: where each is from, for whoever checks the report by hand (底稿)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from ...base import messages as M
from ...base import words as W
from ..document import Span
from ..origins import Origins
from .context import plain
from .package import CONTENT_TYPES, DOCUMENT_RELATIONSHIPS, with_element

PART = "word/comments.xml"
CHANGED = (CONTENT_TYPES, DOCUMENT_RELATIONSHIPS)
"""The entries of a Word file that tell of its comments."""

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_OVERRIDE = (
    '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>'
)
_REFERENCE = f'<Relationship Id="rIdZipingComments" Type="{_OFFICE}/relationships/comments" Target="comments.xml"/>'
_HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{_WORD}">'
# A bureau's template may indent its paragraphs and space its lines; a comment's are close and start at the margin.
_LOOK = (
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
)
_RUN = '<w:r><w:rPr>{bold}<w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
_COMMENT = '<w:comment w:id="{id}" w:author="{author}" w:initials="{author}">{paragraphs}</w:comment>'

Line = tuple[str, str]
"""A bold label, and a text."""


@dataclass
class Comments:
    """The comments of one report, in the order of the numbers that they are on."""

    origins: Origins
    _written: list[str] = field(default_factory=list)
    _first: dict[str, int] = field(default_factory=dict)

    def on(self, span: Span) -> tuple[bytes, bytes]:
        """Comment on a printed value, and return what stands before and behind it; nothing for one without digits.

        A value that was commented on before is told by the number of that comment.
        """
        if span.value is None or not any(map(str.isdigit, span.text)):
            return b"", b""
        id = len(self._written)
        paragraphs = "".join(map(_paragraph, self._lines(span, id + 1)))
        self._written.append(_COMMENT.format(id=id, author=W.REVISED_BY, paragraphs=paragraphs))
        reference = f'<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>'
        return f'<w:commentRangeStart w:id="{id}"/>'.encode(), reference.encode()

    def _lines(self, span: Span, number: int) -> Iterator[Line]:
        assert span.value is not None
        origin, first = self.origins.of(span.value.id), self._first.setdefault(span.value.id, number)
        yield M.C_NUMBER.format(number=number), origin.title if first == number else M.C_SAME.format(number=first, title=origin.title)
        if first == number:
            yield from ((M.C_LABEL.format(label=label), text) for label, text in origin.lines)
        if span.value.by:
            yield M.C_LABEL.format(label=M.C_PRINTED), M.C_PRINTED_BY.format(text=span.text, by=span.value.by)

    def parts(self, entries: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the part that holds the comments, and the entries that tell of it (CHANGED), as they become."""
        return {
            PART: "".join((_HEAD, *self._written, "</w:comments>")).encode(),
            CONTENT_TYPES: with_element(entries[CONTENT_TYPES], "Types", _OVERRIDE),
            DOCUMENT_RELATIONSHIPS: with_element(entries[DOCUMENT_RELATIONSHIPS], "Relationships", _REFERENCE),
        }


def _paragraph(line: Iterable[str]) -> str:
    label, text = (escape(plain(each).replace("\n", " "), quote=False) for each in line)
    return f"<w:p>{_LOOK}{_RUN.format(bold='<w:b/>', text=label)}{_RUN.format(bold='', text=text)}</w:p>"
