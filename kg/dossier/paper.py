"""A page as PDF, printed by Chromium or Chrome where one is installed; nothing that a page asks for leaves the machine.

In: HTML. Out: the bytes of a PDF, with the date that SOURCE_DATE_EPOCH gives or a fixed one.

>>> _dated(b"/CreationDate (D:20261126221234+00'00')", "2026-02-03T04:05:06Z")
b"/CreationDate (D:20260203040506+00'00')"
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from kg.errors import UsageError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
TIME_LIMIT = 180.0
"""Seconds after which a print is given up."""
MADE = "2000-01-01T00:00:00Z"

_DATE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
_OPTIONS = (
    "--headless", "--disable-gpu", "--no-pdf-header-footer", "--no-first-run", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-extensions", "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip


def to_pdf(text: str, *, made: str | None = None) -> bytes:
    """Prints a page; the same page gives the same bytes from the same version of the browser.

    Raises:
        UsageError: no browser is installed, or it fails or takes longer than TIME_LIMIT.
    """
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        raise UsageError("a report as PDF: is printed by Chromium, which is not installed; install it, or write .html and print that")
    # Without a sandbox of its own Chromium does not start for root; the page allows no script.
    alone = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    # Processes of a browser that has ended may still write to its profile.
    with tempfile.TemporaryDirectory(prefix="actorgraph-", ignore_cleanup_errors=True) as folder:
        page, printed = Path(folder) / "report.html", Path(folder) / "report.pdf"
        page.write_text(text, encoding="utf-8")
        command = [program, *_OPTIONS, *alone, f"--user-data-dir={folder}/profile", f"--print-to-pdf={printed}", page.as_uri()]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=TIME_LIMIT, cwd=folder)
            content = printed.read_bytes()
        except subprocess.TimeoutExpired:
            raise UsageError(f"a report as PDF: {program} took longer than {TIME_LIMIT:.0f} s; write .html and print that") from None
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace").strip().splitlines()
            raise UsageError(f"a report as PDF: {program} failed ({said[-1] if said else error}); write .html and print that") from error
        except OSError as error:
            raise UsageError(f"a report as PDF: {program} wrote none ({error.strerror}); write .html and print that") from error
    return _dated(content, made or MADE)


def _dated(content: bytes, made: str) -> bytes:
    """The PDF with another date, of the same length: places of its objects stay true."""
    digits = re.sub(r"\D", "", made)[:14].encode("ascii")
    return _DATE.sub(rb"\g<1>" + digits, content)
