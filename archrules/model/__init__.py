"""The data that archrules reads and writes: frozen pydantic models without behaviour."""
