"""Other programs' formats: graphs for graph tools, JSON lines for whoever extracts.

In: Records, or Extractions. Out: files.

>>> "graphml" in FORMATS
True
"""

from __future__ import annotations

from kg.export.formats import FOLDERS, FORMATS, check_format, write_export

__all__ = ["FOLDERS", "FORMATS", "check_format", "write_export"]
