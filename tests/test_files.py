"""Trees of files: the disk, a git revision, files laid over either: each looks the same from outside."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from generator.base.files import Disk, Files, Overlay, Revision
from generator.base.problems import ProblemError
from generator.base.workspace import Workspace
from generator.batch.pipeline import evaluate

from .conftest import PROJECT, UNITS, Bureau

CONTENTS = {
    "data/agencies/黎阳镇/2024.yaml": "年度: 2024\n",
    "data/agencies/dong shan/2024.yaml": "a\tb\n",
    "data/rules/x/2024.yaml": "规则集: x/2024",
    "templates/“引号”.md.j2": "",
    "读我.md": "\ufeff说明\r\n",
}


def git(root: Path, *arguments: str) -> str:
    person = ["-c", "user.name=files", "-c", "user.email=files@example.org", "-c", "core.autocrlf=false", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", "-C", str(root), *person, *arguments], check=True, capture_output=True, text=True).stdout


def lay(root: Path, contents: dict[str, str]) -> None:
    for name, text in contents.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that is a folder of a repository, all committed; beside it stands what is none of its business."""
    root = tmp_path / "仓库" / "自评"
    lay(root, CONTENTS)
    lay(root.parent, {"other.txt": "other"})
    git(root.parent, "init", "-q", "-b", "main")
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "-q", "-m", "as it was")
    return root


def all_of(files: Files, folder: Path) -> dict[str, bytes]:
    """Return every file of a tree, found by walking it."""
    found: dict[str, bytes] = {}
    for name in files.names(folder):
        path = folder / name
        assert files.is_folder(path) != files.is_file(path)
        if files.is_folder(path):
            found |= {f"{name}/{inner}": content for inner, content in all_of(files, path).items()}
        else:
            found[name] = files.read(path)
    return found


EXPECTED = {name: text.encode() for name, text in CONTENTS.items()}


def test_the_disk_and_a_revision_of_it_are_the_same_tree(folder: Path) -> None:
    assert all_of(Disk(), folder) == all_of(Revision.of(folder, "HEAD"), folder) == EXPECTED


def test_an_overlay_is_the_tree_with_the_files_laid_over(folder: Path) -> None:
    laid = {folder / "读我.md": b"new", folder / "data/rules/y/2025.yaml": b"more"}
    for below in (Disk(), Revision.of(folder, "main")):
        assert all_of(Overlay(below, laid), folder) == {**EXPECTED, "读我.md": b"new", "data/rules/y/2025.yaml": b"more"}


def test_names_are_sorted_and_none_where_there_is_no_folder(folder: Path) -> None:
    for files in (Disk(), Revision.of(folder, "HEAD"), Overlay(Disk(), {folder / "a": b""})):
        assert files.names(folder / "data") == ["agencies", "rules"]
        assert files.names(folder / "nowhere") == []
        assert files.names(folder / "读我.md") == []


def test_what_is_not_there_is_neither_file_nor_folder_and_cannot_be_read(folder: Path) -> None:
    gone = folder / "data" / "rules" / "gone.yaml"
    for files in (Disk(), Revision.of(folder, "HEAD"), Overlay(Revision.of(folder, "HEAD"), {})):
        assert not files.is_file(gone)
        assert not files.is_folder(gone)
        assert not files.is_file(folder / "data")
        with pytest.raises(FileNotFoundError):
            files.read(gone)


def test_a_revision_does_not_see_what_came_later(folder: Path) -> None:
    before = Revision.of(folder, "HEAD")
    lay(folder, {"读我.md": "later", "new.md": "new"})
    (folder / "data/rules/x/2024.yaml").unlink()
    assert all_of(before, folder) == all_of(Revision.of(folder, "HEAD"), folder) == EXPECTED


def test_a_revision_is_named_by_branch_tag_and_commit(folder: Path) -> None:
    git(folder, "tag", "v1")
    commit = git(folder, "rev-parse", "HEAD").strip()
    lay(folder, {"读我.md": "second"})
    git(folder, "commit", "-q", "-a", "-m", "second")
    for name in ("HEAD~1", "v1", commit, commit[:8], "main^"):
        assert Revision.of(folder, name).commit == commit
    assert Revision.of(folder, "main").read(folder / "读我.md") == b"second"


@pytest.mark.parametrize("name", ["nowhere", "", "--all", "HEAD:data", "-n"])
def test_a_name_of_no_revision_is_told(folder: Path, name: str) -> None:
    with pytest.raises(ProblemError) as told:
        Revision.of(folder, name)
    assert [problem.number for problem in told.value.problems] == ["S108"]


def test_a_folder_without_a_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as told:
        Revision.of(tmp_path, "HEAD")
    assert [problem.number for problem in told.value.problems] == ["S108"]


def test_a_computer_without_git_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ProblemError) as told:
        Revision.of(folder, "HEAD")
    assert [problem.number for problem in told.value.problems] == ["S107"]


def test_large_and_empty_files_are_read_whole_in_any_order(folder: Path) -> None:
    large = {f"{number}.bin": bytes(range(256)) * 1000 * number + b"\n\n" for number in range(4)}
    for name, content in large.items():
        (folder / name).write_bytes(content)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "large")
    revision = Revision.of(folder, "HEAD")
    for name in ("3.bin", "0.bin", "templates/“引号”.md.j2", "2.bin", "3.bin"):
        assert revision.read(folder / name) == large.get(name, b"")


def test_a_revision_goes_to_another_process_and_reads_there(folder: Path) -> None:
    revision = Revision.of(folder, "HEAD")
    assert revision.read(folder / "读我.md") == EXPECTED["读我.md"]  # its reader runs, and does not go along
    script = (
        "import pickle, sys; revision, path = pickle.load(sys.stdin.buffer); sys.stdout.buffer.write(revision.read(path))"
    )
    handed = pickle.dumps((revision, folder / "data/agencies/黎阳镇/2024.yaml"))
    ran = subprocess.run([sys.executable, "-c", script], input=handed, capture_output=True, check=True, cwd=PROJECT)
    assert ran.stdout == EXPECTED["data/agencies/黎阳镇/2024.yaml"]
    assert revision.read(folder / "data/rules/x/2024.yaml") == EXPECTED["data/rules/x/2024.yaml"]


def test_a_unit_evaluates_the_same_from_a_revision_as_from_the_disk(bureau: Bureau) -> None:
    git(bureau.root, "init", "-q")
    git(bureau.root, "add", "-A")
    git(bureau.root, "commit", "-q", "-m", "as it was")
    before = Workspace(bureau.root)
    documents = {unit: evaluate(before, *unit).document for unit in UNITS}
    for path in (bureau.root / "data").rglob("*.yaml"):
        path.unlink()
    then = Workspace(bureau.root).at("HEAD")
    assert {unit: evaluate(then, *unit).document for unit in UNITS} == documents
    assert None not in documents.values()
    assert then.agencies() == sorted(name for name, _ in UNITS)


def test_a_file_laid_over_counts_for_a_unit_and_is_not_written(bureau: Bureau) -> None:
    path = bureau.path("kuichong/2024")
    text = path.read_text("utf-8")
    laid = Workspace(bureau.root).with_files({path: text.replace("编外人员: 761", "编外人员: 0").encode()})
    card = evaluate(laid, "kuichong", 2024).card
    assert card is not None
    assert card.facts.values["人员.编外人员"].value != evaluate(Workspace(bureau.root), "kuichong", 2024).card.facts.values["人员.编外人员"].value  # type: ignore[union-attr]
    assert path.read_text("utf-8") == text
