"""Actorgraph: news and other documents in, a graph of who did what to whom out, each edge with its sentence.

The names below are loaded when they are first used, so that `import kg` costs nothing. `kg.build`, `kg.extract`, `kg.query` and
`kg.validate` are modules that can be called: each calls the function of its own name.

>>> kg.extract("France banned Grok.")                          # doctest: +SKIP
>>> kg.build(["articles"], "graph")                            # doctest: +SKIP
>>> kg.query("graph", "SELECT ?s WHERE { ?s a ag:Claim }")     # doctest: +SKIP
>>> kg.open("graph").claims(object="Grok", status="fact")      # doctest: +SKIP
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.build import build as build
    from kg.errors import KgError as KgError
    from kg.extract import extract as extract
    from kg.graph import Graph as Graph
    from kg.graph import open_graph as open  # noqa: A004 (kg.open, as gzip.open)
    from kg.ledger import Ledger as Ledger
    from kg.query import query as query
    from kg.validate import validate as validate

__version__ = "0.1.0"
__all__ = ["Graph", "KgError", "Ledger", "__version__", "build", "extract", "open", "query", "validate"]

_FUNCTIONS = frozenset({"build", "extract", "query", "validate"})
_NAMES = {"Graph": "kg.graph:Graph", "KgError": "kg.errors:KgError", "Ledger": "kg.ledger:Ledger", "open": "kg.graph:open_graph"}


class _CallableModule(ModuleType):
    """A module that, when called, calls the function of its own name."""

    def __call__(self, *arguments: object, **options: object) -> object:
        function = getattr(self, self.__name__.rpartition(".")[2])
        return function(*arguments, **options)


class _Package(ModuleType):
    """This package: modules named like their main function are made callable as the import system binds them."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _FUNCTIONS and type(value) is ModuleType:
            value.__class__ = _CallableModule
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> object:
    if name in _FUNCTIONS:
        return importlib.import_module(f"kg.{name}")
    if name in _NAMES:
        module, _, attribute = _NAMES[name].partition(":")
        return getattr(importlib.import_module(module), attribute)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
