"""Reads compose files: services, what they are, and what of their interactions such a file tells."""
