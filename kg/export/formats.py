"""The formats of `kg export` and what writes each.

In: Records and the name of a format. Out: a file.

>>> FORMATS
('turtle', 'trig', 'nquads', 'ntriples', 'jsonld', 'rdfxml', 'graphml', 'gexf')
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import UsageError
from kg.model import Records

RDF = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")
GRAPHS = ("graphml", "gexf")
FORMATS = (*RDF, *GRAPHS)


def write_export(records: Records, path: Path, format: str, *, rdf12: bool = False) -> None:
    """Writes records in one of FORMATS; the file that was there before stands until all is written. `rdf12` adds triple terms to RDF.

    Raises:
        UsageError: an unknown format, one without triple terms where they are asked for, or a place that cannot be written.
    """
    if format in RDF:
        from kg.rdf import write_rdf

        write_rdf(records, path, format, rdf12=rdf12)
    elif rdf12 and format in GRAPHS:
        raise UsageError(f"--rdf12: {format} is no RDF; expected one of {', '.join(RDF)}")
    elif format == "graphml":
        from kg.export.graphml import write_graphml

        write_graphml(records, path)
    elif format == "gexf":
        from kg.export.gexf import write_gexf

        write_gexf(records, path)
    else:
        raise UsageError(f"--to {format}: no such format; expected one of {', '.join(FORMATS)}")
