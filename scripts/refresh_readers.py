"""Fetches anew from npm the programs by which the tests read exports, as tests/export/vendor/readers.toml names them.

    python scripts/refresh_readers.py                             fetch the versions that are named; fail where a hash differs
    python scripts/refresh_readers.py --update cytoscape=3.34.4   take another version and write its hashes

Needs `npm`. Of each package only the files that are named are taken; scripts are kept as .xz, with the hash of what is inside.
"""

from __future__ import annotations

import argparse
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "export" / "vendor"
LIST = FOLDER / "readers.toml"


def main() -> int:
    """Exit code 0 when every file is as the list says, or was updated; 1 when a hash differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="append", default=[], metavar="PACKAGE=VERSION")
    versions = dict(item.split("=", 1) for item in parser.parse_args().update)
    text = LIST.read_text(encoding="utf-8")
    failed = False
    with tempfile.TemporaryDirectory() as place:
        for file in tomllib.loads(text)["file"]:
            package, version = file["package"], versions.get(file["package"], file["version"])
            content = _member(package, version, file["member"], Path(place))
            digest = sha256(content).hexdigest()
            if digest != file["sha256"] and package not in versions:
                print(f"{file['name']}: the hash of {package}@{version} differs from the one in {LIST.name}", file=sys.stderr)
                failed = True
                continue
            kept = lzma.compress(content, preset=9 | lzma.PRESET_EXTREME) if file["name"].endswith(".xz") else content
            (FOLDER / file["name"]).write_bytes(kept)
            text = text.replace(f'sha256 = "{file["sha256"]}"', f'sha256 = "{digest}"')
            print(f"{file['name']}: {package}@{version} {digest[:12]}, {len(kept):,} bytes")
    for package, version in versions.items():
        text = re.sub(rf'(package = "{re.escape(package)}"\nversion = ")[^"]*', rf"\g<1>{version}", text)
    LIST.write_text(text, encoding="utf-8")
    return int(failed)


def _member(package: str, version: str, name: str, place: Path) -> bytes:
    """A file of a package, which `npm pack` fetches the first time."""
    archive = place / f"{package.replace('/', '-').removeprefix('@')}-{version}.tgz"
    if not archive.exists():
        command = ["npm", "pack", "--silent", f"{package}@{version}"]
        subprocess.run(command, cwd=place, check=True, capture_output=True)
    with tarfile.open(archive) as tar:
        stream = tar.extractfile(f"package/{name}")
        if stream is None:
            raise FileNotFoundError(f"{archive.name} holds no {name}")
        return stream.read()


if __name__ == "__main__":
    sys.exit(main())
