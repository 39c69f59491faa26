"""What a recommendation says about failing and growing, row by row."""

from archrules.model.base import Model


class ProtectedCalls(Model):
    """Calls that are protected alike: by whom and of whom, and what is set for them."""

    calls: str
    timeout: str
    retries: str
    breaker: str
    bulkhead: str
    fallback: str
    because: tuple[str, ...] = ()
