"""Synthetic units are what a bureau's folder would hold: valid, different from each other, the same again for the same seed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.base.workspace import Workspace
from generator.batch.pipeline import Evaluation, evaluate

from .bench.doors import word
from .bench.units import make_units

COUNT, SEED = 40, 1
PAGES = 18


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A folder of synthetic units."""
    root = tmp_path_factory.mktemp("synthetic")
    make_units(root, COUNT, SEED)
    return Workspace(root)


@pytest.fixture(scope="module")
def evaluations(folder: Workspace) -> dict[str, Evaluation]:
    """All of its units, evaluated."""
    return {agency: evaluate(folder, agency, folder.years(agency)[0]) for agency in folder.agencies()}


def test_every_unit_evaluates_without_an_error(evaluations: dict[str, Evaluation]) -> None:
    assert len(evaluations) == COUNT
    assert not [str(error) for evaluation in evaluations.values() for error in evaluation.problems.errors]
    assert all(evaluation.document for evaluation in evaluations.values())


def test_totals_and_deductions_are_spread(evaluations: dict[str, Evaluation]) -> None:
    cards = [evaluation.card for evaluation in evaluations.values() if evaluation.card and evaluation.card.points]
    assert len({card.points for card in cards}) > len(cards) * 3 // 4
    counts = {len(card.deductions()) for card in cards}
    assert min(counts) == 0
    assert max(counts) >= 6
    assert len({scored.name for card in cards for scored in card.deductions()}) >= 20


def test_every_unit_has_a_name_of_its_own(evaluations: dict[str, Evaluation]) -> None:
    names = [str(evaluation.facts.values["单位.全称"].value) for evaluation in evaluations.values() if evaluation.facts]
    assert len(set(names)) == COUNT


def test_the_same_seed_gives_the_same_bytes(folder: Workspace, tmp_path: Path) -> None:
    make_units(tmp_path / "again", COUNT, SEED)
    make_units(tmp_path / "other", COUNT, SEED + 1)
    assert _digests(tmp_path / "again") == _digests(folder.root)
    differing = sum(mine != theirs for mine, theirs in zip(_digests(tmp_path / "other"), _digests(folder.root), strict=True))
    assert differing == COUNT


def test_units_can_all_be_of_one_year(tmp_path: Path) -> None:
    make_units(tmp_path, 10, SEED, 2026)
    workspace = Workspace(tmp_path)
    for agency in workspace.agencies():
        assert workspace.years(agency) == [2026]
        assert not evaluate(workspace, agency, 2026).problems.errors


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdfinfo")), reason="needs LibreOffice and poppler")
def test_a_report_of_each_kind_is_about_twenty_pages(folder: Workspace, evaluations: dict[str, Evaluation], tmp_path: Path) -> None:
    template = folder.template("official.docx").read_bytes()
    for agency in folder.agencies()[:5]:
        document = evaluations[agency].document
        assert document
        (tmp_path / f"{agency}.docx").write_bytes(word(document, template))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, sorted(tmp_path.glob("*.docx")))],
        check=True,
        capture_output=True,
    )
    pages = {path.stem: _pages(path) for path in tmp_path.glob("*.pdf")}
    assert len(pages) == 5
    assert all(PAGES <= count <= PAGES + 6 for count in pages.values()), pages


def _digests(root: Path) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((root / "data" / "agencies").rglob("*.yaml"))]


def _pages(path: Path) -> int:
    told = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages")).split()[1])
