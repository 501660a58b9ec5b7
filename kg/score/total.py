"""Scores of many documents, added up.

In: `DocumentScore`s. Out: a `Score`: micro-averaged levels, and the same claims by predicate, by status, by rule.

>>> total([]).levels["claim"].row()["gold"]
0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import STATUSES
from kg.score.calibration import Calibration, calibration
from kg.score.document import LEVELS, Agreement, DocumentScore, ScoreLevel
from kg.score.match import Judged
from kg.score.mentions import MentionLevel
from kg.score.tally import Tally

AGREEMENTS: tuple[Agreement, ...] = ("same", "prefix", "differs", "missed", "spurious")
MENTION_LEVELS: tuple[MentionLevel, ...] = ("mention", "linked", "coreference")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleScore:
    """What a rule's claims came to; `aside` are those that meet optional gold, `status_wrong` those right but for their status."""

    right: int
    spurious: int
    aside: int
    status_wrong: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.spurious) if self.right + self.spurious else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Figures over a set of documents.

    `statuses` tallies claims with the right status by that status; `confusions` counts right claims by (gold status, system status).
    `times` and `attributions` count how right claims agree with the gold in these.
    """

    documents: int
    levels: Mapping[ScoreLevel, Tally]
    mentions: Mapping[MentionLevel, Tally]
    predicates: Mapping[str, Tally]
    statuses: Mapping[str, Tally]
    confusions: Mapping[tuple[str, str], int]
    rules: Mapping[str, RuleScore]
    times: Mapping[Agreement, int]
    attributions: Mapping[Agreement, int]
    calibration: Calibration

    @property
    def time_accuracy(self) -> float:
        """Share of the right claims with a time in the gold whose time is the same."""
        return accuracy(self.times)

    @property
    def attribution_accuracy(self) -> float:
        """Share of the right claims with an attribution in the gold that name the same entity."""
        return accuracy(self.attributions)


def accuracy(counts: Mapping[Agreement, int]) -> float:
    """Share of 'same' where the gold says anything; 0 where it never does."""
    wanted = sum(counts[key] for key in ("same", "prefix", "differs", "missed"))
    return counts["same"] / wanted if wanted else 0.0


def total(scores: Iterable[DocumentScore]) -> Score:
    """Add up documents; every table is in a fixed order."""
    documents = list(scores)
    times = Counter(pair.time for score in documents for pair in score.matched)
    speakers = Counter(pair.attribution for score in documents for pair in score.matched)
    outcomes = [(_confidence(pair.system), True) for score in documents for pair in score.matched]
    outcomes += [(_confidence(claim), False) for score in documents for claim in score.claims.spurious]
    return Score(
        documents=len(documents),
        levels={level: sum((score.levels[level] for score in documents), Tally()) for level in LEVELS},
        mentions={level: sum((score.mentions[level] for score in documents), Tally()) for level in MENTION_LEVELS},
        predicates=_predicates(documents),
        statuses=_statuses(documents),
        confusions=_confusions(documents),
        rules=_rules(documents),
        times={key: times[key] for key in AGREEMENTS},
        attributions={key: speakers[key] for key in AGREEMENTS},
        calibration=calibration(sorted(outcomes)),
    )


def _confidence(claim: Judged) -> float:
    return claim.claim.confidence if claim.claim else 1.0


def _tallies(right: Counter[str], spurious: Counter[str], missed: Counter[str]) -> dict[str, Tally]:
    return {
        key: Tally(right=right[key], found=right[key] + spurious[key], gold=right[key] + missed[key])
        for key in sorted(right.keys() | spurious.keys() | missed.keys())
    }


def _predicates(documents: list[DocumentScore]) -> dict[str, Tally]:
    """By the first predicate of the gold claim; a spurious claim by its own."""
    right = Counter(gold.predicates[0] for score in documents for _, gold in score.claims.right)
    spurious = Counter(claim.predicate for score in documents for claim in score.claims.spurious)
    missed = Counter(gold.predicates[0] for score in documents for gold in score.claims.missed)
    return _tallies(right, spurious, missed)


def _statuses(documents: list[DocumentScore]) -> dict[str, Tally]:
    right = Counter[str](gold.status for score in documents for _, gold in score.statuses.right)
    spurious = Counter(_status(claim) for score in documents for claim in score.statuses.spurious)
    missed = Counter[str](gold.status for score in documents for gold in score.statuses.missed)
    found = _tallies(right, spurious, missed)
    return {status: found.get(status, Tally()) for status in STATUSES}


def _status(claim: Judged) -> str:
    if claim.polarity == "negated":
        return "denied"
    return "fact" if claim.modality == "actual" else claim.modality


def _confusions(documents: list[DocumentScore]) -> dict[tuple[str, str], int]:
    counts: Counter[tuple[str, str]] = Counter()
    for score in documents:
        for pair in score.matched:
            counts[pair.gold.status, pair.gold.status if pair.status else _status(pair.system)] += 1
    return {(gold, system): counts[gold, system] for gold in STATUSES for system in STATUSES if counts[gold, system]}


def _rules(documents: list[DocumentScore]) -> dict[str, RuleScore]:
    def rule(claim: Judged) -> str:
        return claim.claim.rule if claim.claim else ""

    right = Counter(rule(pair.system) for score in documents for pair in score.matched)
    wrong = Counter(rule(pair.system) for score in documents for pair in score.matched if not pair.status)
    spurious = Counter(rule(claim) for score in documents for claim in score.claims.spurious)
    aside = Counter(rule(claim) for score in documents for claim in score.claims.aside)
    return {
        key: RuleScore(right=right[key], spurious=spurious[key], aside=aside[key], status_wrong=wrong[key])
        for key in sorted(right.keys() | spurious.keys() | aside.keys())
    }
