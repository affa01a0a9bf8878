"""What docxtpl mends in a part after filling it, done on its bytes: breaks in values, empty runs, ids of pictures."""

from __future__ import annotations

import re
from itertools import count

from .slimming import EMPTY_RUN

PARAGRAPH_END = b"</w:p>"
PARAGRAPH = re.compile(rb"<w:p(?: [^>]*)?>")
PARAGRAPH_LOOK = re.compile(rb"<w:pPr>.*?</w:pPr>", re.DOTALL)
RUN = re.compile(rb"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
RUN_LOOK = re.compile(rb"<w:rPr>.*?</w:rPr>", re.DOTALL)
TEXT = re.compile(rb"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
BREAKS = re.compile(rb"[\n\t\a\f]")
NO_XML_BREAKS = (b"\a", b"\f")
TEXT_START = b'<w:t xml:space="preserve">'
RUN_START, EMPTY_END = b"<w:r", b"></w:t></w:r>"
EMPTY = re.compile(EMPTY_RUN.pattern.encode(), re.DOTALL)
PICTURE = "<wp:docPr"
PICTURE_ID = re.compile(rb'(<wp:docPr\b[^>]*?\sid=")[^"]*')
FIRST_PICTURE = 1001


def with_breaks(content: bytes) -> bytes:
    r"""Return a part in which a text's line break, tab, new paragraph or new page (`\n \t \a \f`) is one in Word.

    Raises:
        ValueError: a new paragraph or page is asked for where no text stands.
    """
    if not (b"\n" in content or b"\t" in content or b"\a" in content or b"\f" in content):
        return content
    *paragraphs, rest = content.split(PARAGRAPH_END)
    broken = PARAGRAPH_END.join([*map(_broken, paragraphs), rest])
    if any(each in broken for each in NO_XML_BREAKS):
        raise ValueError(str(NO_XML_BREAKS))
    return broken


def _broken(content: bytes) -> bytes:
    start = PARAGRAPH.search(content) if BREAKS.search(content) else None
    if start is None:
        return content
    paragraph = content[start.start() :]
    look = _first(PARAGRAPH_LOOK, paragraph)
    return content[: start.start()] + RUN.sub(lambda run: _broken_run(run[0], look), paragraph)


def _broken_run(run: bytes, paragraph_look: bytes) -> bytes:
    if not BREAKS.search(run):
        return run
    look = _first(RUN_LOOK, run)
    start, end = b"<w:r>" + look + TEXT_START, b"</w:t></w:r>"
    paragraph = b"<w:p>" + paragraph_look + start
    breaks = {
        b"\n": b"</w:t><w:br/>" + TEXT_START,
        b"\t": end + b"<w:r>" + look + b"<w:tab/></w:r>" + start,
        b"\a": end + PARAGRAPH_END + paragraph,
        b"\f": end + PARAGRAPH_END + b'<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + paragraph,
    }
    return TEXT.sub(lambda text: BREAKS.sub(lambda found: breaks[found[0]], text[0]), run)


def _first(pattern: re.Pattern[bytes], content: bytes) -> bytes:
    found = pattern.search(content)
    return found[0] if found else b""


def without_empty_runs(content: bytes) -> bytes:
    """Return a part without the runs whose texts came out empty; LibreOffice would break lines at them."""
    pieces, kept = list[bytes](), 0
    at = content.find(EMPTY_END)
    while at >= 0:
        end = at + len(EMPTY_END)
        start = _run_start(content, kept, at)
        if start >= 0 and EMPTY.fullmatch(content, start, end):
            pieces.append(content[kept:start])
            kept = end
        at = content.find(EMPTY_END, end)
    return b"".join([*pieces, content[kept:]]) if pieces else content


def _run_start(content: bytes, first: int, at: int) -> int:
    start = content.rfind(RUN_START, first, at)
    while start >= 0 and content[start + len(RUN_START)] not in b" >":
        start = content.rfind(RUN_START, first, start)
    return start


def with_picture_ids(content: bytes) -> bytes:
    """Return a part whose pictures are numbered anew: loops repeat them."""
    numbers = count(FIRST_PICTURE)
    return PICTURE_ID.sub(lambda found: found[1] + str(next(numbers)).encode(), content)
