"""Which texts are copies of one another: syndicated articles, reprints, the same report with another headline or cut to its beginning.

In: a cleaned Document. Out: its shingles, the keys under which it may meet its copies, and a decision that a person can check.

Two texts are copies where half of all that either says stands in both; or where one is the other cut short, as papers cut an agency's
report from its end: most of the shorter one stands at the beginning of the longer one. One paragraph that another article quotes
is no copy of it, and neither is one of the reports that a roundup strings together, unless it is the first.

What decides is the shingles themselves, so that no copy is ever told by chance; candidates are found by keys. Those for texts alike as
wholes are of MinHash and locality-sensitive hashing (Broder 1997; Indyk and Motwani 1998), those for texts that begin alike the lowest
hashes of their beginnings (bottom-k sketches, Broder 1997). Pairs at the very thresholds are found in 9 of 10 cases, pairs well above
in 99 of 100. Only blocks that were kept count: two articles are no copies because both ask to be shared.

>>> from tests.makers import make_document
>>> one, other = (shingles(make_document(f"{head} Paris fined Acme over data it had kept.")) for head in ("Today", "On Monday"))
>>> round(similarity(one, other), 2)
0.67
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

from kg.model import Document

WIDTH = 3
"""Words of a shingle. One word in ten changed leaves two articles at about 0.57; the most alike of 126 articles of their own have 0.03."""
LEAST = 0.5
"""Jaccard similarity of copies: half of all that either says stands in both."""
SHORTEST = 20
"""Shingles that a text must have to be called a copy: two outlets may well find the same six words for one event."""
CUT_LEAST = 0.75
"""Of a text that is another one cut short, the share that stands at the beginning of that; its headline and first paragraph may be new.
Of two reports of one event that were not copied, the share is below 0.3."""
CUT_SHORTEST = 40
"""Shingles that a text must have to be called another one cut short."""
CUT_SHARE = 0.2
"""Of the longer text, what is left of it; a text that is cut more says so little that many may share it by chance or custom."""
BEGINNING = 1.5
"""What counts as the beginning of the longer text, in lengths of the shorter one."""

BANDS, ROWS = 16, 3
"""Keys of a text as a whole, and MinHash values of a key: two of similarity s share a key with probability 1 - (1 - s^ROWS)^BANDS."""
SEED = 20261126
LOWEST, SPAN = 16, 256
"""Keys of the beginning of a text: the LOWEST hashes of the runs of nine words that begin in its first SPAN shingles."""
MET = 0.25
"""Of the keys of their beginnings that one text would share with another that it is cut from, those that it must share to be compared."""

Shingles = tuple[str, ...]
"""Of a text, each once, in the order in which they first stand in it."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Keys under which a text may meet its copies: 63-bit numbers of the whole, 32-bit numbers of its beginning."""

    whole: frozenset[int] = frozenset()
    beginning: frozenset[int] = frozenset()


def shingles(document: Document) -> Shingles:
    """The runs of three words of all kept blocks, in small letters, punctuation aside."""
    words: list[str] = []
    for block in document.blocks:
        if block.kept:
            words += _WORD.findall(document.text[block.start : block.end].casefold())
    return tuple(dict.fromkeys(map(" ".join, zip(words, words[1:], words[2:], strict=False))))


def keys(found: Shingles) -> Keys:
    """The keys of a text; none for one too short to tell."""
    if len(found) < SHORTEST:
        return Keys()
    from rensa import RMinHash

    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(sorted(found))
    values: list[int] = sketch.digest()
    nines = map(" ".join, zip(found[:SPAN], found[WIDTH:], found[2 * WIDTH :], strict=False))
    return Keys(
        whole=frozenset(_key(band, values[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS)),
        beginning=frozenset(sorted({crc32(words.encode("utf-8")) for words in nines})[:LOWEST]),
    )


def may_be_copies(mine: Keys, shared: Collection[int], one: int, other: int) -> bool:
    """Whether two texts of so many shingles are to be compared: `shared` are those of my keys that the other has too."""
    if not mine.whole.isdisjoint(shared):
        return True
    shorter, longer = sorted((min(one, SPAN), min(other, SPAN)))
    return len(mine.beginning.intersection(shared)) >= max(1.0, MET * LOWEST * shorter / longer)


def similarity(one: Shingles, other: Shingles) -> float:
    """Jaccard similarity, 0 to 1: of all shingles of two texts, the share that stands in both."""
    either = len({*one, *other})
    return (len(one) + len(other) - either) / either if either else 0.0


def are_copies(one: Shingles, other: Shingles) -> bool:
    """Whether two texts, both long enough to tell, are near-duplicates."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORTEST:
        return False
    return similarity(one, other) >= LEAST or _is_cut(shorter, longer)


def _is_cut(shorter: Shingles, longer: Shingles) -> bool:
    """Whether the shorter text is the longer one cut short."""
    if len(shorter) < max(CUT_SHORTEST, CUT_SHARE * len(longer)):
        return False
    beginning = longer[: int(BEGINNING * len(shorter))]
    return len(set(shorter).intersection(beginning)) >= CUT_LEAST * len(shorter)


def scheme() -> str:
    """What the keys and the decision depend on: documents that were linked by another scheme are linked anew."""
    from rensa import RMinHash

    whole = f"rensa R-MinHash {RMinHash.ALGORITHM_VERSION}, seed {SEED}, {BANDS}x{ROWS}, {WIDTH} words"
    return f"{whole}; beginnings, {LOWEST} of {SPAN}"


def _key(band: int, values: list[int]) -> int:
    content = b"".join(value.to_bytes(4, "little") for value in (band, *values))
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big") >> 1
