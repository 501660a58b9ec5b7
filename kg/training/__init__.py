"""Fit the weights in data/models/ on texts that are marked by hand; not used when the program extracts.

In: gold files (see kg.gold). Out: the content of names.json and of antecedents.json, the same for the same input. Names and references
come from the program itself, so that the weights see its mistakes.

>>> train_names([Path("data/gold/passages/A-01.txt")])["classes"][0]      # doctest: +SKIP
'organisation'
"""

from kg.training.names import CLASSES, train_names
from kg.training.references import train_antecedents

__all__ = ["CLASSES", "train_antecedents", "train_names"]
