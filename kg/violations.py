"""What a validation found, for people and for programs: text, JSON, or a report in the words of SHACL.

In: violations. Out: a ValidationReport and its three forms.

>>> ValidationReport().conforms, ValidationReport().to_text()
(True, 'The graph conforms to the shapes.\\n')
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kg.literals import XSD, literal
from kg.prefixes import RDF
from kg.shapes import SH, SHAPES
from kg.terms import TYPE, Triple
from kg.turtle import to_turtle

_REPORT = "urn:actorgraph:report"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """One thing that is wrong.

    `node`, `path` and `value` are short forms (claim:HASH, rdf:subject). `wrong` says what is wrong, `message` what the shape asks for,
    `mend` what to do. `shape` names the part of the shapes file, `component` the constraint in SHACL ('MinCount'); `focus`, `steps` and
    `term` are node, path and value as tokens, empty where there is none.
    """

    node: str
    path: str
    shape: str
    value: str
    message: str
    wrong: str = ""
    mend: str = ""
    component: str = ""
    query: str = ""
    focus: str = ""
    steps: tuple[str, ...] = ()
    term: str = ""

    @property
    def said(self) -> str:
        """What is wrong, what was expected and what to do, in one line."""
        return " ".join(part for part in (self.wrong and f"{self.wrong}.", self.message, self.mend) if part)

    def __str__(self) -> str:
        return f"{self.node} {self.path}: {self.said}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationReport:
    """All violations, sorted; `complete` is False where there were more than a report holds."""

    violations: tuple[Violation, ...] = ()
    complete: bool = True

    @property
    def conforms(self) -> bool:
        return not self.violations

    def to_text(self) -> str:
        """A block for each node: each path with what is wrong, what is asked for and how to mend it; last the numbers."""
        if self.conforms:
            return "The graph conforms to the shapes.\n"
        blocks = []
        for node, found in groupby(self.violations, key=lambda violation: violation.node):
            lines = [node]
            for violation in found:
                lines.append(f"  {violation.path}")
                named = (("wrong", violation.wrong), ("expected", violation.message), ("mend", violation.mend))
                lines += [f"    {name:<9}{text}" for name, text in named if text]
            blocks.append("\n".join(lines))
        shapes = Counter(violation.shape for violation in self.violations)
        counts = "\n".join(f"  {count:>6,} {shape}" for shape, count in sorted(shapes.items(), key=lambda item: (-item[1], item[0])))
        more = "" if self.complete else ", and more than these"
        nodes = len({violation.node for violation in self.violations})
        total = f"Violations of the shapes: {len(self.violations):,} at {nodes:,} nodes{more}. By shape:\n{counts}\n"
        return "\n\n".join([*blocks, total])

    def to_json(self) -> str:
        """One object: conforms, complete, violations."""
        fields = ("node", "path", "value", "shape", "component", "wrong", "message", "mend")
        found = [{field: getattr(violation, field) for field in fields} for violation in self.violations]
        return json.dumps({"conforms": self.conforms, "complete": self.complete, "violations": found}, ensure_ascii=False, indent=2) + "\n"

    def to_turtle(self) -> str:
        """A sh:ValidationReport (https://www.w3.org/TR/shacl/#validation-report); its nodes have IRIs, not blank nodes."""
        report = f"<{_REPORT}>"
        triples: list[Triple] = [(report, TYPE, _sh("ValidationReport")), (report, _sh("conforms"), _truth(self.conforms))]
        for number, violation in enumerate(self.violations, start=1):
            triples.append((report, _sh("result"), f"<{_REPORT}:{number:05}>"))
            triples += _result(violation, f"{_REPORT}:{number:05}")
        return "".join(to_turtle([("", triples)], {"sh": SH, "shape": SHAPES}))


def _result(violation: Violation, name: str) -> Iterator[Triple]:
    result = f"<{name}>"
    yield result, TYPE, _sh("ValidationResult")
    yield result, _sh("resultSeverity"), _sh("Violation")
    yield result, _sh("focusNode"), violation.focus
    if violation.term:
        yield result, _sh("value"), violation.term
    yield result, _sh("sourceShape"), f"<{SHAPES}{violation.shape}>"
    yield result, _sh("sourceConstraintComponent"), _sh(f"{violation.component}ConstraintComponent")
    if violation.query:
        yield result, _sh("sourceConstraint"), f"<{SHAPES}{violation.query}>"
    yield result, _sh("resultMessage"), literal(violation.said)
    if len(violation.steps) == 1:
        yield result, _sh("resultPath"), violation.steps[0]
    elif violation.steps:
        yield result, _sh("resultPath"), f"<{name}:path:1>"
        for number, step in enumerate(violation.steps, start=1):
            rest = f"<{name}:path:{number + 1}>" if number < len(violation.steps) else f"<{RDF}nil>"
            yield f"<{name}:path:{number}>", f"<{RDF}first>", step
            yield f"<{name}:path:{number}>", f"<{RDF}rest>", rest


def _sh(word: str) -> str:
    return f"<{SH}{word}>"


def _truth(value: bool) -> str:
    return f'"{str(value).lower()}"^^<{XSD}boolean>'
