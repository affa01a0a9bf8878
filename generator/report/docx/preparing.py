"""Makes a Word template ready, once: in a process, and by the user's cache on a machine."""

from __future__ import annotations

import sys
from functools import lru_cache

from ...base.cache import Cache
from ...base.program import program_digest
from ...base.workspace import digest
from .engine.template import Template
from .language import FILTERS


@lru_cache(maxsize=8)
def prepared(template: bytes, name: str) -> Template:
    """Return a Word template checked, cleaned and ready to be filled.

    Args:
        template: a Word file with tags.
        name: its path, as a person would type it.

    Raises:
        ProblemError: it is unsafe, or would lose something; everything that is wrong is told.
    """
    cache, key = Cache.of_user(), _key(template)
    kept = cache.get(key)
    if kept is not None:
        return Template.decoded(kept)
    made = _made(template, name)
    cache.put(key, made.encoded())
    return made


def _made(template: bytes, name: str) -> Template:
    from .checking import checked_package  # these and Word's libraries load only for a template that is new
    from .clean import clean
    from .engine.compiling import compiled
    from .identity import with_room
    from .pack import pack

    return compiled(pack(with_room(clean(checked_package(template, name)))), FILTERS)


def _key(template: bytes) -> str:
    """Return the digest of all that a template made ready depends on: its bytes, this program, Python and the libraries."""
    parts = [sys.version, program_digest(), digest(template)]
    return f"docx-{digest(chr(10).join(parts).encode())}"
