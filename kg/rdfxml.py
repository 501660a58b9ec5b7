"""Graphs of triples as RDF/XML: all graphs as one, an rdf:Description a subject.

In: (graph IRI, sorted triples) pairs and prefixes. Out: pieces of XML text. The names of graphs have no place in this format.

>>> print("".join(to_rdfxml([("urn:g", [("<urn:a>", "<urn:p#b>", '"c"')])], {"p": "urn:p#"})), end="")
<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF
    xmlns:p="urn:p#">
  <rdf:Description rdf:about="urn:a">
    <p:b>c</p:b>
  </rdf:Description>
</rdf:RDF>
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from kg.errors import KgError
from kg.literals import parts
from kg.prefixes import Shortener
from kg.terms import Graphs, reified

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;"})


def to_rdfxml(graphs: Graphs, known: Mapping[str, str]) -> Iterator[str]:
    """RDF/XML 1.1, and of 1.2 what triple terms need; KgError for a predicate that is no XML name (the vocabulary has none such)."""
    names = "".join(f'\n    xmlns:{prefix}="{namespace.translate(_ATTRIBUTE)}"' for prefix, namespace in known.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n'
    find = Shortener(known).find
    for _, triples in graphs:
        for subject, of_subject in groupby(triples, key=lambda triple: triple[0]):
            properties = "".join(_property(predicate, object_, find) for _, predicate, object_ in of_subject)
            yield f'  <rdf:Description rdf:about="{subject[1:-1].translate(_ATTRIBUTE)}">\n{properties}  </rdf:Description>\n'
    yield "</rdf:RDF>\n"


def _name(predicate: str, find: Callable[[str], str | None]) -> str:
    short = find(predicate[1:-1])
    if short is None or not (short.partition(":")[2][0].isalpha()):
        raise KgError(f"{predicate} cannot be written in RDF/XML, which has no name for it; choose turtle or trig")
    return short


def _property(predicate: str, token: str, find: Callable[[str], str | None]) -> str:
    name, triple = _name(predicate, find), reified(token)
    if triple:
        inner = _property(triple[1], triple[2], find).strip()
        about = triple[0][1:-1].translate(_ATTRIBUTE)
        described = f'<rdf:Description rdf:about="{about}">{inner}</rdf:Description>'
        return f'    <{name} rdf:version="1.2" rdf:parseType="Triple">{described}</{name}>\n'
    if token.startswith("<"):
        return f'    <{name} rdf:resource="{token[1:-1].translate(_ATTRIBUTE)}"/>\n'
    text, kind = parts(token)
    datatype = f' rdf:datatype="{kind.translate(_ATTRIBUTE)}"' if kind else ""
    return f"    <{name}{datatype}>{text.translate(_TEXT)}</{name}>\n"
