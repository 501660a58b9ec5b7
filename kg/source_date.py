"""The time that files may say they were made at: that of SOURCE_DATE_EPOCH, never the clock's.

In: the environment. Out: ISO 8601.

>>> source_date() is None or source_date().endswith("Z")
True
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from kg.errors import UsageError


def source_date() -> str | None:
    """The time that SOURCE_DATE_EPOCH gives (https://reproducible-builds.org/specs/source-date-epoch/), as ISO 8601; None without it.

    Raises:
        UsageError: it is no number of seconds.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH")
    if not value:
        return None
    try:
        return datetime.fromtimestamp(int(value), tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH={value}: not a number of seconds since 1970; correct or unset it") from error
