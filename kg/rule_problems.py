"""What is wrong in a file of rules, in words of the file: which value does not fit where, and what does.

In: the errors that pydantic found in a file's content. Out: Problems with rule, field, value and what was expected.

>>> expected("string_pattern_mismatch", "id", {})
'lower-case letters, digits and hyphens, a letter first'
"""

from __future__ import annotations

from collections.abc import Mapping

_PATTERNS = {
    "id": "lower-case letters, digits and hyphens, a letter first",
    "verbs": "a verb in its base form, in small letters, with its particle where it has one ('carry out')",
    "nouns": "a noun in the singular, in small letters ('court order'), or * for every common noun",
}
_KINDS = {
    "string_type": "text in quotation marks",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "tuple_type": "a list: [...]",
    "list_type": "a list: [...]",
    "frozen_set_type": "a list: [...]",
    "mapping_type": "a table: { ... }",
    "dict_type": "a table: { ... }",
    "model_type": "a table: { ... }",
    "model_attributes_type": "a table: { ... }",
}
_LIMITS = {
    "too_short": "at least {min_length} of them",
    "too_long": "at most {max_length} of them",
    "string_too_short": "at least {min_length} characters",
    "string_too_long": "at most {max_length} characters",
    "greater_than": "more than {gt}",
    "greater_than_equal": "{ge} or more",
    "less_than": "less than {lt}",
    "less_than_equal": "{le} or less",
    "literal_error": "{expected}",
}
_SHOWN = 60
"""Characters of a value that are shown."""


def told(kind: str, value: object) -> str:
    """What is wrong with a value."""
    if kind == "missing":
        return "is missing"
    shown = repr(value)
    return f"{shown if len(shown) <= _SHOWN else shown[: _SHOWN - 3] + '...'} does not fit"


def expected(kind: str, field: str, context: Mapping[str, object]) -> str:
    """What fits there; `context` holds the limits that pydantic names ({'le': 5}), `field` is the key's name."""
    if kind == "value_error":
        return str(context.get("error", "")).rpartition("expected ")[2]
    if field == "rule":
        return "[[rule]] tables"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(field, "words in small letters")
    if kind in _LIMITS:
        return _LIMITS[kind].format_map(context)
    if kind == "missing":
        return {"slots": "slots = [...], the places where the argument may stand"}.get(field, f"{field} = ...")
    return _KINDS.get(kind, "see docs/write-a-rule.md")
