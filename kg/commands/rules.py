"""kg rules list, test, try: for people who write rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional

import typer

from kg.commands.options import DEFAULT_MODEL, Json, Model, Rules

if TYPE_CHECKING:
    from kg.examples import Outcome


def list_rules(*, rules: Rules = None, json: Json = False) -> int:
    """List the rules with the words that trigger them."""
    from kg.commands.screen import say_json, table
    from kg.rules import load_rules

    book = [rule for _, rule in sorted(load_rules(rules).rules.items())]
    if json:
        say_json([rule.model_dump(mode="json", exclude_defaults=True) for rule in book])
        return 0
    rows = [(rule.predicate, rule.id, ", ".join(sorted({*rule.verbs, *rule.nouns, *rule.names})), len(rule.examples)) for rule in book]
    table("Rules", ["predicate", "rule", "words", "examples"], sorted(rows))
    return 0


def run_rules(
    id: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(metavar="[ID]", help="Only this rule.", show_default=False),
    ] = None,
    *,
    rules: Rules = None,
    model: Model = DEFAULT_MODEL,
    json: Json = False,
) -> int:
    """Run the examples of all rules, or of one.

    Exit code 1 where an example fails; what was found and the slots are shown.
    """
    from dataclasses import asdict

    from kg.commands.screen import say, say_json
    from kg.errors import UsageError
    from kg.examples import run_examples
    from kg.pipeline import load_pipeline
    from kg.rules import load_rules

    book = load_rules(rules).rules
    if id is not None and id not in book:
        raise UsageError(f"no rule has the id {id}{_near(id, list(book))}; `kg rules list` names them all")
    pipeline = load_pipeline(model=model, rules_dir=rules, extractor="rules")
    chosen = [pipeline.rules.rules[name] for name in sorted(book) if id in (None, name)]
    outcomes = list(run_examples(chosen, pipeline))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    if json:
        say_json([{**asdict(outcome), "passed": outcome.passed} for outcome in outcomes])
    else:
        for outcome in outcomes if id is not None else failed:
            _show(outcome)
        say(f"{len(outcomes) - len(failed)} of {len(outcomes)} examples of {len(chosen)} rules pass.")
    return 1 if failed else 0


def try_rules(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="Plain, or with marks: [Acme|organisation].", show_default=False)],
    *,
    rules: Rules = None,
    model: Model = DEFAULT_MODEL,
    json: Json = False,
) -> int:
    """Show what a sentence gives, and why.

    Its claims and entities, and the slots of each word that triggers a rule.
    """
    from kg.commands.screen import plain, say, say_json
    from kg.examples import lines_of, try_sentence
    from kg.export.lines import claim_lines
    from kg.pipeline import load_pipeline

    extraction, slots = try_sentence(sentence, load_pipeline(model=model, rules_dir=rules, extractor="rules"))
    if json:
        say_json({"claims": list(claim_lines(extraction)), "slots": list(slots)})
        return 0
    lines = lines_of(extraction.claims, extraction)
    for line, claim in zip(lines, extraction.claims, strict=True):
        say(plain(f"{line}   rule {claim.rule}, confidence {claim.confidence:.2f}"))
        for evidence in claim.evidence:
            for reason in evidence.reasons:
                say(f"  · {plain(reason)}")
    if not lines:
        say("No claims.")
    named = sorted({(mention.text, mention.entity) for mention in extraction.mentions})
    say(plain("Entities: " + ("; ".join(f"{text} = {entity}" for text, entity in named) or "none")))
    say("Words that trigger a rule, with their slots:")
    for line in slots or ("none",):
        say(f"  {plain(line)}")
    return 0


def _show(outcome: Outcome) -> None:
    from kg.commands.screen import plain, say

    say(plain(f"{'pass' if outcome.passed else 'FAIL'}  {outcome.rule}: {outcome.text}"))
    if not outcome.passed:
        say(plain(f"      expected: {'; '.join(outcome.expected) or 'nothing'}"))
        say(plain(f"      found:    {'; '.join(outcome.found) or 'nothing'}"))
        for line in outcome.slots:
            say(plain(f"      {line}"))


def _near(word: str, words: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, words, n=1)
    return f"; did you mean {near[0]}?" if near else ""
