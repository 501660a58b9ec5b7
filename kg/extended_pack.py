"""The extended pack: known bodies, companies and associations beside the reviewed core, from the public tables in entities.csv.

In: rows of entities.csv, and the rows of the layers before it. Out: rows for extended.csv, and what was left out, by reason.

What is left out: whatever a layer before knows by one of its names; research (universities, institutes, laboratories, hospitals, learned
societies ...); branches of a company in a country; programmes and divisions; governments and regions; names in other scripts, cut off
names, and names that several rows share without being told apart by their country. Names that are a single word, two common words, or might
be a person's need a cue in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from kg.gazetteer_files import Row, cells
from kg.names import normal, words

EXTENDED_COLUMNS = ("key", "name", "type", "subtype", "aliases", "country", "parent", "domain", "qid", "qid_status", "guard", "note")
_KINDS = {"company": "company", "government_body": "agency", "ngo": "ngo", "igo": "igo", "organisation": ""}
_RESEARCH = re.compile(
    r"universi|institut|laborator|hospital|research|academ|college|school|observator|museum|clinic|scien|recherche|forschung|librar|archiv"
    r"|botanic|zoo|herbari|archaeolog|seminary|faculty|polytech|conservator|biobank|registry of|sanatori|infirmar|nursing|dental|NHS"
    r"|geolog|astronom|antarct|polar|marine station|field station|synchrotron|telescope|genom|biolog|physic|chemi|mathemat|meteorolog",
    re.IGNORECASE,
)
_LEARNED = re.compile(
    r"societ|medic|surg|olog|cancer|patholog|scienti|psych|epilep|heart|stroke|diabet|nurs|health|disease|syndrome|pharma|engineer|histor"
    r"|educat|teach|learn|scholar|studies|humanit|heritage|arts|music|garden|wildlife|bird|animal|conserv|species|forest|ocean|sea|river",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(division|program|programme|system|initiative|project|region|prefecture|province|county|city|municipality|district|town|village"
    r"|borough|council of the|delta|government|republic|majesty|squadron|wing|command|fleet|brigade|regiment)\b|,| - |/|\bgrants\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r",? (inc|incorporated|corp|corporation|ltd|limited|plc|gmbh|ag|se|sa|nv|bv|ab|asa|oyj|spa|srl|sl|llc|lp|co|company|kgaa|a/s|as|pjsc"
    r"|pte|holdings?|group|public company|international limited)$",
    re.IGNORECASE,
)
_CUT = re.compile(r" (Corporatio|Corporati|Corporat|Compan|Compa|Limite|Limit|Incorporate|Incorporat|Holdin|Holding Compan|Internationa)$")
_SHARE = re.compile(r" (Class [A-C]|(Sponsored )?ADR)$")
_SOURCES = re.compile(r"sources: (.*)$")
_PARENT = re.compile(r"parent=([a-z0-9-]+)<")


def extended(
    entities: Sequence[Mapping[str, str]],
    known: Iterable[Row],
    *,
    countries: Mapping[str, str],
    is_word: Callable[[str], bool],
    is_common: Callable[[str], bool],
) -> tuple[list[dict[str, str]], Counter[str]]:
    """Rows of the pack in the order of entities.csv, with names guarded where they must be; and how many were left out, by reason.

    `countries` are names by ISO code; `is_word` tells common words, `is_common` names of bodies that many countries share.
    """
    taken: dict[str, str] = {}
    keys: set[str] = set()
    for row in known:
        keys.add(row.key)
        taken |= {normal(name): row.key for name in (*row.names, *cells(row.demonyms), *cells(row.capitals), *cells(row.metonyms))}
    out: Counter[str] = Counter()
    kept: list[tuple[Mapping[str, str], list[str]]] = []
    place: dict[str, str] = {}
    for values in entities:
        names = _names(values)
        same = next((taken[normal(name)] for name in names if normal(name) in taken), None)
        reason = "known already" if same else _unfit(values)
        if same:
            place[values["key"]] = same
        if reason or f"organisation:{values['key']}" in keys:
            out[reason or "key is taken"] += 1
            continue
        kept.append((values, names))
        place[values["key"]] = f"organisation:{values['key']}"
    counts = Counter(name for _, names in kept for name in {normal(name) for name in names})
    rows: list[tuple[Mapping[str, str], list[str], bool]] = []
    for values, names in kept:
        common = is_common(values["name"]) and values["country"] in countries
        own = [name for name in names if counts[normal(name)] == 1 or (is_common(name) and values["country"])]
        if not own or _SHARE.sub("", values["name"]) not in own:
            out["name is shared"] += 1
            place.pop(values["key"])
            continue
        rows.append((values, own, common))
    made = {f"organisation:{values['key']}" for values, _, _ in rows}
    found: list[dict[str, str]] = []
    for values, own, common in rows:
        parent = next((place[key] for key in _PARENT.findall(values["provenance"]) if place.get(key, "") in (made | keys)), "")
        guarded = {name for name in own if is_common(name) or _needs_cue(name, is_word)}
        found += _rows(values, own, guarded, parent, countries[values["country"]] if common else "")
    return found, out


def _names(values: Mapping[str, str]) -> list[str]:
    """The names of a row that can stand in an English text: Latin script, and companies also without their legal form."""
    names = [name for name in (values["name"], *cells(values["aliases"])) if _latin(name) and len(name) >= 3 and not _CUT.search(name)]
    names = [_SHARE.sub("", name) for name in names]
    if values["type"] == "company":
        for name in tuple(names):
            short = name.removeprefix("The ")
            while _LEGAL.search(short.replace(".", "")) and " " in short:
                short = re.sub(r",? [^ ]+$", "", short)
            names.append(short)
    return [name for name in dict.fromkeys(names) if len(name) >= 3]


def _latin(name: str) -> bool:
    return all(ord(character) < 0x250 or character in "’–—" for character in name)


def _unfit(values: Mapping[str, str]) -> str:
    """Why a row is left out, '' where it is not."""
    name, kind = values["name"], values["type"]
    sources = {source.strip().partition(":")[0] for source in (_SOURCES.findall(values["provenance"]) or [""])[0].split(",")}
    if kind not in _KINDS:
        return "platforms and products are in the core"
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", values["key"]) or not _latin(name) or _CUT.search(name) or len(name) < 3:
        return "name cannot be used"
    if "national_branch_record" in values["flags"] or re.search(r"\(.*\)$", name):
        return "branch of a company"
    if kind != "company" and _RESEARCH.search("|".join((name, values["aliases"]))):
        return "research"
    if kind in ("ngo", "organisation") and sources == {"ror"} and _LEARNED.search(name):
        return "learned society"
    if kind != "company" and _PART.search(name):
        return "part of a body"
    return ""


def _rows(values: Mapping[str, str], names: Sequence[str], guarded: Collection[str], parent: str, country: str) -> Iterator[dict[str, str]]:
    """One row with the names that stand by themselves, and one with those that need a cue."""
    free = [name for name in names if name not in guarded]
    name = _SHARE.sub("", values["name"])
    main = f"{name} ({country})" if country else name
    several = "+" in values["qid_sources"]
    first = {
        "key": f"organisation:{values['key']}",
        "name": main,
        "type": "organisation",
        "subtype": _KINDS[values["type"]],
        "country": values["country"],
        "parent": parent,
        "domain": values["domain"],
        "qid": values["qid"] if "qid_disputed" not in values["flags"] else "",
        "note": (_SOURCES.findall(values["provenance"]) or [""])[0],
    }
    if first["qid"]:
        first["qid_status"] = "sourced" if several else "corroborated"
    bound = [name for name in names if name in guarded]
    lists = ((free, ""), (bound, "context")) if main in free or country else ((bound, "context"), (free, ""))
    head = True
    for listed, guard in lists:
        others = [other for other in listed if other not in (main, name)]
        if head:
            yield {**first, "aliases": "|".join(others), "guard": guard}
        elif others:
            yield {"key": first["key"], "type": "organisation", "aliases": "|".join(others), "guard": guard}
        head = False


def _needs_cue(name: str, is_word: Callable[[str], bool]) -> bool:
    """True for single words, and for names of which no word, or every word, is a common one written small in other places.

    'Mary Kay' may be a person, 'Next Digital' a phrase at the start of a sentence; 'Standard Bank Group' and 'Scentre Group' are neither.
    """
    parts = [word for word, _, _ in words(name) if word[0].isalpha()]
    if len(parts) < 2:
        return True
    known = [is_word(part.casefold()) for part in parts]
    return not any(known) or (all(known) and len(parts) == 2)
