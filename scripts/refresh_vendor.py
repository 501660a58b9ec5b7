"""Fetches the vendored files anew from npm, as kg/html/vendor/manifest.toml names them, and writes their hashes back.

    python scripts/refresh_vendor.py            # fetch the versions of the manifest; fail where a hash differs
    python scripts/refresh_vendor.py --update vis-network=10.1.6   # take another version and write its hashes

A file that is bundled of several packages is made anew by esbuild, in the versions of the manifest. Where another version of the package
wants others of these, put them into the manifest first.

Needs `npm`. What is fetched is unpacked in a temporary folder; only the files that the manifest names are taken.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path

from kg.html.vendored import MANIFEST, Vendored, read_manifest

ROOT = Path(__file__).resolve().parent.parent
# What the page uses of each package that is bundled. Sigma's own bundle for browsers also holds programs that fetch pictures. That of
# vis-network brings its own copy of what browsers have had since 2020 and works with that: it takes half as long again to start.
BUNDLES = {
    "sigma": """import Sigma from "sigma";
import { EdgeProgram, NodeProgram, createEdgeCompoundProgram } from "sigma/rendering";
import { floatColor } from "sigma/utils";
import { MultiDirectedGraph } from "graphology";
globalThis.sigmaLibrary = { Sigma, EdgeProgram, NodeProgram, createEdgeCompoundProgram, floatColor, MultiDirectedGraph };
""",
    "vis-network": """import { Network } from "vis-network/esnext";
globalThis.vis = { Network };
""",
}


def main() -> int:
    """Exit code 0 when every file is as the manifest says, or was updated; 1 when a hash differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="append", default=[], metavar="PACKAGE=VERSION")
    versions = dict(item.split("=", 1) for item in parser.parse_args().update)
    manifest = MANIFEST.read_text(encoding="utf-8")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        archives: dict[str, Path] = {}
        for file in read_manifest():
            version = versions.get(file.package, file.version)
            if file.package not in archives:
                archives[file.package] = _pack(file.package, version, Path(folder))
            content = _bundle(file, version, Path(folder)) if file.bundled else _member(archives[file.package], file.member)
            digest = sha256(content).hexdigest()
            if digest != file.sha256 and file.package not in versions:
                print(f"{file.path}: the hash of {file.package}@{version} differs from the manifest's", file=sys.stderr)
                failed = True
                continue
            (ROOT / file.path).write_bytes(content)
            manifest = _with(manifest, file, version, digest)
            print(f"{file.path}: {file.package}@{version} {digest[:12]}")
    MANIFEST.write_text(manifest, encoding="utf-8")
    return int(failed)


def _pack(package: str, version: str, folder: Path) -> Path:
    """The package's archive, fetched by `npm pack`."""
    return folder / _npm("pack", "--silent", f"{package}@{version}", folder=folder).strip().splitlines()[-1]


def _npm(*arguments: str, folder: Path) -> str:
    # npm is found on the PATH of whoever refreshes.
    return subprocess.run(["npm", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout  # noqa: S607


def _member(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as tar:
        stream = tar.extractfile(f"package/{name}")
        if stream is None:
            raise FileNotFoundError(f"{archive.name} holds no {name}")
        return stream.read()


def _bundle(file: Vendored, version: str, folder: Path) -> bytes:
    """The package and those named with it, installed without running their scripts, as one script for browsers."""
    place = folder / file.package
    place.mkdir()
    (place / "package.json").write_text('{"private": true}', encoding="utf-8")
    (place / "entry.js").write_text(BUNDLES[file.package], encoding="utf-8")
    packages = [f"{file.package}@{version}", *file.bundled]
    _npm("install", "--silent", "--ignore-scripts", "--no-audit", "--save-exact", *packages, folder=place)
    out = place / file.member
    _npm("exec", "--", "esbuild", "entry.js", "--bundle", "--minify", "--format=iife", "--target=es2022", f"--outfile={out}", folder=place)
    return out.read_bytes()


def _with(manifest: str, file: Vendored, version: str, digest: str) -> str:
    """The manifest with the version and the hash of one file replaced, the rest as it stands."""
    block = re.compile(rf'(\[\[file\]\]\npath = "{re.escape(file.path)}"\n.*?version = ")[^"]*(".*?sha256 = ")[^"]*(")', re.DOTALL)
    return block.sub(lambda found: f"{found[1]}{version}{found[2]}{digest}{found[3]}", manifest, count=1)


if __name__ == "__main__":
    sys.exit(main())
