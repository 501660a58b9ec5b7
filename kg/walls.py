"""What the process that runs a query gives up before it does: sockets, files, memory without bound, and time.

In: nothing, a number of seconds. Out: a process in which the kernel refuses what a query must not do, whatever the query or the library
that runs it tries. What is given up cannot be had again, so only a process of its own calls these.

>>> sorted(SOCKET_CALLS)
['aarch64', 'x86_64']
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

MEMORY = 2 << 30
"""Bytes that a query may take on top of the graph."""

# (audit number of the architecture, numbers of socket and io_uring_setup): linux/audit.h and the tables of system calls.
SOCKET_CALLS: Mapping[str, tuple[int, tuple[int, ...]]] = MappingProxyType(
    {"x86_64": (0xC000003E, (41, 425)), "aarch64": (0xC00000B7, (198, 425))}
)
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # prctl(2)
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # instructions of linux/bpf_common.h
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES  # linux/seccomp.h
_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_X32 = 0x40000000  # calls of the x32 ABI, which have numbers of their own


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("value", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.POINTER(_Instruction)))


def refuse_sockets() -> bool:
    """No new socket in this process, by a filter of system calls (Linux's seccomp, on x86_64 and aarch64); False where there is none."""
    known = SOCKET_CALLS.get(platform.machine())
    if sys.platform != "linux" or known is None or sys.maxsize < 1 << 32:
        return False
    architecture, calls = known
    tests = [(_AT_LEAST, _X32), *((_EQUAL, call) for call in calls)]
    code = [(_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _REFUSE), (_LOAD, 0, 0, _NUMBER)]
    # Each test jumps over those behind it and over 'allow'.
    code += [(kind, len(tests) - place, 0, value) for place, (kind, value) in enumerate(tests)]
    code += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    instructions = (_Instruction * len(code))(*(_Instruction(*step) for step in code))
    program = _Program(len(code), instructions)
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(library.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def shut_in(*, files: bool) -> None:
    """Nothing is written any more, memory is bounded, a crash leaves no core; without `files`, no file or socket can be opened at all."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _in_use() + MEMORY
    if not files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if most == resource.RLIM_INFINITY or wanted < most:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def end_after(seconds: float) -> None:
    """Lets the kernel end this process then, should nobody be left who does: the one that started it may be gone."""
    _deadly(signal.SIGALRM)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def end_after_work(seconds: float) -> None:
    """Lets the kernel end this process by SIGPROF once it has worked so long: what else the machine does is not counted."""
    _deadly(signal.SIGPROF)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _deadly(one: signal.Signals) -> None:
    """Lets a signal end this process, whatever the thread that started it ignores or holds back: a new process takes that over."""
    signal.signal(one, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {one})


def _in_use() -> int:
    """Bytes of address space of this process, from the kernel's table (kept open by nobody); a guess where there is none."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 16 << 30
