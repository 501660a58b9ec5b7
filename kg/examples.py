"""The examples that rules carry, and sentences that somebody tries: marked text in, found claims and the slots behind them out.

Marked entities ('[Acme|organisation] raided ...') make rule tests independent of the entity recogniser. A trial without marks uses it.

>>> parse_marked("[The CNIL|organisation] raided [Acme|organisation].")[0]
'The CNIL raided Acme.'
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.clauses import verb_frame
from kg.errors import DataError, Problem
from kg.extract import by_token, extract_document
from kg.link import Linked
from kg.model import Block, Claim, Document, Entity, Extraction, Mention
from kg.nlp import parse
from kg.nominals import noun_frame
from kg.pipeline import Pipeline
from kg.rules import Rule, index
from kg.syntax import Frame
from kg.vocabulary import vocabulary

_MARK = re.compile(r"\[([^\[\]|]{1,200})\|([a-z_]{1,20})(?:/([a-z]{1,20}))?\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One example that was run: what was expected, what came out, and the slots at the rule's triggers."""

    rule: str
    text: str
    expected: tuple[str, ...]
    found: tuple[str, ...]
    slots: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return sorted(self.expected) == sorted(self.found)


def parse_marked(text: str) -> tuple[str, list[Mention]]:
    """Plain text and mentions of a marked sentence; the same name is the same entity.

    Raises:
        DataError: an entity type that the vocabulary does not know.
    """
    plain, position, mentions = "", 0, []
    for mark in _MARK.finditer(text):
        plain += text[position : mark.start()]
        position = mark.end()
        name, kind, sector = mark.groups()
        if kind not in vocabulary().types:
            raise DataError(
                [
                    Problem(
                        path="",
                        where=f"[{name}|{kind}]",
                        field="type",
                        message="unknown entity type",
                        expected=", ".join(vocabulary().types),
                    )
                ]
            )
        mentions.append(
            Mention(
                start=len(plain), end=len(plain) + len(name), text=name, type=kind, origin="marked", entity=f"{kind}:{name}", sector=sector
            )
        )
        plain += name
    return plain + text[position:], mentions


def run_examples(rules: Iterable[Rule], pipeline: Pipeline) -> Iterator[Outcome]:
    """Run every example of every rule, each rule alone; those that answer an act of another sentence run beside the rules that find it."""
    for rule in rules:
        alone = pipeline if rule.infer == "actor" else replace(pipeline, rules=index([rule]))
        for example in rule.examples:
            extraction, slots = try_sentence(example.text, alone)
            found = tuple(line_of(claim, extraction) for claim in extraction.claims if claim.rule == rule.id)
            yield Outcome(rule=rule.id, text=example.text, expected=example.expect, found=found, slots=slots)


def try_sentence(text: str, pipeline: Pipeline) -> tuple[Extraction, tuple[str, ...]]:
    """Claims of one sentence, and one line for each word that triggers a rule: its slots, and which rules it could serve.

    A sentence without marked entities goes through the whole pipeline.
    """
    plain, mentions = parse_marked(text)
    digest = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
    whole = (Block(start=0, end=len(plain), kind="paragraph", kept=True),)
    document = Document(id=digest[:16], name="example", text=plain, source="example", sha256=digest, blocks=whole)
    passages = parse(pipeline.nlp, document)
    entities = {mention.entity: Entity(id=mention.entity, type=mention.type, name=mention.text) for mention in mentions}
    given = Linked(mentions=tuple(mentions), entities=tuple(entities.values())) if mentions else None
    extraction = extract_document(document, pipeline, given=given, passages=passages)
    lines = []
    for passage in passages:
        known = by_token(passage, extraction.mentions)
        for token in passage.doc:
            rules = {rule.id for rule, _ in (*pipeline.rules.verbs.get(token.lower_, ()), *pipeline.rules.nouns.get(token.lower_, ()))}
            if rules and token.i not in known:
                frame = verb_frame(token) if token.pos_ in ("VERB", "AUX") else noun_frame(token)
                lines.append(f"{token.text} ({frame.kind}; {', '.join(sorted(rules))}): {_slots(frame)}")
    return extraction, tuple(lines)


def _slots(frame: Frame) -> str:
    shown = [f"{name} = {' + '.join(filler.token.text for filler in fillers)}" for name, fillers in frame.slots.items() if fillers]
    return "; ".join(shown) or "no slots"


def line_of(claim: Claim, extraction: Extraction) -> str:
    """A claim as examples write it: 'A -> B', with '(negated planned)' where it is not an affirmed fact."""
    names = {entity.id: entity.name for entity in extraction.entities}
    flags = [flag for flag in (claim.polarity, claim.modality) if flag not in ("affirmed", "actual")]
    line = f"{names[claim.subject]} -> {names[claim.object]}"
    return f"{line} ({' '.join(flags)})" if flags else line


def lines_of(claims: Sequence[Claim], extraction: Extraction) -> list[str]:
    """Claims with their predicates: 'A --raided--> B (negated)'."""
    return [line_of(claim, extraction).replace(" -> ", f" --{claim.predicate}--> ", 1) for claim in claims]
