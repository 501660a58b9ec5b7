"""The command `kg`: verbs, exit codes and messages.

In: arguments. Out: what the verb prints, and an exit code: 0 done, 1 done with something to look at (skipped documents, broken shapes,
failed examples), 2 usage or configuration, 3 nothing usable, 130 stopped by Ctrl-C.

Libraries are imported when a verb needs them, so that `kg --help` answers at once.

>>> main(["--version"])
kg 0.1.0
0
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

import typer
import typer.core

import kg

Verb = Callable[..., int]

INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _use_utf8()
    try:
        make_app()(args=given, prog_name="kg")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


class _Verbs(typer.core.TyperGroup):
    """Verbs that say in plain words which value of an option is wrong, and which one is near."""

    def make_context(self, *arguments: Any, **more: Any) -> Any:
        with _plain_errors():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: Any) -> Any:
        with _plain_errors():
            return super().invoke(ctx)


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except typer.BadParameter as error:
        error.message = in_plain_words(error.message)
        raise


def in_plain_words(message: str) -> str:
    """What typer says of a wrong value, without the words of its libraries, and with the value that was meant.

    >>> in_plain_words("Value error, 'gexff' is not one of 'gexf', 'csv'.")
    "'gexff' is not one of 'gexf', 'csv'; did you mean 'gexf'?"
    """
    message = message.removeprefix("Value error, ").replace("Input should be", "it should be").partition(", unable to parse")[0]
    given, sign, choices = message.rstrip(".").partition(" is not one of ")
    near = get_close_matches(given, choices.split(", "), n=1) if sign else []
    return f"{given}{sign}{choices}; did you mean {near[0]}?" if near else message


def make_app() -> typer.Typer:
    """The verbs, with their help."""
    from kg.commands import (
        building,
        comparing,
        describing,
        doctor,
        evaluating,
        exporting,
        extracting,
        gazetteer,
        looking,
        querying,
        reporting,
        retracting,
        reviewing,
        rules,
        validating,
        viewing,
    )

    app = _group("Read news and other documents and build a graph of who did what to whom, with a sentence behind every edge.")
    app.callback()(_version)
    verbs: tuple[Verb, ...] = (
        building.build, extracting.extract, querying.query, viewing.html, exporting.export, reporting.report, validating.validate,
        looking.why, looking.stats, reviewing.review, retracting.retract, comparing.diff, building.rebuild, describing.describe,
        describing.ontology, doctor.doctor,
    )  # fmt: skip
    _add(app, {verb.__name__: verb for verb in verbs} | {"eval": evaluating.evaluate})
    for_rules = _group("List, test and try rules.")
    _add(for_rules, {"list": rules.list_rules, "test": rules.run_rules, "try": rules.try_rules})
    app.add_typer(for_rules, name="rules")
    for_gazetteer = _group("Check gazetteers, and find names in them.")
    _add(for_gazetteer, {"check": gazetteer.check_gazetteer, "find": gazetteer.find_gazetteer})
    app.add_typer(for_gazetteer, name="gazetteer")
    return app


def _add(group: typer.Typer, verbs: Mapping[str, Verb]) -> None:
    """Adds verbs to a group; the first paragraph of a verb's docstring stands in the list of verbs."""
    for name, verb in verbs.items():
        short = (verb.__doc__ or "").partition("\n\n")[0]
        group.command(name, short_help=" ".join(short.split()))(answered(verb))


def answered(verb: Verb) -> Callable[..., None]:
    """A verb as typer runs it: its exit code becomes that of the process, its errors become messages."""

    @functools.wraps(verb)
    def run(*arguments: object, **options: object) -> None:
        from kg.errors import KgError

        try:
            code = verb(*arguments, **options)
            sys.stdout.flush()
        except KgError as error:
            from kg.commands.screen import complain

            complain(f"kg: {error}")
            code = error.exit_code
        except KeyboardInterrupt:
            from kg.commands.screen import complain

            complain("kg: stopped; what was finished is kept, run the same command again to go on")
            code = INTERRUPTED
        except BrokenPipeError:
            # Whoever read our output has enough; Python must not complain when it flushes what is left at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        except OSError as error:
            from kg.commands.screen import complain

            complain(f"kg: {error.filename or 'the system'}: {error.strerror or error}; check the path and its disk, and try again")
            code = KgError.exit_code
        raise typer.Exit(code)

    return run


def _group(help: str) -> typer.Typer:
    return typer.Typer(
        cls=_Verbs,
        help=help,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"kg {kg.__version__}\n")
        raise typer.Exit


def _version(
    version: bool = typer.Option(False, "--version", help="Show the version.", callback=_show_version, is_eager=True),
) -> None:
    pass


def _use_utf8() -> None:
    """Output is UTF-8 whatever the locale says; what is no Unicode is shown as numbers."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
