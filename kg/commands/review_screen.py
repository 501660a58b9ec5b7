"""Claims one by one on the screen: the sentence, what was read in it and why, and the person's answer.

In: items and lines on standard input. Out: judgements in the ledger, one transaction each, with the time of the clock.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from kg.commands.screen import facts, plain, say
from kg.ledger import Ledger
from kg.model import Claim, Entity, Judgement, Reading, Verdict
from kg.review import Item, marked_sentence
from kg.review_corrections import check_entities, typed_correction
from kg.reviewed import reading_of, said

KEYS = "a accept   r reject   c correct   s skip   u undo   q quit   ? help"
LAST = "\nThat was the last one.   u undo   Enter quit\n> "
HELP = """\
a  the sentence says what the claim says
r  it does not, and no correction would make it say so
c  it says something else: type what, for example
     swap                                 subject and object change places
     fined                                another predicate
     planned  |  alleged  |  demanded  |  actual  |  negated  |  affirmed  |  fact  |  denied
     subject=2  object=platform:x         by the number in the list of names, by id, or by name: subject="French police"
     attributed_to=none  time=2026-02     nobody's word; a day, month or year
   several at once: swap planned time=2026-02
s  go on; the claim stays open            u  take back the last judgement
q  stop; what was judged is kept"""


class _Done(Exception):
    """The person quits, or the input ends."""


def go_through(ledger: Ledger, items: Sequence[Item], *, by: str) -> bool:
    """Asks about each item; whether any judgement was made."""
    if not items:
        say("No claims are left to be judged; --all shows those that were.")
        return False
    session = _Session(ledger, items, by)
    try:
        session.run()
    except _Done:
        say()
    say(session.summary())
    return session.count > 0


class _Session:
    def __init__(self, ledger: Ledger, items: Sequence[Item], by: str) -> None:
        self._ledger = ledger
        self._items = items
        self._by = by
        self._entities: Mapping[str, Entity] = {entity.id: entity for entity in ledger.entities()}
        self._done: list[tuple[int, Judgement, Judgement | None]] = []
        self._tally: dict[int, Verdict] = {}
        self.count = 0

    def run(self) -> None:
        place = 0
        while place < len(self._items):
            self._show(place)
            place = self._answer(place)
            if place == len(self._items) and self._done and _line(LAST)[:1].casefold() == "u":
                place = self._undo()

    def summary(self) -> str:
        verdicts = list(self._tally.values())
        words = [f"{name} {verdicts.count(name)}" for name in ("accepted", "rejected", "corrected")]
        return f"{', '.join(words)}; open {len(self._items) - len(verdicts)}"

    def _show(self, place: int) -> None:
        item = self._items[place]
        claim = item.claim
        say(f"\n{place + 1} of {len(self._items)}   {plain(said(reading_of(claim)))}   [{claim.status}]")
        for evidence in claim.evidence:
            say(f"\n  {plain(marked_sentence(item.document, evidence))}")
        say()
        document = item.document
        rows: dict[str, object] = {
            "  subject": self._named(claim.subject),
            "  object": self._named(claim.object),
            "  said by": claim.attributed_to and self._named(claim.attributed_to),
            "  time": claim.time,
            "  about": claim.about,
            "  confidence": f"{claim.confidence:.2f}",
            "  rule": ", ".join(dict.fromkeys(evidence.rule for evidence in claim.evidence)),
            "  inferred": "; ".join(dict.fromkeys(evidence.inferred for evidence in claim.evidence if evidence.inferred)),
            "  document": " · ".join(part for part in (document.title or document.name, document.outlet, document.published) if part),
            "  claim": claim.id,
            "  judged": item.judgement and f"{item.judgement.verdict} by {item.judgement.by}",
        }
        facts(rows)
        for evidence in claim.evidence:
            for reason in evidence.reasons:
                say(f"  · {plain(reason)}")

    def _named(self, id: str) -> str:
        entity = self._entities.get(id)
        return id if entity is None else f"{entity.name} ({id})"

    def _answer(self, place: int) -> int:
        """The place of the claim to show next."""
        claim = self._items[place].claim
        while True:
            answer = _line(f"\n{KEYS}\n> ").strip()
            match answer[:1].casefold():
                case "a":
                    return self._keep(place, "accepted", reading_of(claim))
                case "r":
                    return self._keep(place, "rejected", None)
                case "c":
                    right = self._correct(place, answer[1:].strip() if answer[1:2].isspace() else "")
                    if right is not None:
                        return self._keep(place, "corrected", right)
                case "s":
                    return place + 1
                case "u":
                    if self._done:
                        return self._undo()
                    say("There is nothing to undo.")
                case "q":
                    raise _Done
                case "?":
                    say(HELP)
                case _:
                    say("Type one of these letters, then Enter.")

    def _correct(self, place: int, typed: str) -> Reading | None:
        """What the person types as right; None where they think better of it."""
        item = self._items[place]
        offered = list(dict.fromkeys(one.entity for one in self._ledger.mentions(item.document.id) if one.entity))
        if not typed:
            for number, id in enumerate(offered, start=1):
                say(f"  {number:3}  {plain(self._named(id))}")
            typed = _line("What is right (empty: never mind)? ").strip()
        if not typed:
            return None
        try:
            right = typed_correction(typed, item.claim, self._entities, offered)
            check_entities(right, {id: entity.type for id, entity in self._entities.items()})
        except ValueError as error:
            say(plain(str(error)))
            return None
        say(plain(said(right)))
        return right

    def _keep(self, place: int, verdict: Verdict, right: Reading | None) -> int:
        item = self._items[place]
        claim = _without_reasons(item.claim)
        judgement = Judgement(claim=claim, verdict=verdict, by=self._by, right=right, at=_now())
        self._ledger.judge([judgement])
        self._done.append((place, judgement, item.judgement))
        self._tally[place] = verdict
        self.count += 1
        return place + 1

    def _undo(self) -> int:
        """Takes back the last judgement; the one before it, where there was one, counts again. The history keeps all three."""
        place, judgement, before = self._done.pop()
        withdrawn = replace(judgement, verdict="withdrawn", right=None, at=_now())
        self._ledger.judge([withdrawn, *([before] if before else [])])
        self._tally.pop(place, None)
        say(f"Taken back: {judgement.verdict}.")
        return place


def _without_reasons(claim: Claim) -> Claim:
    return replace(claim, judgement=None, evidence=tuple(replace(one, reasons=()) for one in claim.evidence))


def _line(prompt: str) -> str:
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise _Done
    return line


def _now() -> str:
    return datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
