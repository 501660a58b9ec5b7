"""Keeps what a library logs of a hostile file off standard error, where a user reads our own reasons; those who ask for its log get it.

>>> quiet("trafilatura")
"""

from __future__ import annotations

import logging


def quiet(*names: str) -> None:
    """Gives loggers a handler that writes nothing, in place of Python's handler of last resort."""
    for name in names:
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
