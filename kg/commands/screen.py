"""What verbs put on the screen: text that cannot steer a terminal, tables, JSON, and the progress of long work.

In: text of documents, hostile until shown otherwise. Out: lines on standard output; progress and messages on standard error.

>>> plain("red\\x1b[31m")
'red\\\\u001b[31m'
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.results import printable as plain

if TYPE_CHECKING:
    from rich.console import Console

    from kg.views import Progress

__all__ = ["complain", "json_text", "plain", "progress_bar", "say", "say_json", "table"]

WIDTH = 120
"""Characters in a line of a table, where the output is no terminal and COLUMNS does not say."""

# What JSON may hold as it is and a terminal would act on: DEL, C1 controls, direction marks, line and paragraph separators.
_STEERING = {
    code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
}


def say(text: str = "") -> None:
    """A line on standard output, as it is."""
    sys.stdout.write(text + "\n")


def complain(text: str) -> None:
    """A message on standard error, with what could steer a terminal made visible."""
    sys.stderr.write("\n".join(plain(line) for line in text.split("\n")) + "\n")


def json_text(value: object, *, indent: int | None = 2) -> str:
    """JSON that is read by people too: not escaped but for what could steer a terminal."""
    return json.dumps(value, ensure_ascii=False, indent=indent).translate(_STEERING)


def say_json(value: object) -> None:
    say(json_text(value))


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]], *, foot: Sequence[object] = ()) -> None:
    """A table on standard output; numbers stand to the right; nothing is read as markup. Without rows nothing is shown."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    name = Text(plain(title), style="bold")
    shown = Table(box=SIMPLE_HEAD, title=name, title_justify="left", show_footer=bool(foot), pad_edge=False, show_edge=False)
    for number, head in enumerate(heads):
        right = all(isinstance(row[number], int | float) for row in rows)
        footer = Text(plain(str(foot[number]))) if foot else ""
        shown.add_column(Text(head), footer=footer, justify="right" if right else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(Text(plain(str(cell)) if cell != 0 else "·") for cell in row))
    screen = console()
    if screen.is_terminal:
        screen.print(shown)
    else:
        with screen.capture() as captured:
            screen.print(shown)
        sys.stdout.write("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))
    say()


def console(*, error: bool = False) -> Console:
    """A rich console that interprets no markup, emoji codes or patterns."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else WIDTH
    return Console(file=stream, markup=False, highlight=False, emoji=False, width=width, soft_wrap=False)


def facts(rows: Mapping[str, object]) -> None:
    """Names and values, one a line, aligned; values that are None or '' are left out."""
    shown = {name: plain(str(value)) for name, value in rows.items() if value not in (None, "")}
    width = max(map(len, shown), default=0)
    for name, value in shown.items():
        say(f"{name.ljust(width)}  {value}")


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Shows progress on standard error: a bar on a terminal, else one line when a step is done."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def show(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total or None)

        yield show


class _Lines:
    """Progress where there is no terminal: a line for each step, when the next one begins."""

    def __init__(self) -> None:
        self._step = ""
        self._done = (0, 0)

    def __call__(self, step: str, done: int, total: int) -> None:
        if step != self._step and self._step:
            before, of = self._done
            sys.stderr.write(f"{self._step}: {f'{before} of {of}' if of else before or 'done'}\n")
        self._step, self._done = step, (done, total)
