"""Each text once, in an order that does not depend on that of the inputs."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.appearances import appearance_of
from kg.inbox import Inbox
from kg.model import Document
from tests.factories import make_document


def received(inbox: Inbox) -> list[tuple[Document, str]]:
    """Each document as it appeared first, with that place, by id."""
    found = [(inbox.document(id, first), first.place) for id, (first, *_) in inbox.appearances()]
    return [(document, place) for document, place in found if document is not None]


SAME: list[tuple[str, list[Document], str]] = [
    ("by source", [make_document("T.", name="b"), make_document("T.", name="a")], "a"),
    ("a date goes first", [make_document("T.", name="b", published="2026"), make_document("T.", name="a")], "b"),
    ("then the title", [make_document("T.", name="a", title="Z"), make_document("T.", name="a", title="A")], "a"),
]


@pytest.mark.parametrize(("documents", "name"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_the_same_text_stays_once_whatever_the_order(documents: list[Document], name: str) -> None:
    found = []
    for order in permutations(documents):
        with Inbox() as inbox:
            for document in order:
                inbox.add(document, place=document.name)
            ((_, places),) = inbox.appearances()
            assert (len(inbox), len(places)) == (1, len(documents))
            found.append(received(inbox))
    assert all(other == found[0] for other in found)
    ((document, place),) = found[0]
    assert (document.name, place) == (name, name)


def test_documents_come_back_by_id_without_their_blocks() -> None:
    documents = [make_document(f"Text {number} é\x00") for number in range(20)]
    with Inbox() as inbox:
        for document in documents:
            inbox.add(document, place="p")
        found = [document for document, _ in received(inbox)]
        assert [document.id for document in found] == sorted(document.id for document in documents)
        assert {document.text for document in found} == {document.text for document in documents}
        assert all(document.blocks == () for document in found)
        first = appearance_of(found[3], "p")
        assert inbox.document(found[3].id, first) == found[3]
        assert inbox.document("none", first) is None
        assert inbox.places() == {"p"}
