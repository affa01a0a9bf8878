"""An office whose rule sets a test writes itself."""

from __future__ import annotations

import pytest

from ..small_rules import Office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A finance bureau with the project's vocabulary and no rule sets yet."""
    return Office.founded(tmp_path_factory.mktemp("office"))
