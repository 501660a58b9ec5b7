"""Graphs of triples as lines of Turtle, TriG, N-Triples or N-Quads.

In: (graph IRI, sorted triples) pairs and prefixes. Out: pieces of text; the same graphs give the same text.

>>> print("".join(to_trig([("urn:g", [("<urn:a>", "<urn:b>", '"c"')])], {})), end="")
<urn:g> {
    <urn:a> <urn:b> "c" .
}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from kg.literals import XSD
from kg.prefixes import Shortener
from kg.terms import TYPE, Graphs, Triple, reified

_BARE = re.compile(
    rf'"([+-]?[0-9]+)"\^\^<{re.escape(XSD)}integer>|"([+-]?[0-9]+\.[0-9]+)"\^\^<{re.escape(XSD)}decimal>',
    re.ASCII,
)
# Terms of one file recur close to each other; older ones are forgotten, so that memory stays flat.
_REMEMBERED = 50_000


def to_ntriples(graphs: Graphs, _: Mapping[str, str]) -> Iterator[str]:
    """One triple a line; the graphs are told apart by nothing."""
    for _name, triples in graphs:
        yield "".join(f"{subject} {predicate} {object_} .\n" for subject, predicate, object_ in triples)


def to_nquads(graphs: Graphs, _: Mapping[str, str]) -> Iterator[str]:
    """One quad a line."""
    for name, triples in graphs:
        yield "".join(f"{subject} {predicate} {object_} <{name}> .\n" for subject, predicate, object_ in triples)


def to_turtle(graphs: Graphs, known: Mapping[str, str]) -> Iterator[str]:
    """All graphs as one, subject by subject; a subject of two graphs appears twice."""
    yield _head(known)
    write = _term_writer(known)
    for _, triples in graphs:
        yield "".join(f"\n{block}\n" for block in _blocks(triples, write, ""))


def to_trig(graphs: Graphs, known: Mapping[str, str]) -> Iterator[str]:
    """Each graph with its name; an empty graph is left out, as RDF has it."""
    head = _head(known)
    yield head
    write = _term_writer(known)
    between = "\n" if head else ""
    for name, pieces in groupby(graphs, key=itemgetter(0)):
        start = f"{between}{write(f'<{name}>')} {{\n"
        for _, triples in pieces:
            if triples:
                yield start + "\n\n".join(_blocks(triples, write, "    "))
                start = "\n\n"
        if start == "\n\n":
            yield "\n}\n"
            between = "\n"


def _head(known: Mapping[str, str]) -> str:
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in known.items())


def _blocks(triples: list[Triple], write: Callable[[str], str], indent: str) -> Iterator[str]:
    """The statements about one subject: predicates under one another, objects of one predicate in a row."""
    for subject, of_subject in groupby(triples, key=lambda triple: triple[0]):
        lines: list[str] = []
        last = ""
        for _, predicate, object_ in of_subject:
            if predicate == last:
                lines[-1] += f", {write(object_)}"
            else:
                lines.append(f"{'a' if predicate == TYPE else write(predicate)} {write(object_)}")
                last = predicate
        yield f"{indent}{write(subject)} " + f" ;\n{indent}    ".join(lines) + " ."


def _term_writer(known: Mapping[str, str]) -> Callable[[str], str]:
    """N-Triples token to Turtle token: prefixes where they fit, integers and decimals without quotes."""
    find = Shortener(known).find
    seen: dict[str, str] = {}

    def write(token: str) -> str:
        found = seen.get(token)
        if found is None:
            if len(seen) >= _REMEMBERED:
                seen.clear()
            found = seen[token] = shorten(token)
        return found

    def shorten(token: str) -> str:
        triple = reified(token)
        if triple:
            return f"<<( {' '.join(map(write, triple))} )>>"
        if token.startswith("<"):
            return find(token[1:-1]) or token
        end = token.rfind('"') + 1
        if not token.startswith("^^", end):
            return token
        number = _BARE.fullmatch(token)
        if number:
            return number.group(1) or number.group(2)
        return f"{token[:end]}^^{write(token[end + 2 :])}"

    return write
