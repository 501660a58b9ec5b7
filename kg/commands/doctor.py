"""kg doctor: whether the program has what it needs, and whether a ledger is sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Optional

import typer

from kg.commands.options import DEFAULT_MODEL, Json, Model

PACKAGES = ("spacy", "pyoxigraph", "rdflib", "networkx", "pyvis", "pydantic", "typer", "rich")


def doctor(
    directory: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Argument(metavar="[DIR]", help="Check the ledger of this build too: every page, every digest.", show_default=False),
    ] = None,
    *,
    model: Model = DEFAULT_MODEL,
    json: Json = False,
) -> int:
    """Check this installation, and the ledger of a build.

    Python, packages, language model, rules, word lists, gazetteer, vocabulary, queries; exit code 2 where something is wrong.
    """
    from kg.commands.screen import plain, say, say_json

    found = [_run(name, check) for name, check in _checks(model, directory)]
    if json:
        say_json([{"check": name, "ok": ok, "message": message} for name, ok, message in found])
    else:
        for name, ok, message in found:
            say(f"{'ok   ' if ok else 'WRONG'}  {name}: {plain(message)}")
    return 0 if all(ok for _, ok, _ in found) else 2


def _run(name: str, check: Callable[[], str]) -> tuple[str, bool, str]:
    from kg.errors import KgError

    try:
        return name, True, check()
    except (KgError, ImportError, OSError, ValueError) as error:
        return name, False, str(error) or type(error).__name__


def _checks(model: str, directory: Path | None) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "python", _python
    for package in PACKAGES:
        yield package, lambda package=package: _package(package)  # type: ignore[misc]
    yield "vocabulary", _vocabulary
    yield "rules", _rules
    yield "word lists", _lexicon
    yield "gazetteer", _gazetteer
    yield "queries", _queries
    yield "language model", lambda: _model(model)
    yield "learned extractor", _learned
    if directory is not None:
        yield "ledger", lambda: _ledger(directory)


def _python() -> str:
    import platform
    import sqlite3

    return f"{platform.python_version()} on {platform.system()}, SQLite {sqlite3.sqlite_version}"


def _package(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError as error:
        raise ImportError("not installed; install actorgraph again with its dependencies") from error


def _vocabulary() -> str:
    from kg.vocabulary import vocabulary

    return f"{len(vocabulary().types)} entity types, {len(vocabulary().predicates)} predicates"


def _rules() -> str:
    from kg.rules import load_rules

    rules = load_rules().rules.values()
    return f"{len(rules)} rules for {len({rule.predicate for rule in rules})} predicates"


def _lexicon() -> str:
    from kg.lexicon import load_lexicon
    from kg.resources import data_files

    load_lexicon()
    return f"{len(data_files('lexicon', '*.toml'))} files"


def _gazetteer() -> str:
    from kg.gazetteer import load_gazetteer

    return f"{len(load_gazetteer().records)} entities"


def _queries() -> str:
    from kg.named_queries import named_queries

    return f"{len(named_queries())} queries have a name"


def _learned() -> str:
    from kg.learned.encoder import load_encoder

    encoder = load_encoder()
    return f"version {encoder.version}, {len(encoder.predicates)} predicates"


def _model(model: str) -> str:
    from kg.fingerprint import model_version
    from kg.nlp import load

    load(model)
    return f"{model} {model_version(model)}".strip()


def _ledger(directory: Path) -> str:
    from kg.errors import LedgerError
    from kg.ledger import Ledger

    with Ledger.open(directory) as ledger:
        found = ledger.damage()
        if found:
            raise LedgerError(f"{ledger.path}: {'; '.join(found)}; restore it from a copy, or build again into a new folder")
        return f"sound: {sum(1 for _ in ledger.states())} documents, digest {ledger.digest()[:16]}"
