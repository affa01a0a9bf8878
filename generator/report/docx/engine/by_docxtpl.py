"""docxtpl itself, for values that bring parts of their own: pictures, subdocuments, hyperlinks."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import docxtpl
from markupsafe import Markup, escape

from .sandbox import Careful, Filters

DOCXTPL_ESCAPES = re.compile(r"(?<=\{)_(?=[{%])|(?<=[}%])_(?=\})")


def fill_by_docxtpl(template: bytes, data: Mapping[str, Any], filters: Filters, maker: docxtpl.DocxTemplate | None) -> bytes:
    """Return a template with its tags filled by docxtpl, in the same sandbox.

    Args:
        template: a Word file with tags.
        data: what docxtpl takes.
        filters: what the tags may filter with.
        maker: the docxtpl template that the values were made with, of the same Word file.
    """
    filling = maker or docxtpl.DocxTemplate(io.BytesIO(template))
    environment = Careful(filters)
    environment.finalize = _printed
    filling.render(dict(data), environment, autoescape=True)
    buffer = io.BytesIO()
    filling.save(buffer)
    return buffer.getvalue()


def _printed(value: object) -> object:
    """Return a text such that docxtpl takes nothing in it for its own way to write braces."""
    return Markup(DOCXTPL_ESCAPES.sub("&#95;", escape(value))) if isinstance(value, str) and not isinstance(value, Markup) else value
