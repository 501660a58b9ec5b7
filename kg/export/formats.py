"""The formats of `kg export` and what writes each.

In: Records and the name of a format. Out: a file.

>>> FORMATS
('turtle', 'trig', 'nquads', 'ntriples', 'jsonld', 'rdfxml', 'graphml', 'gexf')
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import UsageError
from kg.iri import BASE
from kg.model import Records

RDF = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")
GRAPHS = ("graphml", "gexf")
FORMATS = (*RDF, *GRAPHS)


def write_export(records: Records, path: Path, format: str, *, rdf12: bool = False, base: str | None = None) -> None:
    """Writes records in one of FORMATS; the file that was there before stands until all is written.

    For RDF alone: `rdf12` adds triple terms, `base` is what the IRIs of entities, documents and claims begin with.

    Raises:
        UsageError: an unknown format, one without triple terms where they are asked for, a base that is no IRI, or a place that cannot be
            written.
    """
    if format in RDF:
        from kg.rdf import write_rdf

        write_rdf(records, path, format, rdf12=rdf12, base=BASE if base is None else base)
    elif (rdf12 or base is not None) and format in GRAPHS:
        raise UsageError(f"{'--rdf12' if rdf12 else '--base'}: {format} is no RDF; expected one of {', '.join(RDF)}")
    elif format == "graphml":
        from kg.export.graphml import write_graphml

        write_graphml(records, path)
    elif format == "gexf":
        from kg.export.gexf import write_gexf

        write_gexf(records, path)
    else:
        raise UsageError(f"--to {format}: no such format; expected one of {', '.join(FORMATS)}")
