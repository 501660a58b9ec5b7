"""What triples are made of: tokens in N-Triples notation, words of the ontology, values that may be missing, and their order.

In: names and values. Out: tokens and triples of tokens, which the writers of all formats and the shapes share.

>>> term("raided")
'<https://w3id.org/actorgraph/ontology#raided>'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from kg.iri import segment
from kg.literals import iri
from kg.prefixes import DCTERMS, RDF
from kg.vocabulary import ONTOLOGY

Triple = tuple[str, str, str]
"""Subject, predicate and object, each a token: '<IRI>', '"text"', '"1"^^<IRI>' or, for RDF 1.2, a triple term of IRIs: '<<( s p o )>>'."""
Graphs = Iterable[tuple[str, list[Triple]]]
"""(graph IRI, sorted triples) pairs; a large graph comes in several, one right behind the other, each subject whole in one of them."""

TYPE = iri(RDF + "type")
IDENTIFIER = iri(DCTERMS + "identifier")


def order(triple: Triple) -> Triple:
    """By subject, what lies below an IRI right behind it; then the type; then the rest."""
    subject, predicate, object_ = triple
    return subject[:-1], "" if predicate == TYPE else predicate, object_


def given(subject: str, values: Iterable[tuple[str, str | None, Callable[[str], str]]]) -> Iterator[Triple]:
    """One triple for each value that is there."""
    for predicate, value, to_token in values:
        if value is not None and value != "":
            yield subject, predicate, to_token(value)


def reified(token: str) -> Triple | None:
    """The three tokens of a triple term; None for any other token."""
    parts = token[4:-4].split(" ") if token.startswith("<<(") else []
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


@lru_cache(maxsize=1024)
def term(name: str) -> str:
    """A word of the ontology; a name that it does not know is encoded, and validation tells it."""
    return f"<{ONTOLOGY}{name}>" if name.replace("_", "").replace("-", "").isalnum() and name.isascii() else f"<{ONTOLOGY}{segment(name)}>"
