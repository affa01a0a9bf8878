"""Every problem is shown with its bad file and what is printed, exactly."""

from __future__ import annotations

import pytest

from generator.base.catalogue import CATALOGUE

from .problems.folder import Folder, folders, told


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.number)
def test_a_bad_file_is_told_as_shown_in_the_gallery(folder: Folder) -> None:
    printed = folder.run()
    assert "Traceback" not in printed
    assert printed == folder.printed_path.read_text("utf-8")
    places = [place for number, place in told(printed) if number == folder.number]
    assert places
    assert places == (folder.culprits() or places)


def test_every_number_of_the_catalogue_has_a_folder_in_the_gallery() -> None:
    assert {folder.number for folder in folders()} == set(CATALOGUE)


def test_the_small_bureau_of_the_gallery_has_no_problem() -> None:
    assert Folder("base").run() == "没有发现问题，可以写报告了。\n"
