"""A report of one entity: what it does, what is done to it and what it says, with every sentence and source; as a page or as PDF.

In: Records and an entity. Out: one HTML file without scripts, or a PDF that Chromium makes of it.

>>> write_dossier.__name__
'write_dossier'
"""

from kg.dossier.page import to_page, write_dossier

__all__ = ["to_page", "write_dossier"]
