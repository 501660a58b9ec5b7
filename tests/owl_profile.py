"""Whether an ontology keeps to OWL 2 RL, by its grammar (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL) and the restrictions of OWL 2 DL.

In: an RDF graph. Out: what breaks the profile, a line each. Only named classes and properties are known here: class expressions need blank
nodes, of which the ontology has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef

if TYPE_CHECKING:
    from rdflib.term import Node

CLASSES = {OWL.Class}
OBJECT = {OWL.ObjectProperty, OWL.SymmetricProperty, OWL.TransitiveProperty, OWL.InverseFunctionalProperty, OWL.AsymmetricProperty}
PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
DECLARATIONS = CLASSES | PROPERTIES | {RDFS.Datatype, OWL.Ontology}
RESERVED = tuple(str(namespace) for namespace in (RDF, RDFS, OWL, XSD))
# Section 4.2: the datatypes of OWL 2 RL.
DATATYPES = {RDFS.Literal, RDF.PlainLiteral, RDF.XMLLiteral} | {
    XSD[name]
    for name in (
        "decimal", "integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger", "long", "int", "short",
        "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "float", "double", "string", "normalizedString", "token",
        "language", "Name", "NCName", "NMTOKEN", "boolean", "hexBinary", "base64Binary", "anyURI", "dateTime", "dateTimeStamp",
    )
}  # fmt: skip
BUILT_IN_ANNOTATIONS = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.versionIRI, OWL.imports}


def breaches(graph: Graph) -> list[str]:
    """What breaks the profile, sorted; empty where the ontology is clean."""
    return sorted(set(_Check(graph).all()))


class _Check:
    """One check: what is declared as what, then each triple as the axiom that it is."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._kinds: dict[Node, set[Node]] = {}
        for subject, kind in graph.subject_objects(RDF.type):
            self._kinds.setdefault(subject, set()).add(kind)

    def all(self) -> Iterator[str]:
        for term, kinds in self._kinds.items():
            if len(kinds & PROPERTIES) > 1 or (kinds & CLASSES and RDFS.Datatype in kinds):
                yield f"{term} is declared as several kinds of thing that must not share an IRI"
            if kinds & DECLARATIONS and str(term).startswith(RESERVED):
                yield f"{term} is a reserved word and cannot be declared"
        for subject, predicate, object_ in self._graph:
            if not isinstance(subject, URIRef):
                yield f"{subject} is a blank node"
            yield from self._axiom(subject, predicate, object_)

    def _axiom(self, subject: Node, predicate: Node, object_: Node) -> Iterator[str]:
        if predicate == RDF.type:
            yield from self._typed(subject, object_)
        elif predicate in {RDFS.subClassOf, OWL.disjointWith}:
            yield from (f"{end} of {predicate} is no declared class" for end in (subject, object_) if not self._is_class(end))
        elif predicate == RDFS.subPropertyOf:
            same = self._kinds.get(subject, set()) & self._kinds.get(object_, set()) & PROPERTIES
            if not same:
                yield f"{subject} and {object_} are no properties of one kind"
        elif predicate == OWL.inverseOf:
            wrong = [end for end in (subject, object_) if not self._is(end, OWL.ObjectProperty)]
            yield from (f"{end} of owl:inverseOf is no object property" for end in wrong)
        elif predicate == RDFS.domain:
            if not self._is_class(object_):
                yield f"the domain {object_} of {subject} is no declared class"
        elif predicate == RDFS.range:
            fits = self._is_class(object_) if self._is(subject, OWL.ObjectProperty) else self._is_datatype(object_)
            if not fits:
                yield f"the range {object_} of {subject} is not what a property of its kind has in OWL 2 RL"
        elif predicate == OWL.equivalentClass:
            if not (self._is(subject, RDFS.Datatype) and object_ in DATATYPES):
                yield f"{subject} owl:equivalentClass {object_}: only a datatype is defined so here"
        elif predicate not in BUILT_IN_ANNOTATIONS:
            yield from self._stated(subject, predicate, object_)

    def _typed(self, subject: Node, kind: Node) -> Iterator[str]:
        if kind in OBJECT - {OWL.ObjectProperty}:
            if not self._is(subject, OWL.ObjectProperty):
                yield f"{subject} is no object property, so it cannot be {kind}"
        elif kind not in DECLARATIONS and not self._is_class(kind):
            yield f"{kind}, the type of {subject}, is no declared class and no word of OWL 2 RL"

    def _stated(self, subject: Node, predicate: Node, object_: Node) -> Iterator[str]:
        """An annotation, or a triple about an individual."""
        if str(predicate).startswith(RESERVED):
            yield f"{predicate} (of {subject}) is no construct that this ontology may use in OWL 2 RL"
        elif self._is(predicate, OWL.DatatypeProperty):
            if not isinstance(object_, Literal):
                yield f"{subject} {predicate} {object_}: expected a literal"
        elif self._is(predicate, OWL.ObjectProperty):
            if isinstance(object_, Literal) or str(object_).startswith(RESERVED):
                yield f"{subject} {predicate} {object_}: expected an individual"
        elif not self._is(predicate, OWL.AnnotationProperty):
            yield f"{predicate} is used and not declared"
        if isinstance(object_, Literal) and object_.datatype and not self._is_datatype(object_.datatype):
            yield f"{object_.datatype} is no datatype of OWL 2 RL and not defined"

    def _is(self, term: Node, kind: Node) -> bool:
        return kind in self._kinds.get(term, set())

    def _is_class(self, term: Node) -> bool:
        """A class of the ontology's own: owl:Thing is no superclass and no domain in OWL 2 RL, words of RDF and OWL are reserved."""
        return self._is(term, OWL.Class) and not str(term).startswith(RESERVED)

    def _is_datatype(self, term: Node) -> bool:
        defined = self._is(term, RDFS.Datatype) and (term, OWL.equivalentClass, None) in self._graph
        return term in DATATYPES or defined
