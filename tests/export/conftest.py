"""What every test of an export reads: a plain graph, one with hostile text in every string, and an empty one."""

from __future__ import annotations

import pytest

from tests.factories import MemoryRecords


@pytest.fixture(params=["sample", "hostile", "empty"])
def records(request: pytest.FixtureRequest) -> MemoryRecords:
    found: MemoryRecords = MemoryRecords() if request.param == "empty" else request.getfixturevalue(request.param)
    return found
