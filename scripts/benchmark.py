#!/usr/bin/env python3
"""Speed as ratios within one run, so that figures of different machines can be compared.

    scripts/benchmark.py                         the sample in data/documents
    scripts/benchmark.py data/gold/dev/*.txt     other documents
    scripts/benchmark.py --rounds 5 --json FILE  the best of five rounds, kept in a file
    scripts/benchmark.py --large [--documents N] what a large graph of made-up news costs: half an hour, and 5 GiB of disk
    scripts/benchmark.py --exports [--documents N] time, size and memory of each export of it
    scripts/benchmark.py --page                  the page in a browser, at 200 to 20,000 relations: minutes

Three rows: words a second of the whole extraction against the bare spaCy model on the same texts; a query over the pyoxigraph store against
the same query over rdflib; our page against pyvis's own page of the same nodes and edges.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import perf_counter, process_time

import rdflib
from pyvis.network import Network

from kg.build import build
from kg.clean import clean
from kg.extract import extract_document
from kg.html import write_html
from kg.ledger import Ledger
from kg.model import Document, Extractor
from kg.pipeline import load_pipeline
from kg.read import read
from kg.resources import data_path
from kg.store import answer, open_store

QUERY = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX ag: <https://w3id.org/actorgraph/ontology#>
SELECT ?subject ?predicate (COUNT(?claim) AS ?claims) WHERE {
  ?claim a ag:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; ag:polarity ?polarity ; ag:modality ?modality
} GROUP BY ?subject ?predicate ORDER BY DESC(?claims)"""

WIDTH = 58
"""Characters of the name of a row."""
PART = 150
"""Documents of made-up news that make 100,000 triples."""

Row = dict[str, str | float]
KINDS: tuple[Extractor, ...] = ("rules", "both")


def best(work: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest round; the first one, which fills caches, does not count."""
    work()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def extraction(documents: list[Document], rounds: int, extractor: Extractor) -> Row:
    """Words a second, all stages against the parse alone."""
    pipeline = load_pipeline(extractor=extractor)
    cleaned = [clean(document) for document in documents]
    texts = [document.text[block.start : block.end] for document in cleaned for block in document.blocks if block.kept]
    words = sum(len(text.split()) for text in texts)
    whole = words / best(lambda: [extract_document(clean(document), pipeline) for document in documents], rounds)
    bare = words / best(lambda: list(pipeline.nlp.pipe(texts)), rounds)
    what = f"extraction ({extractor}), words a second"
    return {"what": what, "ours": whole, "other": bare, "against": "spaCy alone", "ratio": whole / bare}


def querying(folder: Path, rounds: int) -> Row:
    """Seconds of one query that counts claims."""
    store = open_store(folder)
    other = rdflib.Dataset(default_union=True)
    other.parse(folder / "graph.trig", format="trig")
    ours = best(lambda: answer(store, QUERY, known={}, limit=100_000), rounds)
    theirs = best(lambda: list(other.query(QUERY)), rounds)
    return {"what": "query, seconds", "ours": ours, "other": theirs, "against": "rdflib", "ratio": theirs / ours}


def page(folder: Path, rounds: int) -> Row:
    """Seconds for the page of the same edges."""

    def plain(records: Ledger) -> str:
        network = Network(directed=True, cdn_resources="in_line")
        for entity in records.entities():
            network.add_node(entity.id, label=entity.name)
        for edge in records.edges():
            network.add_edge(edge.subject, edge.object, title=edge.predicate)
        return str(network.generate_html())

    with Ledger.open(folder / "ledger.sqlite") as records:
        ours = best(lambda: write_html(records, folder / "again.html"), rounds)
        theirs = best(lambda: plain(records), rounds)
    return {"what": "page, seconds", "ours": ours, "other": theirs, "against": "pyvis alone", "ratio": theirs / ours}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(data_path("documents"))], metavar="INPUT")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--large", action="store_true", help="made-up news: growth, queries, load, dump, rebuild, builds that are killed")
    parser.add_argument("--exports", action="store_true", help="made-up news: time, size and memory of each export")
    parser.add_argument("--page", action="store_true", help="the page in a browser beside pyvis's: minutes, and Chromium")
    parser.add_argument("--documents", type=int, default=10_000, metavar="N", help="documents of the large graph")
    parser.add_argument("--kills", type=int, default=50, metavar="N", help="builds to kill")
    args = parser.parse_args()
    if args.page:
        from benchmark_page import measure_pages

        with tempfile.TemporaryDirectory() as place:
            found = measure_pages(Path(place))
        if args.json:
            args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        return
    if args.large:
        show(large(args.documents, args.kills, args.rounds), args.json)
        return
    if args.exports:
        show(exported(args.documents), args.json)
        return
    documents = [found for found in read(args.inputs) if isinstance(found, Document)]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        build(args.inputs, folder)
        rows = [*(extraction(documents, args.rounds, kind) for kind in KINDS), querying(folder, args.rounds), page(folder, args.rounds)]
    show(rows, args.json)


def large(documents: int, killed: int, rounds: int) -> Iterator[Row]:
    """Rows of a graph of made-up news, each as it comes: the ledger, growth, queries at about 100,000 triples, load, index, dump and
    rebuild of the whole, every named query over it, its dump as other programs read it, builds that are killed."""
    from benchmark_growth import build_made_up, growth, kills, write_news
    from benchmark_queries import every_query, queries, steps
    from benchmark_readers import read_dump
    from made_up_news import made_up_news

    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        begin = perf_counter()
        for folder, count in (("part", min(documents, PART)), ("whole", documents)):
            write_news(place / f"{folder}.jsonl", made_up_news(count))
        build_made_up(place / "part.jsonl", place / "part", views="never", checked=False)
        start = process_time()
        build_made_up(place / "whole.jsonl", place / "whole", views="never", checked=False)
        seconds = process_time() - start
        size = (place / "whole" / "ledger.sqlite").stat().st_size / (1 << 20)
        what = f"ledger of {documents} documents, CPU seconds and MiB of file"
        yield {"what": what, "ours": seconds, "other": size, "against": "", "ratio": 1.0}
        yield from growth(place, place / "whole", documents, rounds=rounds)
        yield from queries(place / "part", rounds)
        yield from steps(place / "whole")
        yield from every_query(place / "whole")
        yield from read_dump(place / "whole" / "dump.nq")
        (place / "kills").mkdir()
        yield kills(place / "kills", killed)
        yield {"what": "all of this, minutes", "ours": (perf_counter() - begin) / 60, "other": 0.0, "against": "", "ratio": 1.0}


def exported(documents: int) -> list[Row]:
    """Rows of the exports of a graph of made-up news, of which each document has about ten claims."""
    from benchmark_exports import claims, exports
    from benchmark_growth import build_made_up, write_news
    from made_up_news import made_up_news

    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        write_news(place / "news.jsonl", made_up_news(documents))
        build_made_up(place / "news.jsonl", place / "graph", views="never", checked=False)
        print(f"{claims(place / 'graph'):,} claims")
        return exports(place / "graph", place)


def show(rows: Iterable[Row], path: Path | None) -> None:
    """Prints rows as they come, and keeps them in a file where one is named."""
    print(f"{'':{WIDTH}} {'ours':>10} {'other':>10}  {'ratio':>7}  (above 1: ours is faster)", flush=True)
    kept = []
    for row in rows:
        note = f"  against {row['against']}" if row["against"] else ""
        print(f"{row['what']:{WIDTH}} {row['ours']:10.4g} {row['other']:10.4g}  {row['ratio']:7.2f}{note}", flush=True)
        kept.append(row)
        if path:
            path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
