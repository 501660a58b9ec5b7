"""What extraction needs, loaded once: the language model, the gazetteer, rules, word lists, weights and the learned model.

In: names and folders. Out: a Pipeline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.confidence import Sure, confidence, load_weights
from kg.gazetteer import Gazetteer, listed_language, load_gazetteer
from kg.learned.encoder import Encoder, load_encoder
from kg.lexicon import Lexicon, load_lexicon
from kg.model import DEFAULT_EXTRACTOR, Extractor
from kg.nlp import DEFAULT_MODEL, load
from kg.rules import RuleBook, load_rules

if TYPE_CHECKING:
    from spacy.language import Language

LEAST = 0.5
"""Confidence below which a claim is left out where the learned model judges claims: it is more likely wrong than right. On texts that the
model had not seen this is about the lowest bound at which precision is not below that of the rules alone (docs/quality.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """What extraction needs, loaded once. `encoder` is None where the rules alone draw claims.

    `least` is the confidence below which claims are left out, `gazetteers` are the users' own files.
    """

    nlp: Language
    gazetteer: Gazetteer
    rules: RuleBook
    lexicon: Lexicon
    sure: Sure = confidence
    extractor: Extractor = DEFAULT_EXTRACTOR
    encoder: Encoder | None = None
    least: float = 0.0
    gazetteers: tuple[Path, ...] = ()

    def names_in(self, language: str | None) -> Gazetteer:
        """The gazetteer for documents of a language (BCP 47): with the names that things have in it, where they are listed."""
        listed = listed_language(language)
        return _gazetteer_of(self.gazetteers, listed) if listed else self.gazetteer


@lru_cache(maxsize=2)
def _gazetteer_of(gazetteers: tuple[Path, ...], language: str) -> Gazetteer:
    return load_gazetteer(gazetteers, language=language)


def load_pipeline(
    *,
    model: str = DEFAULT_MODEL,
    rules_dir: Path | None = None,
    gazetteers: Sequence[Path] = (),
    extractor: Extractor = DEFAULT_EXTRACTOR,
) -> Pipeline:
    """Load model, gazetteer, rules and word lists, and the learned model unless `extractor` is 'rules'.

    Raises:
        UsageError: an unknown model or folder. DataError: problems in rules, gazetteers, word lists or weights. KgError: a damaged model.
    """
    rules = load_rules(rules_dir)
    return Pipeline(
        nlp=load(model),
        gazetteer=load_gazetteer(gazetteers),
        rules=rules,
        lexicon=load_lexicon(),
        sure=partial(confidence, weights=load_weights()),
        extractor=extractor,
        encoder=None if extractor == "rules" else load_encoder(),
        least=0.0 if extractor == "rules" else LEAST,
        gazetteers=tuple(gazetteers),
    )
