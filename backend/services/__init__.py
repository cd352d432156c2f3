"""Verbs. They take plain values or models, flush, and never commit."""
