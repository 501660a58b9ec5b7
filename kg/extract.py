"""From a document to its entities and claims: the chain of all stages, in memory.

In: a Document (or a plain text). Out: an Extraction.

>>> print(extract("France banned Grok."))          # doctest: +SKIP
France --banned--> Grok   [fact]   "France banned Grok."
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.claims import Draft, to_claims
from kg.clean import clean
from kg.coref import resolve as resolve_references
from kg.drafts import rule_drafts
from kg.first_person import with_first_person
from kg.gazetteer import Gazetteer
from kg.learned.predict import Predictions, predict
from kg.learned.reading import read as read_words
from kg.link import Linked, link
from kg.mentions import find_names
from kg.model import Document, Extraction, Mention
from kg.names import normal
from kg.nlp import parse
from kg.passage import Passage
from kg.pipeline import Pipeline, load_pipeline
from kg.proposals import Heard, proposals
from kg.readings import ByToken
from kg.retold_times import with_retold_times
from kg.retype import retype
from kg.vocabulary import vocabulary

_FLOOR = 0.3
"""The model's probability below which a claim that it alone draws is not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The model's view of a document, and the entity of each of its actors ('' for none)."""

    predictions: Predictions
    ids: tuple[str, ...]

    def score(self, draft: Draft) -> float | None:
        """The model's probability of a rule's claim, in either direction where the predicate is symmetric; None for a pair that no window
        holds."""
        ends = [(draft.subject, draft.object)]
        if vocabulary().predicates[draft.predicate].symmetric:
            ends.append((draft.object, draft.subject))
        pairs = [(one, other) for first, second in ends for one in self._of(first) for other in self._of(second)]
        scores = self.predictions.scores
        return max((scores.get((i, draft.predicate, j), 0.0) for i, j in pairs if (i, j) in self.predictions.seen), default=None)

    def _of(self, id_: str) -> list[int]:
        return [number for number, own in enumerate(self.ids) if own == id_]


def extract(
    text: str, *, title: str | None = None, published: str | None = None, name: str = "text", pipeline: Pipeline | None = None
) -> Extraction:
    """Entities and claims of one text; loads the default pipeline where none is given."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = Document(id=digest[:16], name=name, text=text, source=name, sha256=digest, title=title, published=published)
    return extract_document(clean(document), pipeline or load_pipeline())


def extract_document(
    document: Document,
    pipeline: Pipeline,
    *,
    given: Linked | None = None,
    passages: Sequence[Passage] | None = None,
) -> Extraction:
    """Run all stages on a cleaned document.

    `given` puts known mentions and entities in place of found ones, `passages` a parse made before.
    """
    parsed = list(passages) if passages is not None else parse(pipeline.nlp, document)
    gazetteer = pipeline.names_in(document.language)
    linked, doubtful = given, frozenset[str]()
    if linked is None:
        names = find_names(parsed, gazetteer)
        linked = resolve_references(link(names.mentions, parsed, gazetteer), parsed, gazetteer)
        linked = with_first_person(linked, parsed, document)
        if pipeline.encoder is not None:
            linked, doubtful = _with_doubtful(linked, link(names.doubtful, parsed, gazetteer))
    learned: Learned | None = None
    if pipeline.encoder is not None:
        seen = read_words(parsed, linked.mentions, linked.entities)
        predictions = predict(seen, pipeline.encoder, pipeline.encoder.predicates, floor=_FLOOR)
        ids: Mapping[str, str] = {}
        if given is None:
            changed = retype(linked, predictions, gazetteer, doubtful)
            linked, ids = changed.linked, changed.ids
        learned = Learned(predictions=predictions, ids=tuple(ids.get(actor.id, actor.id) for actor in seen.actors))
    mentions = tuple(replace(mention, text=document.text[mention.start : mention.end]) for mention in linked.mentions)
    tokens = {passage.index: by_token(passage, linked.mentions) for passage in parsed}
    drafts = with_retold_times(_drafts(document, parsed, tokens, pipeline, learned), parsed, tokens, pipeline.rules, document.published)
    claims = to_claims(_without_own_bans(drafts, gazetteer), pipeline.sure)
    kept = tuple(claim for claim in claims if claim.confidence >= pipeline.least)
    return Extraction(document=document, mentions=mentions, entities=linked.entities, claims=kept)


def _with_doubtful(linked: Linked, others: Linked) -> tuple[Linked, frozenset[str]]:
    """Both together, and the ids of the entities that only the others have; what bears the name of an entity already stands as it is."""
    known = {normal(name) for entity in linked.entities for name in (entity.name, *entity.aliases)} | {one.id for one in linked.entities}
    new = [entity for entity in others.entities if entity.id not in known and normal(entity.name) not in known]
    ids = frozenset(entity.id for entity in new)
    mentions = sorted((*linked.mentions, *(one for one in others.mentions if one.entity in ids)), key=lambda one: (one.start, one.end))
    return Linked(mentions=tuple(mentions), entities=tuple(sorted((*linked.entities, *new), key=lambda entity: entity.id))), ids


def _without_own_bans(drafts: Sequence[Draft], gazetteer: Gazetteer) -> Iterator[Draft]:
    """Without bans of what one owns or makes: 'Meta may have to shut down Facebook in Norland' takes away a service and bars nobody."""
    own = {(draft.subject, draft.object) for draft in drafts if draft.predicate in ("owns", "develops") and draft.polarity == "affirmed"}
    for draft in drafts:
        ours = (draft.subject, draft.object) in own or any(owner.key == draft.subject for owner in gazetteer.owners(draft.object))
        if draft.predicate != "banned" or not ours or draft.subject.startswith("country:"):
            yield draft


def by_token(passage: Passage, mentions: Iterable[Mention]) -> dict[int, tuple[Mention, ...]]:
    """Mentions by the numbers of the tokens that they cover."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        tokens = passage.tokens((mention.start, mention.end)) if mention.entity else None
        for number in range(*tokens) if tokens else ():
            found.setdefault(number, []).append(mention)
    return {number: tuple(listed) for number, listed in found.items()}


def _drafts(
    document: Document, passages: Sequence[Passage], tokens: Mapping[int, ByToken], pipeline: Pipeline, learned: Learned | None
) -> Iterator[Draft]:
    """Drafts of the rules with the model's score of each, then those that the model alone draws."""
    taken: dict[tuple[str, str, str], list[Draft]] = {}
    for draft in rule_drafts(document, passages, tokens, pipeline.rules, pipeline.lexicon) if pipeline.extractor != "model" else ():
        taken.setdefault((draft.subject, draft.predicate, draft.object), []).append(draft)
        yield draft if learned is None else replace(draft, features=replace(draft.features, model_score=learned.score(draft)))
    if learned is not None:
        heard = Heard(
            document=document,
            passages=passages,
            tokens=tokens,
            lexicon=pipeline.lexicon,
            rules=pipeline.rules,
            predictions=learned.predictions,
            ids=learned.ids,
        )
        yield from proposals(heard, taken)
