"""The learned extractor: a small encoder that reads what no rule foresees, beside the rules.

In: the passages of a document with their linked mentions. Out: the types that it would give to unknown names, and claims with a score,
the runner-up predicates and the words that mattered. The weights are data/models/extractor.onnx, trained by scripts/train_extractor.py.
"""
