"""Rows as a pandas DataFrame. pandas is no part of what this program needs; it is asked for where somebody wants a frame.

In: rows and the names of columns. Out: a DataFrame of plain Python values, in the order of the rows.

>>> to_frame([["platform:x", 3]], ["entity", "claims"]).to_dict("records")
[{'entity': 'platform:x', 'claims': 3}]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from pandas import DataFrame


def to_frame(rows: Sequence[Sequence[object]], columns: Sequence[str]) -> DataFrame:
    """The rows as a DataFrame; without rows, one that has the columns all the same. UsageError where pandas is not installed."""
    try:
        import pandas as pd
    except ImportError as error:
        message = "pandas is not installed, and tables of Python are made with it; `pip install pandas`, or install actorgraph[pandas]"
        raise UsageError(message) from error
    return pd.DataFrame({name: [row[place] for row in rows] for place, name in enumerate(columns)}, columns=list(columns))
