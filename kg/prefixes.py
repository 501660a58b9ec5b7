"""The prefixes that files, queries and tables share, and the way from a full IRI to its short form and back.

In: an IRI or a CURIE. Out: the other one. Entities have a prefix for each type, so that `platform:x` is the same word everywhere.

>>> short = Shortener(prefixes(Iris()))
>>> short("https://w3id.org/actorgraph/id/platform/x"), short("https://w3id.org/actorgraph/ontology#raided")
('platform:x', 'ag:raided')
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.iri import Iris, is_iri, segment
from kg.literals import XSD
from kg.vocabulary import ONTOLOGY, vocabulary

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
OWL = "http://www.w3.org/2002/07/owl#"

STANDARD: Mapping[str, str] = {
    "ag": ONTOLOGY,
    "dcterms": DCTERMS,
    "oa": OA,
    "owl": OWL,
    "plover": "https://w3id.org/actorgraph/plover#",
    "prov": PROV,
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": SCHEMA,
    "skos": SKOS,
    "wd": "http://www.wikidata.org/entity/",
    "xsd": XSD,
}

# A local name that Turtle, TriG, SPARQL and JSON-LD all take without an escape.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?", re.ASCII)


def prefixes(iris: Iris) -> dict[str, str]:
    """Prefix to namespace, sorted: the standard ones, one for each entity type, and claim:, document:, edge:, graph:."""
    own = {kind: iris.entities(kind) for kind in [*vocabulary().types, "claim", "document", "edge", "graph"]}
    found = {**STANDARD, **own}
    return {prefix: found[prefix] for prefix in sorted(found)}


def expand(curie: str, known: Mapping[str, str], iris: Iris) -> str | None:
    """The IRI that a person's word stands for: '<https://...>', 'https://...', or PREFIX:LOCAL of a known prefix; None for all else.

    A local part of the project's own prefixes may hold any character; it is encoded as the minting of IRIs does it.
    """
    bare = curie[1:-1] if curie.startswith("<") and curie.endswith(">") else curie
    prefix, colon, local = bare.partition(":")
    if bare == curie and colon and prefix in known:
        namespace = known[prefix]
        found = f"{namespace}{segment(local)}" if namespace.startswith(f"{iris.base}id/") else f"{namespace}{local}"
        return found if is_iri(found) else None
    return bare if is_iri(bare) and ("://" in bare or bare.startswith("urn:")) else None


class Shortener:
    """IRI to PREFIX:LOCAL where a prefix fits and the local name needs no escape; else the IRI as it is."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._prefixes = {namespace: prefix for prefix, namespace in known.items()}

    def find(self, iri: str) -> str | None:
        """The short form, or None where there is none."""
        cut = max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix is not None and _LOCAL.fullmatch(iri[cut:]) else None

    def __call__(self, iri: str) -> str:
        return self.find(iri) or iri
