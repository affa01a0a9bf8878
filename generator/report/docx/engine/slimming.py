"""Makes the source of a part smaller without changing what a reader sees: no empty runs, neighbours of one look joined."""

from __future__ import annotations

import re

LOOK = r"<w:rPr>(?:(?!</?w:rPr>|\{[{%]).)*</w:rPr>|<w:rPr/>"
EMPTY_RUN = re.compile(rf"<w:r(?: [^<>]*)?>(?:{LOOK})?(?:<w:t(?: [^<>]*)?(?:/>|></w:t>))*</w:r>", re.DOTALL)
RUN = re.compile(rf"<w:r(?: [^<>]*)?>({LOOK})?<w:t(?: [^<>]*)?>([^<]*)</w:t></w:r>", re.DOTALL)
TEXT = '<w:t xml:space="preserve">'


def slim(source: str) -> str:
    """Return the source of a part without empty runs, runs of one look that follow each other joined."""
    source = EMPTY_RUN.sub("", source)
    pieces: list[str] = []
    look, texts, at = "", list[str](), 0
    for run in RUN.finditer(source):
        if texts and run.start() == at and (run[1] or "") == look:
            texts.append(run[2])
        else:
            pieces += (_joined(look, texts), source[at : run.start()])
            look, texts = run[1] or "", [run[2]]
        at = run.end()
    return "".join([*pieces, _joined(look, texts), source[at:]])


def _joined(look: str, texts: list[str]) -> str:
    return f"<w:r>{look}{TEXT}{''.join(texts)}</w:t></w:r>" if texts else ""
