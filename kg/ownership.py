"""Who owns, runs or makes whom among the entities of one document: by its own words, else by the gazetteer.

In: linked mentions, passages, the gazetteer. Out: for each entity its owners that the document names, the nearest first, with the reason.
An owner that the document does not name is none: no name comes from nowhere.

>>> owners_in(linked, passages, gazetteer)      # 'ByteDance, which owns TikTok, ...'      # doctest: +SKIP
{'platform:tiktok': (('organisation:bytedance', 0.9, "'owns' in the text"),)}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.gazetteer import Gazetteer
from kg.link import Linked
from kg.passage import Passage
from kg.roles import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OWNER_NOUNS = frozenset(("owner", "parent", "operator", "developer", "maker", "creator"))
_OWNING = frozenset(("own", "owns", "owned", "operates", "operated", "runs", "develops", "developed", "makes"))
_STATED, _KNOWN = 0.9, 0.75

Owners = Mapping[str, tuple[tuple[str, float, str], ...]]


def owners_in(linked: Linked, passages: Sequence[Passage], gazetteer: Gazetteer) -> Owners:
    """Entity -> (owner, score, reason); what the text states comes first, then the chain of owners that the gazetteer knows."""
    found: dict[str, dict[str, tuple[float, str]]] = {}
    for passage in passages:
        entities: dict[int, str] = {}
        for mention in linked.mentions:
            tokens = passage.tokens((mention.start, mention.end)) if mention.origin != "coref" else None
            entities.update(dict.fromkeys(range(*tokens), mention.entity) if tokens else {})
        for owner, owned, word in _stated(passage.doc, entities):
            if owner != owned:
                found.setdefault(owned, {}).setdefault(owner, (_STATED, f"{word!r} in the text"))
    named = {entity.id for entity in linked.entities}
    for key in sorted(named):
        for known in gazetteer.owners(key):
            if known.key in named:
                reason = f"its {known.relation} by {known.source or 'the gazetteer'}"
                found.setdefault(key, {}).setdefault(known.key, (_KNOWN, reason))
    return {owned: tuple((owner, *why) for owner, why in owners.items()) for owned, owners in found.items()}


def possessor(noun: Token) -> Token | None:
    """Whose owner a noun is: 'its' of 'its owner', 'TikTok' of 'TikTok's parent company' and of 'the owner of TikTok'; None elsewhere."""
    company = noun.lower_ == "company" and any(child.lower_ in OWNER_NOUNS and child.i == noun.i - 1 for child in noun.children)
    if noun.lower_ not in OWNER_NOUNS and not company:
        return None
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def beside(noun: Token, doc: Doc, entities: Mapping[int, str]) -> str | None:
    """The entity that stands in apposition to a noun, before or after it: 'TikTok's owner, [ByteDance]', '[ByteDance], its owner'."""
    if noun.dep_ == "appos" and noun.head.i in entities:
        return entities[noun.head.i]
    after = next((child.i for child in noun.children if child.dep_ == "appos"), noun.i + 1)
    return entities.get(after) if after < len(doc) else None


def _stated(doc: Doc, entities: Mapping[int, str]) -> Iterator[tuple[str, str, str]]:
    """(owner, owned, word) for what a passage states between two names."""
    for token in doc:
        if token.lower_ in _OWNING and token.pos_ == "VERB":
            for owner, owned in _of_verb(token):
                if owner.i in entities and owned.i in entities:
                    yield entities[owner.i], entities[owned.i], token.text
        whose = possessor(token)
        if whose is not None and whose.i in entities:
            named = beside(token, doc, entities)
            if named is not None:
                yield named, entities[whose.i], token.text


def _of_verb(verb: Token) -> Iterator[tuple[Token, Token]]:
    """(owner, owned) of 'own' and its like: active, passive, relative, participle."""
    agents = [inner for child in verb.children if child.dep_ == "agent" for inner in child.children if inner.dep_ == "pobj"]
    subject = subject_of(verb)
    if subject is not None and subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        subject = verb.head
    if agents:
        patient = verb.head if verb.dep_ == "acl" else subject
        yield from ((agent, patient) for agent in agents if patient is not None)
    elif subject is not None:
        yield from ((subject, child) for child in verb.children if child.dep_ == "dobj")
