"""What pronouns and descriptions point back to. (First version: nothing yet.)"""

from __future__ import annotations

from collections.abc import Sequence

from kg.gazetteer import Gazetteer
from kg.link import Linked
from kg.passage import Passage


def resolve(linked: Linked, passages: Sequence[Passage], gazetteer: Gazetteer) -> Linked:
    """The linked mentions with those of pronouns and descriptions added."""
    return linked
