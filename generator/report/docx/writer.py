"""Writes a document into a Word template."""

from __future__ import annotations

from ...base.marks import Mark, Source
from ...base.problems import ProblemError
from ..document import Document, text_of
from .context import context, plain
from .engine.filling import fill
from .language import FILTERS
from .losing import lost
from .pack import CORE, LEVEL, properties
from .package import DOCUMENT
from .preparing import prepared
from .tables import fit_columns


def write_docx(document: Document, template: bytes, name: str, level: int = LEVEL) -> bytes:
    """Return a report as a Word file; the same document and template give the same bytes.

    Args:
        document: what to print.
        template: a Word file with tags.
        name: the template's path, as a person would type it.
        level: how hard to compress, 1 fast to 9 small.

    Raises:
        ProblemError: the template is unsafe, would lose something, or has no place for a part of the document.
    """
    mark = Mark(Source(name, ""))
    ready = prepared(template, name)
    data = context(document)
    contents = fill(ready, data, FILTERS, mark)
    shares = {plain(text_of(table.title)): table.widths for table in document.annexes}
    contents[DOCUMENT] = fit_columns(contents[DOCUMENT], shares)
    missing = lost(data, contents[DOCUMENT], mark)
    if missing:
        raise ProblemError(*missing)
    title = "".join(text_of(line) for line in document.title)
    return ready.packed({**contents, CORE: properties(plain(title))}, level)
