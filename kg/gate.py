"""What a query may not do, found before it is run: reach out, change data, or nest so deep that a parser breaks.

In: the text of a SPARQL query. Out: the tokens of it that are neither comment nor white space, or a QueryError that says why it is refused.
This is the door that speaks; the wall is the process that runs queries, which can open no connection and may die (kg.worker).

>>> check("SELECT * { ?s ?p ?o }").union
True
>>> check("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }")
Traceback (most recent call last):
    ...
kg.errors.QueryError: SERVICE asks another server; queries are answered from this graph alone
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kg.errors import QueryError
from kg.iri import Iris
from kg.prefixes import expand, prefixes

MAX_LENGTH = 200_000
"""Characters of a query."""
MAX_DEPTH = 200
"""Brackets within brackets; pyoxigraph's parser, which recurses, ends the process at some thousands."""

_UPDATES = frozenset({"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "LOAD"})
_PART = re.compile(r"[.-]")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# SPARQL 1.1, section 19.8; each alternative takes its text in one pass and cannot backtrack into another length.
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3} | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<name>:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*+)
      | (?P<word>[^\W\d][\w.-]*+(?::(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*+)?)
      | (?P<tag>@[A-Za-z-]+)
      | (?P<space>\s+)
      | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of a query: `kind` is iri, string, variable, name (PREFIX:LOCAL), tag, word, sign, comment or space."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A query that may be run. `union` is False where it names its own dataset with FROM."""

    query: str
    union: bool


def tokens(query: str) -> Iterator[Token]:
    """The pieces of a query, in order; joined, they are the query again."""
    for match in _TOKEN.finditer(query):
        kind, text = match.lastgroup or "sign", match.group()
        yield Token(kind="name" if kind == "word" and ":" in text else kind, text=text)


def check(query: str) -> Checked:
    """The query with code point escapes resolved (SPARQL 1.1, section 19.2); QueryError where it is refused."""
    check_length(query)
    plain = _ESCAPE.sub(_character, query)
    if _ESCAPE.search(plain):
        raise QueryError("the query escapes an escape (\\u005Cu...); write the character itself")
    found = [token for token in tokens(plain) if token.kind not in {"comment", "space"}]
    _check_depth(found)
    _check_words(found)
    known = _prefixes(found)
    return Checked(query=plain, union=not _sources(found, known))


def check_length(query: str) -> None:
    """QueryError for a query that is too long to be looked into."""
    if len(query) > MAX_LENGTH:
        raise QueryError(f"the query has {len(query):,} characters; at most {MAX_LENGTH:,} are read")


def declared(query: str, known: Mapping[str, str]) -> str:
    """The query with PREFIX declarations before it of the known prefixes that it uses and does not declare itself.

    >>> declared("ASK { ?s a ag:Claim }", {"ag": "https://a.example/"})
    'PREFIX ag: <https://a.example/>\\nASK { ?s a ag:Claim }'
    """
    found = [token for token in tokens(query) if token.kind not in {"comment", "space"}]
    own = {token.text.removesuffix(":") for before, token in pairwise(found) if before.text.upper() == "PREFIX"}
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"} - own
    return "".join(f"PREFIX {prefix}: <{known[prefix]}>\n" for prefix in sorted(used & set(known))) + query


def _character(match: re.Match[str]) -> str:
    code = int(match.group(1) or match.group(2), 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise QueryError(f"{match.group()} in the query is no character")
    return chr(code)


def _check_depth(found: list[Token]) -> None:
    depth = 0
    for token in found:
        if token.kind == "sign" and token.text in "([{":
            depth += 1
            if depth > MAX_DEPTH:
                raise QueryError(f"the query nests more than {MAX_DEPTH} brackets; simplify it")
        elif token.kind == "sign" and token.text in ")]}":
            depth -= 1


def _check_words(found: list[Token]) -> None:
    words = {part for token in found if token.kind == "word" for part in _PART.split(token.text.upper())}
    if "SERVICE" in words:
        raise QueryError("SERVICE asks another server; queries are answered from this graph alone")
    forbidden = sorted(words & _UPDATES)
    if forbidden:
        raise QueryError(f"{forbidden[0]} changes data; a graph is only read here (change the documents or the rules, and build again)")


def _prefixes(found: list[Token]) -> dict[str, str]:
    """The prefixes that hold in the query, its own ones last; each that it uses must be among them."""
    known = prefixes(Iris())
    for before, token, after in zip(found, found[1:], found[2:], strict=False):
        if before.text.upper() == "PREFIX" and token.kind == "name" and after.kind == "iri":
            known[token.text.removesuffix(":")] = after.text[1:-1]
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
    unknown = sorted(used - set(known) - {"_"})
    if unknown:
        raise QueryError(f"the prefix '{unknown[0]}:' is not known; declare it with PREFIX, or use one of {', '.join(sorted(known))}")
    return known


def _sources(found: list[Token], known: Mapping[str, str]) -> list[str]:
    """The graphs that FROM and FROM NAMED name; each must be one of this dataset."""
    iris = Iris()
    sources = []
    for before, token in pairwise(found):
        if before.kind == "word" and before.text.upper() in {"FROM", "NAMED"} and token.kind in {"iri", "name"}:
            graph = expand(token.text, known, iris) or ""
            if not graph.startswith(iris.base):
                raise QueryError(f"FROM {token.text} is no graph of this dataset, and nothing is fetched; try graph:asserted")
            sources.append(graph)
    return sources
