"""What the user's cache guarantees: it gives back what it was given, or nothing; it never does harm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.base.cache import Cache
from generator.report.docx.preparing import prepared
from generator.report.docx.writer import write_docx

from .test_docx_writer import NAME, TEMPLATE, sample


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "deep" / "cache")


def folder_of(cache: Cache) -> Path:
    assert cache.folder is not None
    return cache.folder


def test_what_is_kept_comes_back(cache: Cache) -> None:
    assert cache.get("a-1") is None
    cache.put("a-1", b"content")
    cache.put("a-2", b"")
    assert (cache.get("a-1"), cache.get("a-2")) == (b"content", b"")
    assert folder_of(cache).stat().st_mode & 0o777 == 0o700
    assert {path.name for path in folder_of(cache).iterdir()} == {"a-1", "a-2"}


@pytest.mark.parametrize("damage", [lambda kept: kept[:-1], lambda kept: b"", lambda kept: kept + b"x", lambda kept: b"x" + kept[1:]])
def test_what_is_damaged_is_not_read(cache: Cache, damage: object) -> None:
    cache.put("a", b"content")
    path = folder_of(cache) / "a"
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert cache.get("a") is None
    cache.put("a", b"content")
    assert cache.get("a") == b"content"


def test_a_folder_that_others_can_write_is_not_read(cache: Cache) -> None:
    cache.put("a", b"content")
    folder_of(cache).chmod(0o777)
    assert cache.get("a") is None
    cache.put("b", b"content")
    assert not (folder_of(cache) / "b").exists()


def test_a_file_that_others_can_write_is_not_read(cache: Cache) -> None:
    cache.put("a", b"content")
    (folder_of(cache) / "a").chmod(0o666)
    assert cache.get("a") is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_what_another_user_owns_is_not_read(cache: Cache) -> None:
    cache.put("a", b"content")
    os.chown(folder_of(cache) / "a", 12345, -1)
    assert cache.get("a") is None
    cache.put("a", b"content")
    assert cache.get("a") == b"content"
    os.chown(folder_of(cache), 12345, -1)
    assert cache.get("a") is None


def test_a_link_is_not_followed(cache: Cache, tmp_path: Path) -> None:
    cache.put("a", b"content")
    (folder_of(cache) / "b").symlink_to(folder_of(cache) / "a")
    (tmp_path / "link").symlink_to(folder_of(cache))
    assert cache.get("b") is None
    assert Cache(tmp_path / "link").get("a") is None


def test_where_nothing_can_be_kept_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/none"), None):
        Cache(folder).put("a", b"content")
        assert Cache(folder).get("a") is None


@pytest.mark.parametrize(("named", "folder"), [("off", None), ("", None), ("0", None), ("/tmp/x", Path("/tmp/x"))])
def test_a_variable_names_the_folder_or_switches_it_off(monkeypatch: pytest.MonkeyPatch, named: str, folder: Path | None) -> None:
    monkeypatch.setenv("ZIPING_CACHE", named)
    assert Cache.of_user() == Cache(folder)


def test_without_the_variable_the_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZIPING_CACHE", raising=False)
    folder = Cache.of_user().folder
    assert folder is not None
    assert folder.name == "ziping"


@pytest.mark.parametrize("content", [b"", b"damaged", b"\x00" * 5000])
def test_a_report_is_the_same_whatever_the_cache_holds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes) -> None:
    """First made, then from the cache, then with every kept file damaged."""
    monkeypatch.setenv("ZIPING_CACHE", str(tmp_path / "cache"))
    written = []
    for _ in range(2):
        prepared.cache_clear()
        written.append(write_docx(sample(), TEMPLATE, NAME))
    kept = list((tmp_path / "cache").iterdir())
    assert kept
    for path in kept:
        path.write_bytes(content)
    prepared.cache_clear()
    written.append(write_docx(sample(), TEMPLATE, NAME))
    monkeypatch.setenv("ZIPING_CACHE", "off")
    prepared.cache_clear()
    written.append(write_docx(sample(), TEMPLATE, NAME))
    assert len(set(written)) == 1
