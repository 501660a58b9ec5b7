"""Reads documents from files, folders and standard input.

In: paths, as a user names them. Out: a Document for each text, a Skipped for each thing that is none, in an order that is always the same.

    for item in read(["news/", "more.jsonl.gz", "-"], published="2026-02-04"):
        if isinstance(item, Skipped):
            ...  # item.source: item.reason

What is read: .txt (one document) and .jsonl (one a line), each also .gz. In a folder hidden files are passed over, other files are
Skipped; links are followed, but a folder is read once. Standard input may be either kind; its first line tells.

A document's name is a record's own `id`, kept as it is; else the stem of the file, with '#LINE' for a record. Where two .txt files of
one run have the same stem, the later one is named by its path ('2025/01'), so that a name points back to one document.
"""

from __future__ import annotations

from kg.read.inputs import read
from kg.read.skipped import Skipped

__all__ = ["Skipped", "read"]
