"""The only door to the disk: finds the data folder, reads texts, writes files whole."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Callable, Hashable, Iterable, Iterator
from collections.abc import Mapping as MappingOf
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from .catalogue import os_reason
from .edits import Edit, edited_bytes
from .encoding import decoded
from .files import Disk, Files, Overlay, Revision
from .marks import Source
from .problems import Problem, ProblemError, Problems, make, nearest

if TYPE_CHECKING:
    from .yaml_reader import Mapping, Node

DATA, TEMPLATES, BUILD = "data", "templates", "build"
AGENCIES, RULES, VOCABULARY, CHECKS, SCHEMAS = "agencies", "rules", "vocabulary", "checks", "schemas"
ANNEXES, REVIEWS = "annexes", "reviews"
CASES = ".cases"
LOCK, ASIDE = ".lock", ".aside."
NOTHING, PRESENT = "", "+"
SHARED = (f"{DATA}/{VOCABULARY}", f"{DATA}/{RULES}", f"{DATA}/{CHECKS}", TEMPLATES)
"""The folders that all units share."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was made once, the problems met, and the digests of what it was made from."""

    value: Any
    problems: tuple[Problem, ...]
    reads: MappingOf[str, str]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A data folder: data/ and templates/ to read, build/ to write.

    Attributes:
        root: the folder.
        files: where its files come from; what is written goes to the disk.
        reads: the digest of every file read; of one looked for in vain, nothing; of a folder that was listed, a digest of its names.
        kept: what is made once for all units.
    """

    root: Path
    files: Files = field(default_factory=Disk, compare=False)
    reads: dict[str, str] = field(default_factory=dict, compare=False)
    kept: dict[Hashable, _Kept] = field(default_factory=dict, compare=False)

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """Return the nearest folder upwards that holds data/ and templates/.

        Raises:
            ProblemError: there is none.
        """
        for folder in (start, *start.parents):
            if (folder / DATA).is_dir() and (folder / TEMPLATES).is_dir():
                return cls(folder)
        raise ProblemError(make("S101", None, path=start))

    def at(self, revision: str) -> Workspace:
        """Return the folder as it was in a git revision.

        Raises:
            ProblemError: there is no git, no repository, or no such revision.
        """
        return Workspace(self.root, Revision.of(self.root, revision))

    def with_files(self, contents: MappingOf[Path, bytes]) -> Workspace:
        """Return the folder with some files laid over those that stand there; nothing is written."""
        return Workspace(self.root, Overlay(self.files, contents))

    def with_no_reads(self) -> Workspace:
        """Return the same folder, with what was made once, and nothing read yet."""
        return replace(self, reads={})

    def once(self, key: Hashable, make: Callable[[Workspace, Problems], T], problems: Problems) -> T:
        """Return what is the same for many units, made when it is first asked for.

        Each asking counts as reading the files that it was made from, and notes the problems that they have.
        """
        if key not in self.kept:
            inner, found = self.with_no_reads(), Problems()
            self.kept[key] = _Kept(make(inner, found), tuple(found), inner.reads)
        kept = self.kept[key]
        self.reads.update(kept.reads)
        problems.extend(kept.problems)
        return cast("T", kept.value)

    def shown(self, path: Path) -> str:
        """Return a path as a person would type it from the root."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def agencies(self) -> list[str]:
        """Return the names of the units' folders."""
        return self._folders(self.root / DATA / AGENCIES)

    def years(self, agency: str) -> list[int]:
        """Return the years that a unit has facts for."""
        stems = (path.stem for path in self._yaml_in(self.root / DATA / AGENCIES / agency))
        return sorted(int(stem) for stem in stems if stem.isdecimal())

    def rule_sets(self) -> list[str]:
        """Return the names of all rule sets, as guangzhou/2023."""
        folder = self.root / DATA / RULES
        paths = (path.relative_to(folder).with_suffix("") for path in self._yaml_below(folder))
        return sorted(path.as_posix() for path in paths if path.suffix != CASES)

    def forms(self) -> list[str]:
        """Return the names of all forms."""
        return [name for name in self._folders(self.root / TEMPLATES) if self.files.is_file(self.form_path(name))]

    def facts_path(self, agency: str, year: int) -> Path:
        """Return where a unit's facts of a year stand.

        Raises:
            ProblemError: no such unit, or no such year; the nearest is named.
        """
        path = self.new_facts_path(agency, year)
        if agency == Path(agency).name and self.files.is_file(path):  # no ../ into another folder
            return path
        if agency not in self.agencies():
            raise ProblemError(make("S102", None, agency=agency, nearest=nearest(agency, self.agencies())))
        years = [str(known) for known in self.years(agency)]
        raise ProblemError(make("S103", None, agency=agency, year=year, years="、".join(years)))

    def new_facts_path(self, agency: str, year: int) -> Path:
        """Return where a unit's facts of a year belong, whether they are there or not."""
        return self.root / DATA / AGENCIES / agency / f"{year}.yaml"

    def review_path(self, agency: str, year: int) -> Path:
        """Return where the bureau's review of a unit's year stands, or would."""
        return self.root / DATA / REVIEWS / agency / f"{year}.yaml"

    def review_paths(self) -> list[Path]:
        """Return the reviews of all units, and whatever else stands in their folder."""
        return self._yaml_below(self.root / DATA / REVIEWS)

    def rules_path(self, name: str) -> Path:
        """Return where a rule set stands."""
        return self.root / DATA / RULES / f"{name}.yaml"

    def cases_path(self, name: str) -> Path:
        """Return where the examples of a rule set stand."""
        return self.root / DATA / RULES / f"{name}{CASES}.yaml"

    def form_path(self, name: str) -> Path:
        """Return where a form's settings stand."""
        return self.root / TEMPLATES / name / "form.yaml"

    def schema_path(self, name: str) -> Path:
        """Return where a schema for editors stands."""
        return self.root / DATA / SCHEMAS / f"{name}.json"

    def annexes(self) -> list[str]:
        """Return the names of all annexes that a form can have."""
        return sorted(path.stem for path in self._yaml_in(self.root / TEMPLATES / ANNEXES))

    def annex_path(self, name: str) -> Path:
        """Return where an annex's settings stand."""
        return self.root / TEMPLATES / ANNEXES / f"{name}.yaml"

    def template(self, name: str) -> Path:
        """Return where a text template stands, by its path below templates/."""
        return self.root / TEMPLATES / name

    def vocabulary_paths(self) -> list[Path]:
        """Return the files of the vocabulary."""
        return self._listed(self.root / DATA / VOCABULARY)

    def checks_paths(self) -> list[Path]:
        """Return the files of the checks; none where a workspace has none."""
        return self._listed(self.root / DATA / CHECKS)

    def has(self, path: Path) -> bool:
        """Tell whether a file is there; that it is not counts among what was read."""
        there = self.files.is_file(path)
        if not there:
            self.reads[self.shown(path)] = NOTHING
        return there

    def beneath(self, folder: Path) -> Iterator[Path]:
        """Yield every file below a folder; hidden ones, and those that an office program locks, aside."""
        for name in self.files.names(folder):
            if self.files.is_folder(folder / name):
                yield from self.beneath(folder / name)
            elif not name.startswith((".", "~")):
                yield folder / name

    def has_beside(self, path: Path, name: str) -> bool:
        """Tell whether a file that is named in another stands in that file's folder, or below the root."""
        if not self.files.whole:
            return True
        places = [folder / name for folder in (path.parent, self.root)]
        found = {place: self.files.is_file(place) or self.files.is_folder(place) for place in places}
        self.reads.update({self.shown(place): PRESENT if there else NOTHING for place, there in found.items()})
        return any(found.values())

    def glance(self, path: Path) -> str:
        """Return what can be read of a text without counting it among what was read; empty when nothing can."""
        try:
            return self.files.read(path).decode("utf-8-sig", errors="ignore")
        except OSError:
            return ""

    def output(self, agency: str, year: int) -> Path:
        """Return the folder that a unit's outputs of a year go to."""
        return self.root / BUILD / agency / str(year)

    def read(self, path: Path) -> Source:
        """Return a text file.

        Raises:
            ProblemError: missing, unreadable, not UTF-8, or binary.
        """
        return decoded(self.shown(path), self.read_bytes(path))

    def read_bytes(self, path: Path) -> bytes:
        """Return a file's bytes.

        Raises:
            ProblemError: missing or unreadable.
        """
        try:
            content = self.files.read(path)
            self.reads[self.shown(path)] = digest(content)
            return content
        except FileNotFoundError:
            self.reads[self.shown(path)] = NOTHING
            raise ProblemError(make("S104", None, path=self.shown(path))) from None
        except OSError as error:
            raise ProblemError(make("S105", None, path=self.shown(path), why=os_reason(error))) from None

    def shared_files(self) -> dict[str, bytes]:
        """Return the files that all units share, by their paths below the root.

        Raises:
            ProblemError: one of them cannot be read.
        """
        paths = (path for folder in SHARED for path in self.beneath(self.root / folder))
        return {self.shown(path): self.read_bytes(path) for path in paths}

    def own_files(self, agency: str, year: int) -> dict[str, bytes]:
        """Return the files that only a unit's year is made from, by their paths below the root; those that are not there are left out.

        Raises:
            ProblemError: one of them cannot be read.
        """
        paths = (*(self.new_facts_path(agency, each) for each in (year, year - 1)), self.review_path(agency, year))
        return {self.shown(path): self.read_bytes(path) for path in paths if self.files.is_file(path)}

    def with_only(self, contents: MappingOf[str, bytes]) -> Workspace:
        """Return the folder as if it held only some files, by their paths below the root; what was made once is kept."""
        return replace(self, files=Overlay(self.files, {self.root / name: content for name, content in contents.items()}), reads={})

    def still(self, name: str, digest: str) -> bool:
        """Tell whether what was read by a name in `reads` is what stands there now."""
        path = self.root / name
        if digest == PRESENT:
            return path.exists()
        if name.endswith("/"):
            return _digest_of_names(self._yaml_in(path)) == digest
        return (self.digest_of(path) or NOTHING) == digest

    def peek(self, path: Path) -> bytes | None:
        """Return the bytes of an output without counting it among what was read; None when nothing can be read."""
        try:
            return path.read_bytes()
        except OSError:
            return None

    def digest_of(self, path: Path) -> str | None:
        """Return the digest of an output as it stands on the disk; None where there is none.

        Raises:
            ProblemError: it cannot be read.
        """
        try:
            return digest(path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise ProblemError(make("S106", None, path=self.shown(path), why=os_reason(error))) from None

    def read_yaml(self, path: Path, problems: Problems) -> Node | None:
        """Return the nodes of a YAML file, None with problems noted when it cannot be read."""
        from .yaml_reader import read_yaml  # its libraries load only when YAML is read

        try:
            return read_yaml(self.read(path), problems)
        except ProblemError as error:
            problems.extend(error.problems)
            return None

    def read_mapping(self, path: Path, problems: Problems) -> Mapping | None:
        """Return a YAML file that must be a mapping, None with problems noted when it is not."""
        from .yaml_reader import Mapping

        node = self.read_yaml(path, problems)
        if node is not None and not isinstance(node, Mapping):
            problems.add("F112", node.mark)
            return None
        return node

    def edit(self, path: Path, edits: Iterable[Edit]) -> None:
        """Make edits in a text file: its byte order mark, its line ends and all that is not edited stay as they are.

        Raises:
            ProblemError: it cannot be read or written.
        """
        self.write({path: edited_bytes(self.read_bytes(path), edits)})

    def write(self, contents: dict[Path, bytes]) -> None:
        """Write files whole: all aside first, then renamed, so that no half file is ever seen and a full disk changes nothing.

        The last one gets its name first.

        Raises:
            ProblemError: one of them cannot be written.
        """
        aside: dict[Path, Path] = {}
        path = self.root
        try:
            for path, content in contents.items():
                if path.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                aside[path] = _set_aside(path, content)
            for path, written in reversed(aside.items()):
                os.replace(written, path)
            self.kept.clear()
        except OSError as error:
            raise ProblemError(make("S106", None, path=self.shown(path), why=os_reason(error))) from None
        finally:
            for written in aside.values():
                written.unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs from writing outputs.

        Raises:
            ProblemError: the folder of outputs cannot be written in.
        """
        from filelock import FileLock

        lock = self.root / BUILD / LOCK
        try:
            lock.parent.mkdir(exist_ok=True)
            taken = FileLock(lock)
            taken.acquire()
        except OSError as error:
            raise ProblemError(make("S106", None, path=self.shown(lock), why=os_reason(error))) from None
        try:
            yield
        finally:
            taken.release()

    def sweep(self, folder: Path) -> None:
        """Remove what a run that was killed left aside in a folder of outputs; only while no other run writes."""
        for path in folder.glob(f"{ASIDE}*"):
            path.unlink(missing_ok=True)

    def _listed(self, folder: Path) -> list[Path]:
        paths = self._yaml_in(folder)
        self.reads[self.shown(folder) + "/"] = _digest_of_names(paths)
        return paths

    def _folders(self, folder: Path) -> list[str]:
        return [name for name in self.files.names(folder) if self.files.is_folder(folder / name)]

    def _yaml_in(self, folder: Path) -> list[Path]:
        return [folder / name for name in self.files.names(folder) if name.endswith(".yaml")]

    def _yaml_below(self, folder: Path) -> list[Path]:
        deeper = (path for name in self._folders(folder) for path in self._yaml_below(folder / name))
        return [*self._yaml_in(folder), *deeper]


def _set_aside(path: Path, content: bytes) -> Path:
    """Write what will become a file beside it, and return where."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{ASIDE}{path.name}.")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        aside.chmod(0o644)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _digest_of_names(paths: Iterable[Path]) -> str:
    return digest("\n".join(path.name for path in paths).encode())


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()

