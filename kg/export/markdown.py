"""A folder of Markdown notes for Obsidian and other editors: a note an entity, a note a document, an index.

In: Records. Out: Index.md, Entities/NAME.md, Documents/NAME.md. A claim stands with its status and the sentences that state it, under its
predicate in the notes of its subject and object, and in that of its document. Links lead to notes by their paths; text of documents makes
none.

>>> _front({"type": "country", "sector": None, "claims": 2}).split("\\n")
['---', 'type: "country"', 'claims: 2', '---']
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.atomic_folder import atomic_folder
from kg.contradictions import relations
from kg.export.markdown_text import address_text, escaped, file_names, shown, value
from kg.export.wording import act, aside, counted, days, kind
from kg.html.addresses import link_address, web_address
from kg.html.look import type_look
from kg.model import STATUSES, Claim, Document, Edge, Entity, Records
from kg.tables import wikidata

ENTITIES, DOCUMENTS, INDEX = "Entities", "Documents", "Index.md"
Properties = Mapping[str, str | float | list[str] | None]


def write(records: Records, path: Path) -> None:
    """Writes the folder; one that an export wrote is replaced, unless somebody has changed or added a note since."""
    with atomic_folder(path) as folder:
        vault = _Vault(records)
        for name in (ENTITIES, DOCUMENTS):
            (folder / name).mkdir()
        for id in vault.entities:
            _note(folder / f"{vault.paths[id]}.md", vault.entity(id))
        for document in vault.documents.values():
            named = sorted({mention.entity for mention in records.mentions(document.id)} & vault.entities.keys())
            _note(folder / f"{vault.paths[document.id]}.md", vault.document(document, named))
        _note(folder / INDEX, vault.index())


class _Vault:
    """Notes as lines. Ids of entities hold a colon, those of documents none, so that one table of paths serves both."""

    def __init__(self, records: Records) -> None:
        self.entities = {entity.id: entity for entity in records.entities()}
        self.documents = {document.id: document for document in records.documents()}
        self._claims = {claim.id: claim for claim in records.claims()}
        edges = list(records.edges())
        names = file_names({id: entity.name or id for id, entity in self.entities.items()})
        titles = file_names({id: f"{(one.published or '')[:10]} {one.title or one.name}" for id, one in self.documents.items()})
        self.paths = {id: f"{ENTITIES}/{name}" for id, name in names.items()} | {id: f"{DOCUMENTS}/{name}" for id, name in titles.items()}
        self._acts: dict[str, list[Edge]] = defaultdict(list)
        self._suffers: dict[str, list[Edge]] = defaultdict(list)
        self._says: dict[str, list[Claim]] = defaultdict(list)
        self._inside: dict[str, list[Claim]] = defaultdict(list)
        self._others: dict[Edge, list[tuple[str, Edge, str]]] = defaultdict(list)
        for edge in edges:
            self._acts[edge.subject].append(edge)
            self._suffers[edge.object].append(edge)
        for claim in self._claims.values():
            self._inside[claim.document].append(claim)
            if claim.attributed_to and claim.attributed_to not in {claim.subject, claim.object}:
                self._says[claim.attributed_to].append(claim)
        for one in relations(edges, self._claims.values()):
            back = "is contradicted by" if one.kind == "contradicts" else "is superseded by"
            self._others[one.edge].append((one.kind, one.other, one.reason))
            self._others[one.other].append((back, one.edge, one.reason))

    def entity(self, id: str) -> Iterator[str]:
        entity = self.entities[id]
        claims = [claim for edge in self._edges(id) for claim in edge.claims]
        counts = Counter(self._claims[claim].status for claim in dict.fromkeys(claims))
        yield _front(
            {
                "id": id,
                "type": entity.type,
                "aliases": [name for name in dict.fromkeys((entity.name, *entity.aliases)) if name],
                "country": entity.country,
                "sector": entity.sector,
                "wikidata": wikidata(entity),
                "claims": len(set(claims)),
                **{status: counts[status] for status in STATUSES},
                "tags": [f"actorgraph/{entity.type}"],
            }
        )
        yield f"# {escaped(entity.name) or escaped(id)}"
        known = [escaped(kind(entity.type)), entity.sector and escaped(entity.sector)]
        known += [self._link(entity.country)] if entity.country else []
        known += [
            f"[{escaped(link.scheme)}](<{address_text(address)}>)"
            for link in entity.links
            if link.status == "sourced" and (address := link_address(link))
        ]
        yield " · ".join(filter(None, known))
        yield from self._edges_under("Acts", self._acts[id])
        yield from self._edges_under("Is acted upon", [edge for edge in self._suffers[id] if edge.subject != id])
        if id in self._says:
            yield "## Says of others"
            yield from self._claim_lines(self._says[id])

    def document(self, document: Document, named: Sequence[str]) -> Iterator[str]:
        address = web_address(document.url)
        yield _front(
            {
                "id": document.id,
                "type": "document",
                "aliases": [document.title] if document.title else [],
                "published": document.published,
                "outlet": document.outlet,
                "author": document.author,
                "url": address and address_text(address),
                "language": document.language,
                "source": document.source,
                "sha256": document.sha256,
                "claims": len(self._inside[document.id]),
                "tags": ["actorgraph/document"],
            }
        )
        yield f"# {escaped(document.title or document.name) or document.id}"
        known = [document.published, document.outlet, document.author]
        yield " · ".join([*(escaped(text) for text in known if text), *([f"<{address_text(address)}>"] if address else [])]) or "Undated"
        yield "## Claims"
        yield from self._claim_lines(self._inside[document.id], here=True) if self._inside[document.id] else ["None."]
        if named:
            yield "## Names"
            yield " · ".join(self._link(id) for id in named)

    def index(self) -> Iterator[str]:
        counts = Counter(claim.status for claim in self._claims.values())
        yield "# Who did what to whom"
        yield (
            f"{counted(len(self._claims), 'claim')} in {counted(len(self.documents), 'document')} "
            f"about {len(self.entities):,} {'entity' if len(self.entities) == 1 else 'entities'}: "
            + ", ".join(f"{counts[status]:,} {status}" for status in STATUSES)
            + ". A claim is what a document says; 'fact' means that a document states it as one."
        )
        by_type: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.entities.values():
            by_type[entity.type].append(entity)
        for type_, entities in sorted(by_type.items()):
            yield f"## {type_look(type_).plural}"
            weights = {entity.id: sum(len(edge.claims) for edge in self._edges(entity.id)) for entity in entities}
            for id in sorted(weights, key=lambda one: (-weights[one], one)):
                yield f"- {self._link(id)} ({weights[id]:,})"
        yield "## Documents"
        for document in sorted(self.documents.values(), key=lambda one: (one.published or "", one.id), reverse=True):
            yield f"- {self._link(document.id)} ({len(self._inside[document.id]):,})"

    def _edges(self, id: str) -> Iterator[Edge]:
        yield from self._acts[id]
        yield from (edge for edge in self._suffers[id] if edge.subject != id)

    def _edges_under(self, title: str, edges: Iterable[Edge]) -> Iterator[str]:
        groups: dict[str, list[Edge]] = defaultdict(list)
        for edge in edges:
            groups[act(edge)].append(edge)
        if groups:
            yield f"## {title}"
        for words, group in sorted(groups.items()):
            yield f"### {escaped(words)}"
            for edge in sorted(group, key=lambda edge: (STATUSES.index(edge.status), edge.subject, edge.object)):
                yield (
                    f"- **{edge.status}**: {self._said(edge)}. {days(edge.first, edge.last)}; {counted(len(edge.claims), 'claim')}, "
                    f"{counted(len(edge.documents), 'document')}, {counted(len(edge.sources), 'independent source')}; "
                    f"confidence {edge.confidence:.2f}"
                )
                for how, other, reason in self._others.get(edge, ()):
                    yield f"    - *{how}*: {self._said(other)}: {escaped(reason)}"
                yield from self._claim_lines((self._claims[claim] for claim in edge.claims), below=True)

    def _claim_lines(self, claims: Iterable[Claim], *, below: bool = False, here: bool = False) -> Iterator[str]:
        """A claim a line, its sentences as quotes below; `below` an edge that says what it says, `here` in the note of its document."""
        indent = "    " if below else ""
        for claim in claims:
            document = self.documents[claim.document]
            said = [None if below else self._said(claim), claim.time or (escaped(claim.time_words) if claim.time_words else None)]
            said += [f"according to {self._link(claim.attributed_to)}" if claim.attributed_to else None]
            said += [f"about {escaped(claim.about)}" if claim.about else None, f"confidence {claim.confidence:.2f}"]
            said += [f"{claim.judgement.verdict} by {escaped(claim.judgement.by)}" if claim.judgement else None, f"claim {claim.id}"]
            if not here:
                said += [f"in {self._link(document.id)}", document.outlet and escaped(document.outlet)]
            yield f"{indent}- {', '.join(filter(None, said))}"
            for number, one in enumerate(claim.evidence):
                if number:
                    yield f"{indent}    >"
                yield f"{indent}    > {escaped(document.text[one.start : one.end])}"

    def _said(self, what: Claim | Edge) -> str:
        return f"{self._link(what.subject)} {escaped(act(what))} {self._link(what.object)}{aside(what)}"

    def _link(self, id: str) -> str:
        """A link to the note of an entity or document, by its path; the id as text where there is none."""
        path = self.paths.get(id)
        name = self.entities[id].name if id in self.entities else ""
        return f"[[{path}|{shown(name) or path.partition('/')[2]}]]" if path else escaped(id)


def _front(properties: Properties) -> str:
    """Front matter, of the properties that are known."""
    known = [f"{name}: {value(what)}" for name, what in properties.items() if what is not None and what not in ("", [])]
    return "\n".join(("---", *known, "---"))


def _note(path: Path, lines: Iterable[str]) -> None:
    """Writes a note; a blank line stands before every heading, paragraph and list, as Markdown wants it."""
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        before = ""
        for line in lines:
            listed = line.lstrip().startswith(("- ", ">")) and before.lstrip().startswith(("- ", ">"))
            if before and not listed:
                file.write("\n")
            file.write(line + "\n")
            before = line
