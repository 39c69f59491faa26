"""Lint: what is wrong with a pack that can be loaded, found without a brief."""
