"""The shipped model: it loads, says the same whatever it read before, and a damaged file is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.errors import KgError
from kg.learned.encoder import load_encoder
from kg.learned.predict import predict
from kg.learned.windows import TYPES, windows
from kg.resources import data_path
from kg.vocabulary import vocabulary
from tests.learned.readings import reading

TEXT = ["[0 France] fined [1 Chirper] , a social network , on Monday", "[1< The company] called the fine absurd"]


def test_it_knows_the_predicates_and_types_of_the_vocabulary_and_is_small() -> None:
    encoder = load_encoder()
    assert encoder.predicates == tuple(sorted(vocabulary().predicates))
    assert set(TYPES) == set(vocabulary().types)
    assert (data_path("models") / "extractor.onnx").stat().st_size < 50_000_000


def test_scores_have_a_row_for_each_pair_and_do_not_depend_on_what_was_read_before() -> None:
    encoder = load_encoder()
    made = windows(reading(TEXT, types=["country", "platform"], known=[True, False]))
    first, second = (encoder(window) for window in made)
    (other,) = windows(reading(["[0 Acme] owns [1 Bolt] and [2 Cargo]"]))
    assert encoder(other).claims.shape == (6, len(encoder.predicates))
    assert first.pairs == ((0, 1), (1, 0))
    assert first.standing.shape == (2, len(encoder.predicates), 6)
    assert first.attention.shape == (2, len(made[0].ids))
    assert np.allclose(first.attention.sum(axis=1), 1, atol=1e-4)
    assert (second.pairs, second.claims.shape, second.types.shape) == ((), (0, len(encoder.predicates)), (1, len(TYPES) + 1))
    assert np.array_equal(first.claims, encoder(made[0]).claims)


def test_it_reads_a_plain_sentence() -> None:
    encoder = load_encoder()
    found = predict(reading(TEXT, types=["country", "platform"], known=[True, False]), encoder, encoder.predicates, floor=0.5)
    said = {(claim.subject, claim.predicate, claim.object): claim for claim in found.claims}
    assert (0, "fined", 1) in said
    assert (1, "fined", 0) not in said
    assert (said[0, "fined", 1].polarity, said[0, "fined", 1].modality, said[0, "fined", 1].sentence) == ("affirmed", "actual", 0)
    assert found.type_of(1) is not None


@pytest.mark.parametrize("content", [b"", b"no model at all" * 20])
def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.onnx").write_bytes(content)
    with pytest.raises(KgError, match=r"broken\.onnx: the model cannot be loaded .*--extractor rules"):
        load_encoder(tmp_path / "broken.onnx")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"absent\.onnx"):
        load_encoder(tmp_path / "absent.onnx")
