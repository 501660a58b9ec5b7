"""Programs of the system that some tests run, or the reason why there are none.

In: the names of a program and the Debian package that brings it. Out: its path; without it the test is skipped, and in CI it fails.
"""

from __future__ import annotations

import os
import shutil

import pytest


def program(*names: str, package: str) -> str:
    """The path of the first of these programs that is there. Where there is none the test is skipped; in CI it fails."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        message = f"no {names[0]!r} on this machine: install the Debian package {package!r}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found
