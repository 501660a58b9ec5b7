"""Graphs of triples as JSON-LD 1.1: one object a graph, with the context inside, so that nothing is loaded from anywhere.

In: (graph IRI, sorted triples) pairs and prefixes. Out: pieces of JSON text. The context is ontologies/context.jsonld; its prefixes give
way to those of the base in use.

>>> text = "".join(to_jsonld([("urn:g", [("<urn:a>", "<https://w3id.org/actorgraph/ontology#about>", '"c"')])], {}))
>>> json.loads(text)["@graph"][0]["@graph"]
[{'@id': 'urn:a', 'about': 'c'}]
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from kg.errors import KgError
from kg.literals import parts
from kg.prefixes import STANDARD, Shortener
from kg.resources import ontology_path
from kg.terms import TYPE, Graphs, Triple

Json = str | dict[str, str]


@dataclass(frozen=True, slots=True)
class _Word:
    """A term of the context: its name, and the type that a bare string under it has ('@id' for an IRI, None for a plain string)."""

    name: str
    kind: str | None


def to_jsonld(graphs: Graphs, known: Mapping[str, str]) -> Iterator[str]:
    """The document is one object: '@context', then '@graph' with a named graph for each pair."""
    context = {**_context(), **known}
    yield '{"@context": ' + json.dumps(context, ensure_ascii=False, indent=2) + ',\n"@graph": ['
    shorten, words = Shortener(known), _words()
    between = "\n"
    for name, pieces in groupby(graphs, key=itemgetter(0)):
        start = f'{between}{{"@id": {json.dumps(shorten(name))}, "@graph": [\n  '
        for _, triples in pieces:
            if triples:
                yield start + ",\n  ".join(json.dumps(node, ensure_ascii=False) for node in _nodes(triples, shorten, words))
                start = ",\n  "
        if start == ",\n  ":
            yield "]}"
            between = ",\n"
    yield "\n]}\n"


def _nodes(triples: list[Triple], shorten: Shortener, words: Mapping[str, _Word]) -> Iterator[dict[str, Json | list[Json]]]:
    for subject, of_subject in groupby(triples, key=lambda triple: triple[0]):
        node: dict[str, Json | list[Json]] = {"@id": shorten(subject[1:-1])}
        for predicate, of_predicate in groupby(of_subject, key=lambda triple: triple[1]):
            objects = [triple[2] for triple in of_predicate]
            if predicate == TYPE:
                values: list[Json] = [shorten(token[1:-1]) for token in objects]
                node["@type"] = values[0] if len(values) == 1 else values
                continue
            word = words.get(predicate[1:-1], _Word(shorten(predicate[1:-1]), None))
            values = [_value(token, word.kind, shorten) for token in objects]
            node[word.name] = values[0] if len(values) == 1 else values
        yield node


def _value(token: str, kind: str | None, shorten: Shortener) -> Json:
    """A bare string where the context says what it is; else an object that says it."""
    if token.startswith("<"):
        iri = shorten(token[1:-1])
        return iri if kind == "@id" else {"@id": iri}
    text, datatype = parts(token)
    if datatype == kind:
        return text
    return {"@value": text, "@type": shorten(datatype)} if datatype else {"@value": text}


@lru_cache(maxsize=1)
def _context() -> Mapping[str, object]:
    """The shipped context; KgError where it is broken."""
    path = ontology_path("context.jsonld")
    try:
        context = json.loads(path.read_text(encoding="utf-8"))["@context"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KgError(f"{path.name}: the JSON-LD context cannot be read; reinstall the package") from error
    if not isinstance(context, dict):
        raise KgError(f"{path.name}: '@context' is no object; reinstall the package")
    return context


@lru_cache(maxsize=1)
def _words() -> Mapping[str, _Word]:
    """Property IRI to its word in the context."""
    found = {}
    for name, entry in _context().items():
        if isinstance(entry, dict) and isinstance(entry.get("@id"), str):
            kind = entry.get("@type")
            found[_expanded(str(entry["@id"]))] = _Word(name, _expanded(kind) if isinstance(kind, str) else None)
    return found


def _expanded(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return f"{STANDARD[prefix]}{local}" if prefix in STANDARD else curie
