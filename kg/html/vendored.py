"""The JavaScript that others wrote, checked by hash before it goes into a page.

In: vendor/manifest.toml. Out: the text of a vendored file.

>>> [file.version for file in read_manifest() if file.path.endswith("vis-network.min.js")]
['10.1.5']
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.errors import KgError

VENDOR = Path(__file__).resolve().parent / "vendor"
MANIFEST = VENDOR / "manifest.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendored:
    """One file: `path` from the root of the project, `member` its name in the npm package.

    `bundled` are other packages that went into a bundle with it, each with its version: the last is what made the bundle.
    """

    path: str
    package: str
    version: str
    member: str
    licence: str
    sha256: str
    bundled: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def read_manifest() -> tuple[Vendored, ...]:
    """Every vendored file, in the order of the manifest."""
    entries = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["file"]
    return tuple(Vendored(**entry | {"bundled": tuple(entry.get("bundled", ()))}) for entry in entries)


def vendored_script(name: str) -> str:
    """The text of a vendored script, without the comment that would make a debugger ask for a source map.

    KgError where the file is not the one that the manifest names: a page must not carry code that nobody has looked at.
    """
    wanted = next(file for file in read_manifest() if file.name == name)
    content = (VENDOR / name).read_bytes()
    if sha256(content).hexdigest() != wanted.sha256:
        raise KgError(f"{name} is not {wanted.package} {wanted.version} as the manifest has it; install Actorgraph again")
    text = content.decode("utf-8")
    return text.partition("//# sourceMappingURL=")[0].rstrip() + "\n"
