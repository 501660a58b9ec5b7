"""Texts parsed and linked with the shipped model, for the tests of names, entities and coreference (marked `model`).

>>> entities("France banned Grok.")      # doctest: +SKIP
{'country:FR': ['France'], 'ai_system:grok': ['Grok']}
"""

from __future__ import annotations

from functools import cache

from kg.coref import resolve
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.link import Linked, link
from kg.mentions import find_mentions
from kg.model import Block, Mention
from kg.nlp import load
from kg.passage import Passage, View


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, loaded once."""
    return load_gazetteer()


@cache
def passages(text: str) -> tuple[Passage, ...]:
    """A passage for each paragraph of a text that needs no cleaning."""
    found = []
    start = 0
    for number, paragraph in enumerate(text.split("\n")):
        end = start + len(paragraph)
        block = Block(start=start, end=end, kind="paragraph", kept=True)
        view = View(text=paragraph, offsets=tuple(range(start, end)))
        found.append(Passage(index=number, block=block, view=view, doc=load()(paragraph)))
        start = end + 1
    return tuple(found)


def mentions(text: str) -> list[Mention]:
    """What find_mentions finds."""
    return find_mentions(passages(text), gazetteer())


def linked(text: str) -> Linked:
    """Mentions by name and by reference, with their entities."""
    parsed = passages(text)
    return resolve(link(find_mentions(parsed, gazetteer()), parsed, gazetteer()), parsed, gazetteer())


def entities(text: str) -> dict[str, list[str]]:
    """Entity id -> texts of its mentions by name, in order."""
    found: dict[str, list[str]] = {}
    for mention in linked(text).mentions:
        if mention.origin != "coref":
            found.setdefault(mention.entity, []).append(mention.text)
    return found


def references(text: str) -> list[tuple[str, str]]:
    """(text, entity) of the mentions that point back, in order."""
    return [(mention.text, mention.entity) for mention in linked(text).mentions if mention.origin == "coref"]
