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


class Reached(Model):
    """Use cases that need the same parts, how available those let them be, and whether that is what is promised."""

    use_cases: tuple[str, ...]
    needs: tuple[str, ...]
    availability: str
    outage: str
    kept: bool
    weakest: str


class CallTimes(Model):
    """A use case that waits for calls: how many, how long it takes, and when it is given up."""

    use_case: str
    calls: int
    layers: int
    usual: str
    allowed: str
    given_up: str
    late_share: str


class RecoveryStep(Model):
    """A step of coming back after a disaster, and the parts that it is done to."""

    number: int
    does: str
    parts: tuple[str, ...]
    done_when: str


class Headroom(Model):
    """How many times today's load a part carries, and at which multiples it is full."""

    part: str
    load: str
    carried_by: str
    factor: str
    full_at: dict[str, bool]
    then: str


class FailureMode(Model):
    """How parts may fail, what follows, and what the design does about it."""

    parts: tuple[str, ...]
    fails: str
    follows: str
    answer: str
