"""kg review: a person accepts, rejects or corrects claims, one by one or by a file, and takes their decisions away as gold."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from kg.commands.options import Directory, Json, Output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.ledger import Ledger
    from kg.review import Item, Selection


class GoldFormat(StrEnum):
    """The shapes of gold files."""

    markup = "markup"
    json = "json"


def review(
    directory: Directory,
    *,
    predicate: Annotated[Optional[str], typer.Option(metavar="NAME", help="Only claims of this predicate.", show_default=False)] = None,  # noqa: UP045
    status: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="STATUS", help="Only claims of this status: fact, alleged, planned, demanded, denied.", show_default=False),
    ] = None,
    document: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="DOCUMENT", help="Only this document: its id, name or source.", show_default=False),
    ] = None,
    rule: Annotated[Optional[str], typer.Option(metavar="ID", help="Only claims that this rule read.", show_default=False)] = None,  # noqa: UP045
    limit: Annotated[Optional[int], typer.Option(metavar="N", help="At most so many claims.", show_default=False)] = None,  # noqa: UP045
    sample: Annotated[Optional[int], typer.Option(metavar="N", help="So many claims, drawn at random.", show_default=False)] = None,  # noqa: UP045
    seed: Annotated[int, typer.Option(metavar="S", help="Decides which claims --sample draws.")] = 0,
    all_claims: Annotated[bool, typer.Option("--all", help="Claims that were judged before, too.")] = False,
    by: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="NAME", help="Who judges; by default the user of this machine.", show_default=False),
    ] = None,
    at: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="DATE", help="With --import: when it was judged, where a line does not say (ISO 8601).", show_default=False),
    ] = None,
    list_claims: Annotated[bool, typer.Option("--list", help="List the claims instead of asking.")] = False,
    import_file: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--import", metavar="FILE", help="Take judgements, one JSON object a line, from a file or -.", show_default=False),
    ] = None,
    export_file: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--export", metavar="FILE", help="Write the judgements, one JSON object a line, to a file or -.", show_default=False),
    ] = None,
    to: Annotated[
        Optional[GoldFormat],  # noqa: UP045
        typer.Option("--to", help="Write documents that are judged completely as gold.", show_default=False),
    ] = None,
    partial: Annotated[bool, typer.Option("--partial", help="With --to: documents judged in part, too; the rest is optional.")] = False,
    output: Output = None,
    keep_views: Annotated[bool, typer.Option("--keep-views", help="Leave graph.trig, graph.html and report.json as they are.")] = False,
    json: Json = False,
) -> int:
    """Judge claims: accept, reject or correct them.

    Shows the least certain claims first, each with its sentence. Judgements are kept in the ledger, also when documents are read again.
    """
    from kg.ledger import Ledger
    from kg.review import Selection

    selection = Selection(
        predicate=predicate, status=status, document=document, rule=rule, limit=limit, sample=sample, seed=seed, judged=all_claims
    )
    _one_thing(list_claims=list_claims, import_file=import_file, export_file=export_file, to=to, selection=selection)
    if to is not None:
        with Ledger.open(directory) as ledger:
            return _write_gold(ledger, to, output, partial=partial)
    if export_file is not None:
        with Ledger.open(directory) as ledger:
            return _write_lines(ledger, export_file)
    if list_claims:
        from kg.review import select

        with Ledger.open(directory) as ledger:
            return _list(select(ledger, selection), json=json)
    with Ledger.open(directory, linked=False):  # says what is wrong before anything is written
        pass
    with Ledger.open(directory, write=True) as ledger:
        changed = _import(ledger, import_file, by, at, json=json) if import_file is not None else _ask(ledger, selection, by)
        if changed and not keep_views:
            _views(ledger, directory)
    return 0


def _one_thing(
    *, list_claims: bool, import_file: Path | None, export_file: Path | None, to: GoldFormat | None, selection: Selection
) -> None:
    """UsageError where options contradict each other."""
    from kg.errors import UsageError
    from kg.review import Selection

    asked = {"--list": list_claims, "--import": import_file is not None, "--export": export_file is not None, "--to": to is not None}
    given = [name for name, on in asked.items() if on]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)}: one at a time")
    if given and given != ["--list"] and selection != Selection():
        raise UsageError(f"{given[0]}: takes all claims; leave out --predicate, --status, --document, --rule, --limit, --sample and --all")


def _list(items: Sequence[Item], *, json: bool) -> int:
    from kg.commands.screen import plain, say, say_json
    from kg.judgement_records import claim_record, judgement_record
    from kg.review import marked_sentence
    from kg.reviewed import reading_of, said

    if json:
        rows = []
        for item in items:
            sentences = [marked_sentence(item.document, one) for one in item.claim.evidence]
            judgement = None if item.judgement is None else judgement_record(item.judgement)
            rows.append({**claim_record(item.claim), "status": item.claim.status, "sentences": sentences, "judgement": judgement})
        say_json(rows)
        return 0
    for item in items:
        verdict = f"   {item.verdict}" if item.verdict else ""
        say(plain(f"{item.claim.id}  {item.claim.confidence:.2f}  {said(reading_of(item.claim))}   [{item.claim.status}]{verdict}"))
        say(f"    {plain(marked_sentence(item.document, item.claim.evidence[0]))}")
    if not items:
        say("No claims are left to be judged; --all shows those that were.")
    return 0


def _import(ledger: Ledger, file: Path, by: str | None, at: str | None, *, json: bool) -> bool:
    """Takes over all lines of a file, or none; whether anything is new."""
    from kg.commands.screen import say, say_json
    from kg.review_lines import context_of, new_judgements, read_file, read_judgements

    found = read_judgements(read_file(file), str(file), context_of(ledger, by=by, at=at))
    new = new_judgements(found, ledger)
    ledger.judge(new)
    if json:
        say_json({"imported": len(new), "there before": len(found) - len(new)})
    else:
        say(f"Judgements taken over: {len(new)}" + (f"; there before: {len(found) - len(new)}" if len(new) < len(found) else ""))
    return bool(new)


def _write_lines(ledger: Ledger, file: Path) -> int:
    from kg.commands.screen import complain
    from kg.review_lines import judgement_lines

    lines = list(judgement_lines(ledger))
    _write("".join(lines), None if str(file) == "-" else file)
    complain(f"judgements written: {len(lines)}")
    return 0


def _write(content: str, file: Path | None) -> None:
    import sys

    from kg.atomic import write_text

    if file is None:
        sys.stdout.write(content)
    else:
        write_text(file, content)


def _write_gold(ledger: Ledger, to: GoldFormat, output: Path | None, *, partial: bool) -> int:
    """Writes gold; exit code 1 where the markup had no place for a claim."""
    from kg.commands.screen import complain
    from kg.review_gold import to_gold, to_json, to_markup

    texts = list(to_gold(ledger))
    wanted = [text for text in texts if text.complete or partial]
    lost: list[str] = []
    if to is GoldFormat.json:
        content = "[\n" + ",\n".join(map(to_json, wanted)) + "\n]\n"
    else:
        passages = [to_markup(text) for text in wanted]
        content, lost = "\n".join(passage for passage, _ in passages), [line for _, more in passages for line in more]
    _write(content, output)
    complete = sum(text.complete for text in texts)
    complain(f"documents judged completely: {complete}; in part: {len(texts) - complete}{'' if partial else ' (left out; see --partial)'}")
    for line in lost:
        complain(f"left out, the text does not name both: {line}; --to json has it")
    return 1 if lost else 0


def _ask(ledger: Ledger, selection: Selection, by: str | None) -> bool:
    """Goes through the claims with the person; whether anything was decided."""
    from kg.commands.review_screen import go_through
    from kg.review import select
    from kg.review_lines import check_given

    check_given(by=by)
    return go_through(ledger, select(ledger, selection), by=by or _user())


def _user() -> str:
    from getpass import getuser

    from kg.errors import UsageError

    try:
        return getuser()
    except (OSError, KeyError) as error:
        raise UsageError("nobody is named as the one who judges; give --by NAME") from error


def _views(ledger: Ledger, directory: Path) -> None:
    from kg.commands.screen import complain, progress_bar
    from kg.ledger_schema import ledger_path
    from kg.report import Run
    from kg.views import write_views

    folder = ledger_path(directory).parent
    with progress_bar() as progress:
        report = write_views(ledger, folder, run=Run(), progress=progress)
    for violation in report.violations:
        complain(f"violation: {violation}")
