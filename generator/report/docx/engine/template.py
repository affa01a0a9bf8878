"""A Word template made ready: entries that no data changes, compressed once, and parts to fill, compiled once."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from dataclasses import dataclass
from types import CodeType

from ..pack import LEVEL, Deflated, deflated, inflated, rank, zipped


@dataclass(frozen=True, slots=True)
class Part:
    """A part with tags.

    Attributes:
        source: what Jinja reads, each paragraph on a line of its own.
        code: the source compiled for plain data; None where only the careful way gives what docxtpl does.
        is_sound: whether it stays well-formed XML whatever the data.
    """

    source: str
    code: CodeType | None
    is_sound: bool


@dataclass(frozen=True, slots=True)
class Template:
    """The entries of a Word file in the order in which a report has them."""

    entries: Mapping[str, Deflated | Part]

    def packed(self, contents: Mapping[str, bytes], level: int = LEVEL) -> bytes:
        """Return a Word file of the entries and of contents, which replace entries or are added to them."""
        made = {name: deflated(content, level) for name, content in contents.items()}
        kept = {name: entry for name, entry in self.entries.items() if isinstance(entry, Deflated)}
        return zipped(sorted({**kept, **made}.items(), key=lambda entry: rank(entry[0])))

    def content(self, name: str) -> bytes:
        """Return an entry that no data changes, as it is before it is compressed."""
        entry = self.entries[name]
        assert isinstance(entry, Deflated)
        return inflated(entry)

    def encoded(self) -> bytes:
        """Return the template as bytes that `decoded` reads; they hold code."""
        return marshal.dumps([(name, *_fields(entry)) for name, entry in self.entries.items()])

    @classmethod
    def decoded(cls, content: bytes) -> Template:
        """Return a template from its bytes; only of those that this very program wrote."""
        rows = marshal.loads(content)
        return cls({name: (Part if isinstance(fields[0], str) else Deflated)(*fields) for name, *fields in rows})


def _fields(entry: Deflated | Part) -> tuple[object, ...]:
    return (entry.source, entry.code, entry.is_sound) if isinstance(entry, Part) else tuple(entry)
