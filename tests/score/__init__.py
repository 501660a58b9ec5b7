"""Tests of kg.score."""
