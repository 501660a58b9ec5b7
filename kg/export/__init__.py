"""Other programs' formats: graphs for graph tools, JSON lines for whoever extracts.

In: Records, or Extractions. Out: files.

>>> "graphml" in FORMATS
True
"""

from __future__ import annotations

from kg.export.formats import FOLDERS, FORMATS, SUFFIXES, check_format, format_of, write_export

__all__ = ["FOLDERS", "FORMATS", "SUFFIXES", "check_format", "format_of", "write_export"]
