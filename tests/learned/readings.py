"""Readings made by hand, for tests without a language model.

In: marked words: 'The [0 CNIL] fined [1 Acme]'. Out: a Reading; a number with '<' marks a reference.

>>> reading(["[0 CNIL] fined [1 Acme Inc] , [1< it] said"]).places[2].reference
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.learned.reading import Actor, Place, Reading

_WORD = re.compile(r"\[(\d+)(<?) ([^\]]+)\]|(\S+)")


def reading(sentences: Sequence[str], types: Sequence[str] = (), known: Sequence[bool] = ()) -> Reading:
    """A reading of marked sentences; actors are organisations of unknown names unless said otherwise."""
    texts, places, count = [], [], 0
    for number, sentence in enumerate(sentences):
        words: list[str] = []
        for actor, back, name, word in _WORD.findall(sentence):
            start = len(words)
            words += name.split() if name else [word]
            if name:
                places.append(Place(sentence=number, start=start, end=len(words), actor=int(actor), reference=bool(back)))
                count = max(count, int(actor) + 1)
        texts.append(tuple(words))
    actors = tuple(
        Actor(id=f"organisation:{n}", type=types[n] if n < len(types) else "organisation", known=n < len(known) and known[n])
        for n in range(count)
    )
    return Reading(sentences=tuple(texts), actors=actors, places=tuple(places))
