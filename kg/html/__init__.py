"""The page: one HTML file that shows the graph and the sentence behind every edge, and asks for nothing from anywhere.

In: Records. Out: a file.

>>> write_html.__name__
'write_html'
"""

from kg.html.page import TITLE, Theme, write_html
from kg.html.payload import Limits

__all__ = ["TITLE", "Limits", "Theme", "write_html"]
