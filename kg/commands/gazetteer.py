"""kg gazetteer check, find: for people who write gazetteers, and for whoever asks what a name is taken for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from kg.commands.options import Gazetteers, Json


def check_gazetteer(
    files: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Argument(metavar="[FILE]...", help="Gazetteers of your own (CSV), checked with the shipped ones.", show_default=False),
    ] = None,
    *,
    json: Json = False,
) -> int:
    """Check gazetteers; every problem is named with its line."""
    from kg.commands.screen import say, say_json
    from kg.gazetteer import load_gazetteer

    entities = len(load_gazetteer(tuple(files or ())).records)
    if json:
        say_json({"entities": entities, "problems": []})
    else:
        say(f"{entities} entities, no problems.")
    return 0


def find_gazetteer(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name, acronym, demonym or capital; or a key such as platform:x.", show_default=False)
    ],
    *,
    gazetteer: Gazetteers = None,
    json: Json = False,
) -> int:
    """Show which entities a name stands for.

    With the condition under which it does; exit code 1 where there is none.
    """
    from dataclasses import asdict

    from kg.commands.screen import facts, plain, say, say_json
    from kg.gazetteer import load_gazetteer

    known = load_gazetteer(tuple(gazetteer or ()))
    record = known.get(name)
    kinds = {} if record is None else {record.key: ("key", "")}
    kinds |= {found.key: (found.kind, found.guard) for found in known.lookup(name)}
    records = [(known.records[key], kind, guard) for key, (kind, guard) in kinds.items() if key in known.records]
    if json:
        say_json([{"as": kind, "guard": guard, **asdict(record)} for record, kind, guard in records])
        return 0 if records else 1
    for record, kind, guard in records:
        say(plain(f"{record.name}   [{record.type}]"))
        facts(
            {
                "  key": record.key,
                "  found as": kind,
                "  only if": guard,
                "  names": "; ".join((*record.names, *record.acronyms, *record.demonyms, *record.capitals, *record.metonyms)),
                "  country": record.country,
                "  operator": record.operator,
                "  developer": record.developer,
                "  parent": record.parent,
                "  links": "; ".join(f"{link.scheme} {link.value} ({link.status})" for link in record.links),
                "  from": record.source,
                "  rows": "; ".join(record.history),
                "  note": record.note,
            }
        )
    if not records:
        say(plain(f"{name}: no entity of the gazetteer has this name."))
    return 0 if records else 1
