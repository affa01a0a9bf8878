"""Where files come from: the disk, a revision of git, or either with some files laid over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from .problems import ProblemError, make

if TYPE_CHECKING:
    import subprocess


class Files(Protocol):
    """A tree of files; paths are absolute.

    `whole` tells whether a file that is not in it does not exist.
    """

    @property
    def whole(self) -> bool:
        """Whether these are all files there are."""

    def read(self, path: Path) -> bytes:
        """Return a file's bytes.

        Raises:
            OSError: missing or unreadable.
        """

    def is_file(self, path: Path) -> bool:
        """Whether a file is there."""

    def is_folder(self, path: Path) -> bool:
        """Whether a folder is there."""

    def names(self, folder: Path) -> list[str]:
        """Return the names of what stands in a folder, sorted; none where there is no folder."""


class Disk:
    """The files as they stand on the disk."""

    whole = True

    def read(self, path: Path) -> bytes:
        """Return a file's bytes."""
        return path.read_bytes()

    def is_file(self, path: Path) -> bool:
        """Whether a file is there."""
        return path.is_file()

    def is_folder(self, path: Path) -> bool:
        """Whether a folder is there."""
        return path.is_dir()

    def names(self, folder: Path) -> list[str]:
        """Return the names of what stands in a folder."""
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


class _InMemory:
    """What files known by their paths have in common: the folders that they make."""

    def _paths(self) -> Iterator[Path]:
        raise NotImplementedError

    @cached_property
    def _folders(self) -> dict[Path, set[str]]:
        folders: dict[Path, set[str]] = {}
        for path in self._paths():
            while path.name not in folders.setdefault(path.parent, set()):
                folders[path.parent].add(path.name)
                path = path.parent
        return folders

    def is_folder(self, path: Path) -> bool:
        """Whether a folder is there."""
        return path in self._folders

    def names(self, folder: Path) -> list[str]:
        """Return the names of what stands in a folder."""
        return sorted(self._folders.get(folder, ()))


@dataclass
class Revision(_InMemory):
    """The files of a git revision below a folder, each read when it is asked for.

    Attributes:
        root: the folder, anywhere in the repository's work tree.
        commit: the full name of the revision.
        blobs: the object names of the files.
    """

    root: Path
    commit: str
    blobs: Mapping[Path, str]
    whole: bool = True
    _reader: subprocess.Popen[bytes] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, root: Path, revision: str) -> Revision:
        """Return the files of a revision.

        Raises:
            ProblemError: there is no git, no repository, or no such revision.
        """
        commit = _git(root, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}").decode().strip()
        listed = _git(root, revision, "ls-tree", "-r", "-z", commit).decode("utf-8", "surrogateescape")
        entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
        return cls(root, commit, {root / name: about.split()[2] for about, _, name in entries if about.split()[1] == "blob"})

    def __getstate__(self) -> dict[str, object]:
        return {"root": self.root, "commit": self.commit, "blobs": self.blobs, "whole": True, "_reader": None}

    def _paths(self) -> Iterator[Path]:
        yield from self.blobs

    def is_file(self, path: Path) -> bool:
        """Whether a file is there."""
        return path in self.blobs

    def read(self, path: Path) -> bytes:
        """Return a file's bytes."""
        if path not in self.blobs:
            raise FileNotFoundError(path)
        reader = self._open()
        stdin, stdout = _pipes(reader)
        stdin.write(self.blobs[path].encode() + b"\n")
        stdin.flush()
        size = int(stdout.readline().split()[2])
        return stdout.read(size + 1)[:size]

    def _open(self) -> subprocess.Popen[bytes]:
        import subprocess  # loads only where git is asked

        if self._reader is None:
            command = ["git", "-C", str(self.root), "cat-file", "--batch"]
            self._reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._reader

    def __del__(self) -> None:
        if self._reader is not None:
            for pipe in _pipes(self._reader):
                pipe.close()
            self._reader.wait()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def _git(root: Path, revision: str, *arguments: str) -> bytes:
    import subprocess

    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise ProblemError(make("S107", None)) from None
    except subprocess.CalledProcessError:
        raise ProblemError(make("S108", None, revision=revision, path=root)) from None


@dataclass
class Overlay(_InMemory):
    """Files with others laid over them."""

    below: Files
    contents: Mapping[Path, bytes]

    @property
    def whole(self) -> bool:
        """Whether these are all files there are."""
        return self.below.whole

    def _paths(self) -> Iterator[Path]:
        yield from self.contents

    def read(self, path: Path) -> bytes:
        """Return a file's bytes."""
        return self.contents[path] if path in self.contents else self.below.read(path)

    def is_file(self, path: Path) -> bool:
        """Whether a file is there."""
        return path in self.contents or self.below.is_file(path)

    def is_folder(self, path: Path) -> bool:
        """Whether a folder is there."""
        return super().is_folder(path) or self.below.is_folder(path)

    def names(self, folder: Path) -> list[str]:
        """Return the names of what stands in a folder."""
        return sorted({*super().names(folder), *self.below.names(folder)})


@dataclass
class Given(_InMemory):
    """A few files that were sent along; whether there are others is not known."""

    contents: Mapping[Path, bytes]
    whole: bool = False

    def _paths(self) -> Iterator[Path]:
        yield from self.contents

    def read(self, path: Path) -> bytes:
        """Return a file's bytes."""
        if path not in self.contents:
            raise FileNotFoundError(path)
        return self.contents[path]

    def is_file(self, path: Path) -> bool:
        """Whether a file is there."""
        return path in self.contents
