"""Tests of kg.gold."""
