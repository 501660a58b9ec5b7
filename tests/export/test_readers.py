"""What is vendored for the tests is what its list says, with its licence, and small."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tests.export.readers import FOLDER, LIST, content


@pytest.mark.parametrize("file", LIST, ids=lambda file: file["name"])
def test_every_file_is_the_one_of_the_list(file: dict[str, str]) -> None:
    assert sha256(content(file)).hexdigest() == file["sha256"]
    assert (FOLDER / file["name"]).stat().st_size < 1_500_000
    assert any(other["package"] == file["package"] and other["name"].endswith(".LICENSE") for other in LIST)


def test_nothing_else_is_vendored() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {file["name"] for file in LIST} | {"readers.toml"}
