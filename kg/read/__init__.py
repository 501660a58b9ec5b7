"""Reads documents from files, folders and standard input.

In: paths, as a user names them. Out: a Document for each text, a Skipped for each thing that is none, in an order that is always the same.

    for item in read(["news/", "more.jsonl.gz", "-"], published="2026-02-04"):
        if isinstance(item, Skipped):
            ...  # item.source: item.reason

What is read: texts, web pages, feeds, Markdown, tables and records (kinds.py has the suffixes), each also .gz. In a folder hidden files
are passed over, other files are Skipped; links are followed, but a folder is read once. Standard input may be of any kind that its first
bytes tell.

A document's name is a record's own `id`, kept as it is; else the stem of the file, with '#NUMBER' for a record. Where two files that hold
one document each have the same stem in one run, the later one is named by its path ('2025/01'), so that a name points back to one document.
"""

from __future__ import annotations

from kg.read.inputs import read
from kg.read.skipped import Skipped

__all__ = ["Skipped", "read"]
