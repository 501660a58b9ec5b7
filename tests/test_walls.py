"""kg.walls: what a process gave up the kernel refuses it, and it ends in time."""

from __future__ import annotations

import platform
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg.walls

SEEN = """
import socket, sys
from pathlib import Path
from kg.walls import MEMORY, end_after, refuse_sockets, shut_in
{given_up}
def write():
    with open(sys.argv[1], "r+b", buffering=0) as file:
        file.write(b"x")
attempts = {{"read": lambda: open(sys.argv[1]).close(), "write": write, "socket": socket.socket, "memory": lambda: bytearray(2 * MEMORY)}}
for name, attempt in attempts.items():
    try:
        attempt()
        print(name, "done")
    except (OSError, MemoryError) as error:
        print(name, type(error).__name__)
"""


def seen(given_up: str, path: Path) -> dict[str, str]:
    path.write_text("here", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", SEEN.format(given_up=given_up), str(path)], capture_output=True, text=True, check=True)
    assert path.read_text(encoding="utf-8") in {"here", "xere"}
    return dict(line.split() for line in done.stdout.splitlines())


def test_nothing_is_refused_before(tmp_path: Path) -> None:
    """The attempts are such as succeed: what follows would not show anything else."""
    assert set(seen("", tmp_path / "file").values()) == {"done"}


def test_in_memory_no_file_is_opened(tmp_path: Path) -> None:
    found = seen("shut_in(files=False)", tmp_path / "file")
    assert found == {"read": "OSError", "write": "OSError", "socket": "OSError", "memory": "MemoryError"}


@pytest.mark.skipif(sys.platform != "linux" or platform.machine() not in kg.walls.SOCKET_CALLS, reason="no filter of system calls here")
def test_on_disk_files_are_read_and_no_socket_is_opened(tmp_path: Path) -> None:
    found = seen("assert refuse_sockets(); shut_in(files=True)", tmp_path / "file")
    assert found == {"read": "done", "write": "OSError", "socket": "PermissionError", "memory": "MemoryError"}


def test_systems_without_a_filter_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "pdp11")
    assert kg.walls.refuse_sockets() is False


@pytest.mark.parametrize(("limit", "by"), [("end_after", signal.SIGALRM), ("end_after_work", signal.SIGPROF)])
@pytest.mark.parametrize("held", ["pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())", "signal({}, signal.SIG_IGN)"])
def test_a_process_ends_that_nobody_ends(limit: str, by: signal.Signals, held: str) -> None:
    """Also where whoever started it ignores the signal or holds it back, which a new process takes over."""
    start = time.monotonic()
    code = f"import signal; signal.{held.format(int(by))}; from kg.walls import {limit}; {limit}(0.2); print('begun', flush=True)"
    work = "\nfrom time import process_time\nwhile process_time() < 50: pass"
    done = subprocess.run([sys.executable, "-c", code + work], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("begun\n", -by)
    assert time.monotonic() - start < 60


def test_memory_in_use_is_known_or_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 10 << 20 < kg.walls._in_use() < 1 << 44
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: (_ for _ in ()).throw(OSError))
    assert kg.walls._in_use() == 16 << 30
