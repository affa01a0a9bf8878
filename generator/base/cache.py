"""The door to the user's cache: values that cost time to make, kept between runs. What is missing, foreign or damaged is made anew."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "ZIPING_CACHE"
OFF = {"", "0", "off", "no", "false"}
DIGEST_SIZE = hashlib.sha256().digest_size
OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of the user's own; None keeps nothing.

    What is kept may be code, so nothing is read from a folder or a file that anybody else owns or can write.
    """

    folder: Path | None

    @classmethod
    def of_user(cls) -> Cache:
        """Return the cache that ZIPING_CACHE names (`off` for none), else the one where the system keeps caches."""
        named = os.environ.get(VARIABLE)
        if named is not None:
            return cls(None if named.strip().lower() in OFF else Path(named))
        from platformdirs import user_cache_path

        return cls(user_cache_path("ziping", appauthor=False))

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, None when nothing that can be trusted is.

        Args:
            key: letters, digits, `-` and `.`; a digest of all that the value depends on.
        """
        if self.folder is None or not _is_private(self.folder):
            return None
        try:
            kept = _read_own(self.folder / key)
        except OSError:
            return None
        digest, content = kept[:DIGEST_SIZE], kept[DIGEST_SIZE:]
        return content if hashlib.sha256(content).digest() == digest else None

    def put(self, key: str, content: bytes) -> None:
        """Keep a value; where nothing can be kept, nothing happens."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_private(self.folder):
                _write_aside(self.folder / key, hashlib.sha256(content).digest() + content)


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and _is_own(found)


def _is_own(found: os.stat_result) -> bool:
    """Tell whether only the user can have written it; Windows keeps caches inside the user's own profile."""
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & OTHERS)


def _read_own(path: Path) -> bytes:
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:
        found = os.fstat(file.fileno())
        return file.read() if stat.S_ISREG(found.st_mode) and _is_own(found) else b""


def _write_aside(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".aside-")
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
