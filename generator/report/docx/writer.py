"""Writes a document into a Word template."""

from __future__ import annotations

from ...base.marks import Mark, Source
from ...base.problems import ProblemError
from ..document import Document, Span, text_of
from .comments import CHANGED, Comments
from .context import context, plain
from .engine.filling import fill
from .engine.numbered import framed, without_signs
from .identity import PART, Identity, Printed, bookmark, paragraphs_of, printed
from .language import FILTERS
from .losing import lost
from .pack import CORE, LEVEL, properties
from .package import DOCUMENT
from .preparing import prepared
from .tables import fit_columns


def write_docx(
    document: Document, template: bytes, name: str, level: int = LEVEL, *, traced: bool = True, commented: bool = False
) -> bytes:
    """Return a report as a Word file; the same document and template give the same bytes.

    Args:
        document: what to print.
        template: a Word file with tags.
        name: the template's path, as a person would type it.
        level: how hard to compress, 1 fast to 9 small.
        traced: whether the file carries, unseen, which numbers it prints (identity.py).
        commented: whether each of these has a comment that tells where it is from; of a document with origins.

    Raises:
        ProblemError: the template is unsafe, would lose something, or has no place for a part of the document.
    """
    mark = Mark(Source(name, ""))
    ready = prepared(template, name)
    data, numbered = context(document)
    contents = fill(ready, data, FILTERS, mark)
    comments = Comments(document.origins) if commented and document.origins else None
    contents |= _traced(document, numbered, contents[DOCUMENT], comments) if traced else {DOCUMENT: without_signs(contents[DOCUMENT])}
    contents |= comments.parts({name: ready.content(name) for name in CHANGED}) if comments else {}
    shares = {plain(text_of(table.title)): table.widths for table in document.annexes}
    contents[DOCUMENT] = fit_columns(contents[DOCUMENT], shares)
    missing = lost(data, contents[DOCUMENT], mark)
    if missing:
        raise ProblemError(*missing)
    title = "".join(text_of(line) for line in document.title)
    return ready.packed({**contents, CORE: properties(plain(title))}, level)


def _traced(document: Document, numbered: tuple[Span, ...], content: bytes, comments: Comments | None) -> dict[str, bytes]:
    """Return the main part with a bookmark round each number, and the part that tells which numbers they are."""
    numbers: dict[int, Printed] = {}

    def frame(number: int) -> tuple[bytes, bytes]:
        span = numbered[number]
        assert span.value is not None
        place = len(numbers)
        numbers[place] = printed(span.value, span.text)
        start, end = bookmark(place)
        before, behind = comments.on(span) if comments else (b"", b"")
        return before + start, end + behind

    marked = framed(content, frame)
    identity = Identity(document.agency, document.year, numbers, paragraphs_of(marked), document.edition)
    return {DOCUMENT: marked, PART: identity.encoded()}
