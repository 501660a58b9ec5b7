"""Reads documents from files, folders and standard input.

In: paths, as a user names them. Out: a Document for each text, a Skipped for each thing that is none, in a fixed order.
"""

from __future__ import annotations

from kg.read.inputs import read
from kg.read.skipped import Skipped

__all__ = ["Skipped", "read"]
