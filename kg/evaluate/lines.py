"""The errors of an evaluation, one after the other, for a person who wants to see why.

In: an Evaluation. Out: lines: `DOCUMENT<TAB>KIND<TAB>CLAIM<TAB>STATUS`, below it, indented, the sentence, the rule and its reasons.
Kinds: SPURIOUS and MISSED claims, STATUS (right but for polarity or modality), ENTITY+ (found, not in the gold), ENTITY- (missed), TYPE.

>>> from kg.score import total
>>> list(errors(Evaluation(documents=(), score=total([]))))
[]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.evaluate.run import Evaluation
from kg.gold import GoldClaim, GoldDocument
from kg.model import Claim
from kg.score import DocumentScore, Judged

_ENDS = (". ", "! ", "? ", "\n", '." ', ".” ")


def errors(evaluation: Evaluation, *, entities: bool = False) -> Iterator[str]:
    """Lines for all claims that are spurious, missed or of the wrong status; with `entities`, for those too."""
    for score in evaluation.documents:
        names = _names(score)
        for judged in score.claims.spurious:
            yield _head(score, "SPURIOUS", _triple(judged.subject, judged.predicate, judged.object, names), _standing(judged))
            yield from _why(judged.claim, score.gold.text)
        for pair in score.matched:
            if not pair.status:
                triple = _triple(pair.system.subject, pair.system.predicate, pair.system.object, names)
                yield _head(score, "STATUS", triple, f"{_standing(pair.system)}, gold {_gold_standing(pair.gold)}")
                yield from _why(pair.system.claim, score.gold.text)
        for gold in score.claims.missed:
            triple = _triple("/".join(gold.subjects), "/".join(gold.predicates), "/".join(gold.objects), names)
            yield _head(score, "MISSED", triple, _gold_standing(gold))
            yield f"    {_gold_sentence(score.gold, gold)!r}"
        if entities:
            yield from _entity_lines(score)


def _entity_lines(score: DocumentScore) -> Iterator[str]:
    gold = {entity.id: entity for entity in score.gold.entities}
    for entity in score.extraction.entities:
        other = gold.get(score.mapping.get(entity.id, ""))
        if other is None:
            yield _head(score, "ENTITY+", f"{entity.name} ({entity.id})", entity.reason.partition("\n")[0])
        elif entity.type not in other.types:
            yield _head(score, "TYPE", f"{entity.name} ({entity.id})", f"gold {'/'.join(other.types)}")
    found = set(score.mapping.values())
    for missed in score.gold.entities:
        if missed.id not in found and not missed.optional:
            yield _head(score, "ENTITY-", f"{missed.names[0]} ({'/'.join(missed.types)})", "")


def _head(score: DocumentScore, kind: str, what: str, more: str) -> str:
    return f"{score.gold.id}\t{kind}\t{what}\t{more}".rstrip("\t")


def _names(score: DocumentScore) -> Mapping[str, str]:
    names = {"?" + entity.id: entity.name for entity in score.extraction.entities}
    return names | {entity.id: entity.names[0] for entity in score.gold.entities}


def _triple(subject: str, predicate: str, target: str, names: Mapping[str, str]) -> str:
    def shown(ids: str) -> str:
        return "/".join(names.get(one, one) for one in ids.split("/"))

    return f"{names.get(subject) or shown(subject)} | {predicate} | {names.get(target) or shown(target)}"


def _standing(judged: Judged) -> str:
    return f"{judged.polarity} {judged.modality}"


def _gold_standing(gold: GoldClaim) -> str:
    return f"{'/'.join(gold.polarities)} {'/'.join(gold.modalities)}"


def _why(claim: Claim | None, text: str) -> Iterator[str]:
    for evidence in claim.evidence if claim else ():
        yield f"    {text[evidence.start : evidence.end]!r}"
        yield f"    rule {evidence.rule}" + (f"; inferred: {evidence.inferred}" if evidence.inferred else "")
        yield from (f"    {reason}" for reason in evidence.reasons)


def _gold_sentence(gold: GoldDocument, claim: GoldClaim) -> str:
    """The sentence that the annotator quotes, or the least stretch of sentences that holds a mention of each side."""
    start = gold.text.find(claim.evidence) if claim.evidence else -1
    if claim.evidence and start >= 0:
        return _sentences(gold.text, start, start + len(claim.evidence))
    marks = gold.mentions or ()
    spans = [
        (min(one.start, other.start), max(one.end, other.end))
        for one in marks
        if one.entity in claim.subjects
        for other in marks
        if other.entity in claim.objects
    ]
    if not spans:
        return claim.evidence or ""
    start, end = min(spans, key=lambda span: (span[1] - span[0], span))
    return _sentences(gold.text, start, end)


def _sentences(text: str, start: int, end: int) -> str:
    """The text from the sentence of `start` to that of `end`, by marks and line breaks alone."""
    low = max(text.rfind(mark, 0, start) + len(mark) if text.rfind(mark, 0, start) >= 0 else 0 for mark in _ENDS)
    highs = [text.find(mark, end) + len(mark.strip()) for mark in _ENDS if text.find(mark, end) >= 0]
    return text[low : min(highs, default=len(text))].strip()
