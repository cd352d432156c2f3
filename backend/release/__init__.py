"""Bake a release into an immutable folder; open it; answer from it."""
