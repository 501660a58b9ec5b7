"""The one place where IRIs are made and checked: entities, documents, claims, evidence, spans, graphs.

In: a CURIE such as 'platform:x', an id, offsets. Out: an absolute IRI of ASCII characters below the base, whatever the key holds.
Keys are percent-encoded (RFC 3986, section 2.1): all but letters, digits, '-', '.', '_' of ASCII. The segments '', '.' and '..', which
resolvers swallow, are led by '~', which is itself encoded elsewhere: two keys never share an IRI, and `curie` finds the way back.

>>> iris = Iris()
>>> iris.entity("platform:x"), iris.entity("organisation:a b/é")
('https://w3id.org/actorgraph/id/platform/x', 'https://w3id.org/actorgraph/id/organisation/a%20b%2F%C3%A9')
>>> iris.curie("https://w3id.org/actorgraph/id/platform/x")
'platform:x'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit

from kg.errors import KgError, UsageError

BASE = "https://w3id.org/actorgraph/"

# RFC 3987 leaves these out of IRIs; the surrogates are no characters at all.
_FORBIDDEN = re.compile(r'[\x00-\x20\x7f-\x9f<>"{}|\\^`\u00a0\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufff0-\uffff]')
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^:]*")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_QID = re.compile(r"Q[1-9][0-9]{0,11}", re.ASCII)
_SAFE = re.compile(r"[A-Za-z0-9._-]+", re.ASCII)
_SWALLOWED = frozenset({"", ".", ".."})
# Segments below id/ that no entity type may take.
RESERVED = frozenset({"claim", "dataset", "document", "edge", "graph"})
# Graphs that are of no document.
_SHARED = frozenset({"asserted", "corroboration", "entailed", "entities"})


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI that every RDF reader takes: a scheme, no space, no character that IRIs exclude."""
    return bool(_ABSOLUTE.match(text)) and not _FORBIDDEN.search(text) and not _STRAY_PERCENT.search(text) and _splits(text)


def web_address(text: str) -> str | None:
    """The text where it is an absolute http or https IRI with a host; None for all else ('javascript:', a path, spaces)."""
    if not is_iri(text):
        return None
    parts = urlsplit(text)
    return text if parts.scheme.lower() in {"http", "https"} and parts.hostname else None


def wikidata(qid: str) -> str | None:
    """The IRI of a Wikidata item; None where the text is no QID."""
    return f"http://www.wikidata.org/entity/{qid}" if _QID.fullmatch(qid) else None


def segment(key: str) -> str:
    """A key as one segment of a path, in ASCII; lone surrogates are kept apart by their three bytes (as WTF-8 has them)."""
    if key in _SWALLOWED:
        return f"~{key}"
    return key if _SAFE.fullmatch(key) else quote(key, safe="", errors="surrogatepass").replace("~", "%7E")


def split_curie(curie: str) -> tuple[str, str]:
    """The type and the key of an entity's id; KgError where there is no type or it is a reserved word."""
    prefix, colon, key = curie.partition(":")
    if not colon or not prefix:
        raise KgError(f"{curie!r} is no entity id; expected TYPE:KEY, such as platform:x")
    if prefix in RESERVED or prefix in _SWALLOWED:
        raise KgError(f"{curie!r}: {prefix!r} cannot be the type of an entity; expected one such as platform or country")
    return prefix, key


@dataclass(frozen=True, slots=True)
class Iris:
    """IRIs below one base, which must be absolute (http, https or urn), and end with '/', '#' or ':'; UsageError where it is not."""

    base: str = BASE

    def __post_init__(self) -> None:
        fits = is_iri(self.base) and self.base.startswith(("http://", "https://", "urn:")) and self.base.endswith(("/", "#", ":"))
        web = self.base.startswith("urn:") or bool(web_address(self.base))
        if not (fits and web):
            raise UsageError(f"base {self.base!r} cannot be used; expected an absolute IRI that ends with '/', such as {BASE}")

    def entity(self, curie: str) -> str:
        prefix, key = split_curie(curie)
        return self._below(prefix, key)

    def entities(self, kind: str) -> str:
        """What the IRIs of one entity type begin with."""
        return f"{self.base}id/{segment(kind)}/"

    def document(self, document: str) -> str:
        return self._below("document", document)

    def mention(self, document: str, start: int, end: int, entity: str) -> str:
        return f"{self.document(document)}/mention/{int(start)}-{int(end)}/{segment(entity)}"

    def span(self, document: str, start: int, end: int) -> str:
        """A stretch of a document; its selectors are this IRI with '/position' and '/quote' behind it."""
        return f"{self.document(document)}/span/{int(start)}-{int(end)}"

    def claim(self, claim: str) -> str:
        return self._below("claim", claim)

    def dataset(self, *parts: str) -> str:
        """All graphs together; with parts, something that its description speaks of."""
        return "/".join([f"{self.base}id/dataset", *map(segment, parts)])

    def edge(self, edge: str) -> str:
        """All claims of one subject, predicate, object and status (kg.edges.edge_id)."""
        return self._below("edge", edge)

    def evidence(self, claim: str, number: int) -> str:
        """The evidence of a claim, counted from 1 in the order that the claim has it."""
        return f"{self.claim(claim)}/evidence/{int(number)}"

    def review(self, claim: str) -> str:
        """The judgement that a claim stands by."""
        return f"{self.claim(claim)}/review"

    def graph(self, document: str) -> str:
        """The named graph of a document; one that is called like a graph of no document is led by '~'."""
        return f"{self.base}id/graph/~{document}" if document in _SHARED else self._below("graph", document)

    @property
    def asserted(self) -> str:
        """The graph of plain triples of claims that are affirmed and actual."""
        return self._below("graph", "asserted")

    @property
    def entailed(self) -> str:
        """The graph of what the asserted triples entail by the ontology."""
        return self._below("graph", "entailed")

    @property
    def corroboration(self) -> str:
        """The graph of edges, of what contradicts what, and of near-duplicates."""
        return self._below("graph", "corroboration")

    @property
    def entity_graph(self) -> str:
        """The graph of entities: names, types, links."""
        return self._below("graph", "entities")

    def curie(self, iri: str) -> str | None:
        """The short form of an IRI that was made here ('platform:x', 'claim:HASH'); None for any other IRI."""
        if not iri.startswith(f"{self.base}id/"):
            return None
        parts = iri[len(self.base) + 3 :].split("/")
        if len(parts) != 2 or not parts[0]:
            return None
        prefix, key = (_decoded(part) for part in parts)
        return None if prefix is None or key is None else f"{prefix}:{key}"

    def _below(self, kind: str, key: str) -> str:
        return f"{self.base}id/{segment(kind)}/{segment(key)}"


def _decoded(part: str) -> str | None:
    """The key of a segment; None where the segment is not one that `segment` makes."""
    try:
        key = part[1:] if part.startswith("~") else unquote_to_bytes(part).decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        return None
    return key if segment(key) == part else None


def _splits(text: str) -> bool:
    """Whether the parts of an IRI can be told apart ('http://[' cannot)."""
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True
