"""What a dataset says of itself: VoID (https://www.w3.org/TR/void/) and DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) in one file.

In: the Tally of a dump, and what its publisher says of it. Out: Turtle without blank nodes. Everything follows from the documents and the
program's version; a day of making stands in it only where SOURCE_DATE_EPOCH gave one.

>>> "void:triples 0" in to_description(Tally(), About(), Iris())
True
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.errors import UsageError
from kg.iri import Iris, is_iri
from kg.literals import date, hexadecimal, integer, iri, literal
from kg.prefixes import DCTERMS, OWL, PROV, STANDARD, Shortener, prefixes
from kg.rdf import FORMATS
from kg.tally import Tally
from kg.terms import TYPE, Triple, order, term
from kg.turtle import to_turtle
from kg.vocabulary import vocabulary

DCAT = "http://www.w3.org/ns/dcat#"
FORMAT = "http://www.w3.org/ns/formats/"
MEDIA = "https://www.iana.org/assignments/media-types/"
SPDX = "http://spdx.org/rdf/terms#"
VOID = "http://rdfs.org/ns/void#"

RIGHTS = (
    "Sentences that are quoted belong to the publishers of the documents. Names and identifiers of entities come from gazetteers whose "
    "sources and licences data/SOURCES.md of the program names."
)
_KEYWORDS = ("claims", "countries", "evidence", "news", "organisations", "platforms")
# https://www.w3.org/ns/formats/ names these.
_FEATURES = ("JSON-LD", "N-Quads", "N-Triples", "RDF_XML", "TriG", "Turtle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """The file that holds the dataset: its length in bytes, its sha256 in hexadecimal, and the IRI where it can be had, if any."""

    size: int
    sha256: str
    download: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is not in the graphs: title, licence and publisher (IRIs), versions of what it was made with, its digest, when it was issued."""

    title: str = "Who did what to whom"
    licence: str | None = None
    publisher: str | None = None
    issued: str | None = None
    digest: str = ""
    versions: Mapping[str, str | int] = field(default_factory=dict)
    dump: Dump | None = None


def to_description(tally: Tally, about: About, iris: Iris) -> str:
    """The description as Turtle; UsageError where a licence, a publisher or an address is no IRI."""
    for name, value in (("licence", about.licence), ("publisher", about.publisher), ("download", about.dump and about.dump.download)):
        if value and not is_iri(value):
            raise UsageError(f"--{name} {value}: expected an absolute IRI, such as https://creativecommons.org/licenses/by/4.0/")
    known = {**prefixes(iris), "dcat": DCAT, "spdx": SPDX, "void": VOID}
    triples = {*_dataset(tally, about, iris), *_parts(tally, iris), *_making(about, iris), *_distribution(about, iris)}
    return "".join(to_turtle([("", sorted(triples, key=order))], {prefix: known[prefix] for prefix in sorted(known)}))


def _dataset(tally: Tally, about: About, iris: Iris) -> Iterator[Triple]:
    this = iri(iris.dataset())
    entities = sum(tally.classes[iri(kind.iri)] for kind in vocabulary().types.values())
    for kind in (f"{DCAT}Dataset", f"{VOID}Dataset", f"{PROV}Entity"):
        yield this, TYPE, iri(kind)
    yield this, iri(f"{DCTERMS}title"), literal(about.title)
    documents, claims = tally.classes[term("Document")], tally.classes[term("Claim")]
    text = f"Claims: {claims:,}, each with its sentence; entities: {entities:,}; documents that were read: {documents:,}"
    yield this, iri(f"{DCTERMS}description"), literal(text)
    yield this, iri(f"{DCTERMS}rights"), literal(RIGHTS)
    for word in ("", "shapes"):
        yield this, iri(f"{DCTERMS}conformsTo"), iri(f"{STANDARD['ag'].removesuffix('ontology#')}{word or 'ontology'}")
    for name, value in (("license", about.licence), ("publisher", about.publisher)):
        if value:
            yield this, iri(f"{DCTERMS}{name}"), iri(value)
    if about.issued:
        yield this, iri(f"{DCTERMS}issued"), date(about.issued)
    if about.digest:
        yield this, iri(f"{DCAT}version"), literal(about.digest)
    for language in sorted(tally.languages):
        yield this, iri(f"{DCTERMS}language"), literal(language)
    if tally.dates:
        period = iri(iris.dataset("period"))
        yield this, iri(f"{DCTERMS}temporal"), period
        yield period, TYPE, iri(f"{DCTERMS}PeriodOfTime")
        yield period, iri(f"{DCAT}startDate"), tally.dates[0]
        yield period, iri(f"{DCAT}endDate"), tally.dates[1]
    for name, count in (
        ("triples", tally.triples), ("entities", entities), ("documents", documents), ("distinctSubjects", tally.subjects),
        ("classes", len(tally.classes)), ("properties", len(tally.properties)),
    ):  # fmt: skip
        yield this, iri(f"{VOID}{name}"), integer(count)
    yield this, iri(f"{VOID}uriSpace"), literal(f"{iris.base}id/")
    for prefix in ("ag", "dcterms", "oa", "owl", "prov", "rdf", "schema", "skos"):
        yield this, iri(f"{VOID}vocabulary"), iri(STANDARD[prefix])
    for kind in (term("Claim"), term("Document"), term("Edge"), *(iri(kind.iri) for kind in vocabulary().types.values())):
        if kind in tally.examples:
            yield this, iri(f"{VOID}exampleResource"), tally.examples[kind]
    for word in _KEYWORDS:
        yield this, iri(f"{DCAT}keyword"), literal(word)
    for feature in _FEATURES:
        yield this, iri(f"{VOID}feature"), iri(f"{FORMAT}{feature}")


def _parts(tally: Tally, iris: Iris) -> Iterator[Triple]:
    """Members of each class, values of each property, links to Wikidata, and documents of each source."""
    this, short = iri(iris.dataset()), Shortener(prefixes(iris))
    for kind, counts, names in (
        ("class", tally.classes, ("classPartition", "class", "entities")),
        ("property", tally.properties, ("propertyPartition", "property", "triples")),
    ):
        partition, word, number = (iri(f"{VOID}{name}") for name in names)
        for token, count in sorted(counts.items()):
            part = iri(iris.dataset(kind, short(token[1:-1])))
            yield from ((this, partition, part), (part, TYPE, iri(f"{VOID}Dataset")), (part, word, token), (part, number, integer(count)))
    for token, count in sorted(tally.links.items()):
        part = iri(iris.dataset("links", short(token[1:-1])))
        yield this, iri(f"{VOID}subset"), part
        yield part, TYPE, iri(f"{VOID}Linkset")
        yield part, iri(f"{VOID}subjectsTarget"), this
        yield part, iri(f"{VOID}objectsTarget"), iri("https://www.wikidata.org/")
        yield part, iri(f"{VOID}linkPredicate"), token
        yield part, iri(f"{VOID}triples"), integer(count)
    for source, count in sorted(tally.sources.items()):
        part = iri(iris.dataset("source", source))
        yield this, iri(f"{DCTERMS}source"), part
        yield part, iri(f"{DCTERMS}title"), literal(source)
        yield part, iri(f"{VOID}documents"), integer(count)


def _making(about: About, iris: Iris) -> Iterator[Triple]:
    """The build as an activity, and the programs and models that took part in it."""
    this, build = iri(iris.dataset()), iri(iris.dataset("build"))
    for name, version in sorted(about.versions.items()):
        agent = iri(iris.dataset("build", name))
        yield this, iri(f"{PROV}wasGeneratedBy"), build
        yield build, TYPE, iri(f"{PROV}Activity")
        yield build, iri(f"{PROV}wasAssociatedWith"), agent
        yield agent, TYPE, iri(f"{PROV}SoftwareAgent")
        yield agent, iri(f"{DCTERMS}title"), literal(name)
        yield agent, iri(f"{OWL}versionInfo"), literal(str(version))


def _distribution(about: About, iris: Iris) -> Iterator[Triple]:
    if about.dump is None:
        return
    this, part, sum_ = (iri(iris.dataset(*names)) for names in ((), ("dump",), ("dump", "checksum")))
    yield this, iri(f"{DCAT}distribution"), part
    yield part, TYPE, iri(f"{DCAT}Distribution")
    yield part, iri(f"{DCTERMS}title"), literal("graph.trig")
    yield part, iri(f"{DCAT}mediaType"), iri(f"{MEDIA}{FORMATS['trig'].media_type}")
    yield part, iri(f"{DCAT}byteSize"), integer(about.dump.size)
    yield part, iri(f"{SPDX}checksum"), sum_
    yield sum_, TYPE, iri(f"{SPDX}Checksum")
    yield sum_, iri(f"{SPDX}algorithm"), iri(f"{SPDX}checksumAlgorithm_sha256")
    yield sum_, iri(f"{SPDX}checksumValue"), hexadecimal(about.dump.sha256)
    if about.licence:
        yield part, iri(f"{DCTERMS}license"), iri(about.licence)
    if about.dump.download:
        yield part, iri(f"{DCAT}downloadURL"), iri(about.dump.download)
        yield this, iri(f"{VOID}dataDump"), iri(about.dump.download)
