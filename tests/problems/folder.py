"""A folder of the gallery: what it lays over the small bureau, what it runs there, what is printed."""

from __future__ import annotations

import io
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, chdir, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.cli import main
from generator.report.docx.pack import pack, unpack

HERE = Path(__file__).parent
OFFICIAL, ANNEXES = Path("templates/official.docx"), Path("templates/annexes")
CARET = "▸"
COMMAND = "check liyang 2024"
ABOUT = {"command.txt", "printed.txt", "template.py", "form.py", "around.py"}
FORM = "facts.xlsx"
_HEADING = re.compile(r"^(?:错误|警告|提示) ([A-Z]\d{3})(?:  (.+))?$", re.MULTILINE)


@dataclass(frozen=True)
class Folder:
    """One number's folder."""

    number: str

    @property
    def path(self) -> Path:
        """Where it is."""
        return HERE / self.number

    @property
    def printed_path(self) -> Path:
        """Where what is printed is kept."""
        return self.path / "printed.txt"

    @property
    def command(self) -> str:
        """What is typed, without the program's name."""
        written = self.path / "command.txt"
        return written.read_text("utf-8").strip() if written.is_file() else COMMAND

    def files(self) -> list[Path]:
        """Return the bad files, relative to the bureau."""
        found = (path.relative_to(self.path) for path in self.path.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return sorted(path for path in found if path.as_posix() not in ABOUT)

    def culprits(self) -> list[str]:
        """Return the places that carets in the bad files point to."""
        return [place for path in self.files() for place in _carets(path.as_posix(), (self.path / path).read_bytes())]

    def run(self) -> str:
        """Return what the command prints in a bureau that has the bad files."""
        with TemporaryDirectory() as root:
            self._lay(Path(root))
            with self._around(Path(root)):
                return _said(Path(root), self.command)

    def _around(self, root: Path) -> AbstractContextManager[None]:
        """Return what is otherwise on this computer while the command runs."""
        if (self.path / "around.py").is_file():
            around: AbstractContextManager[None] = import_module(f"tests.problems.{self.number}.around").around(root)
            return around
        return nullcontext()

    def _lay(self, root: Path) -> None:
        shutil.copytree(HERE / "base", root, dirs_exist_ok=True)
        shutil.copyfile(HERE.parents[1] / OFFICIAL, root / OFFICIAL)
        shutil.copytree(HERE.parents[1] / ANNEXES, root / ANNEXES, dirs_exist_ok=True)
        if (self.path / "form.py").is_file():
            _said(root, f"sheet liyang 2024 -o {FORM}")
            import_module(f"tests.problems.{self.number}.form").fill(root / FORM)
        for path in self.files():
            _make_way(root, path)
            (root / path).write_bytes((self.path / path).read_bytes().replace(CARET.encode(), b""))
        if (self.path / "template.py").is_file():
            changed = import_module(f"tests.problems.{self.number}.template").changed(unpack((root / OFFICIAL).read_bytes()))
            (root / OFFICIAL).write_bytes(changed if isinstance(changed, bytes) else pack(changed))


def folders() -> list[Folder]:
    """Return all folders of the gallery."""
    return [Folder(path.name) for path in sorted(HERE.iterdir()) if re.fullmatch(r"[A-Z]\d{3}", path.name)]


def told(printed: str) -> list[tuple[str, str]]:
    """Return the numbers that were printed, with their places."""
    return [(found[1], found[2] or "") for found in _HEADING.finditer(printed)]


def _carets(name: str, content: bytes) -> Iterator[str]:
    before, *after = content.split(CARET.encode())
    for piece in after:
        text = before.decode()
        *lines, last = text.split("\n")
        yield f"{name}:{len(lines) + 1}:{len(last) + 1}"
        before += piece


def _make_way(root: Path, path: Path) -> None:
    """Make the folders of a file; a folder of the bad files takes the place of a file of the bureau."""
    for parent in reversed([root / part for part in path.parents]):
        if parent.is_file():
            parent.unlink()
        parent.mkdir(exist_ok=True)


def _said(root: Path, command: str) -> str:
    said = io.StringIO()
    with chdir(root), redirect_stdout(said), redirect_stderr(said):
        main(shlex.split(command))
    return said.getvalue().replace(str(root.resolve()), "…").replace(str(root.resolve().parent), "…")
