"""What asserted triples entail by the ontology: super-properties, inverses and the other direction of symmetric properties.

In: asserted triples. Out: the triples that follow from them and are not among them. The rules are prp-spo1, prp-inv1, prp-inv2 and prp-symp
of OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules), the axioms those of actorgraph.ttl.
Each of these rules has one triple as its premise, so that all that follows from a triple is known by its predicate alone: the work grows
with the number of triples and no faster, and a denied, alleged, demanded or planned claim, which is no triple, entails nothing.

>>> sorted(entailed({("<urn:a>", "<https://w3id.org/actorgraph/ontology#owns>", "<urn:b>")}))[-1]
('<urn:b>', '<https://w3id.org/actorgraph/ontology#ownedBy>', '<urn:a>')
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from kg.terms import Triple
from kg.vocabulary import Axiom, vocabulary

Consequence = tuple[str, bool]
"""A property (token) that holds too, and whether its subject and object have changed places."""


def entailed(facts: Collection[Triple]) -> set[Triple]:
    """All that follows from triples and is not among them."""
    rules = _rules()
    return {
        (object_, other, subject) if turned else (subject, other, object_)
        for subject, predicate, object_ in facts
        for other, turned in rules.get(predicate, ())
    }.difference(facts)


def consequences(axioms: Iterable[Axiom]) -> dict[str, frozenset[Consequence]]:
    """For each property of the axioms, what a triple of it entails, the triple itself left out; IRIs in, IRIs out."""
    steps: dict[str, set[Consequence]] = defaultdict(set)
    for axiom in axioms:
        if axiom.kind == "subPropertyOf":
            steps[axiom.property].add((axiom.other, False))
        else:
            steps[axiom.property].add((axiom.other, True))
            steps[axiom.other].add((axiom.property, True))
    return {start: frozenset(_reached(start, steps) - {(start, False)}) for start in list(steps)}


def _reached(start: str, steps: Mapping[str, Iterable[Consequence]]) -> set[Consequence]:
    """Everything that one step after another leads to; turned twice is not turned."""
    found: set[Consequence] = {(start, False)}
    waiting = [(start, False)]
    while waiting:
        name, turned = waiting.pop()
        for other, turns in steps.get(name, ()):
            step = other, turned != turns
            if step not in found:
                found.add(step)
                waiting.append(step)
    return found


@lru_cache(maxsize=1)
def _rules() -> Mapping[str, tuple[Consequence, ...]]:
    """The consequences of the predicates of claims, as tokens."""
    found = consequences(vocabulary().axioms)
    iris = [predicate.iri for predicate in vocabulary().predicates.values()]
    return {f"<{iri}>": tuple(sorted((f"<{other}>", turned) for other, turned in found.get(iri, ()))) for iri in iris}
