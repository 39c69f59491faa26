"""Verdicts of policies over the facts of a system."""
