"""The free heights at which an arrow may pass through a column of the picture, each given away once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

_SPACING = 5
_MARGIN = 3
_OUTSIDE = 60

Span = tuple[int, int]
"""From how far down to how far down something reaches."""


class Lanes:
    """What is left free between the given spans, and a little above and below them."""

    def __init__(
        self, taken: Iterable[Span], within: Span | None = None, part_of: "Lanes | None" = None
    ) -> None:
        """Take the spans that must not be touched.

        `within` bounds the lanes where nothing beyond is free. What is given away here is free no longer in the
        lanes of which these are a part.
        """
        self.part_of = part_of
        spans = _joined(taken)
        if within is None:
            low = spans[0][0] - _OUTSIDE if spans else -_OUTSIDE
            high = spans[-1][1] + _OUTSIDE if spans else _OUTSIDE
            within = (low, high)
        self._all = list(_free(spans, within))
        self._left = list(self._all)

    def take(self, wish: float) -> int:
        """Return the free lane nearest to what is wished for, and give it to nobody else while others are left.

        Where there is no room for any lane, the wish is granted.
        """
        if not self._all:
            return round(wish)
        if not self._left:
            self._left = list(self._all)
        place = bisect_left(self._left, wish)
        near = self._left[max(place - 1, 0) : place + 1]
        lane = min(near, key=lambda y: (abs(y - wish), y))
        self._left.remove(lane)
        if self.part_of:
            self.part_of.keep_clear(lane)
        return lane

    def keep_clear(self, y: int) -> None:
        """Give away no lane that is nearer than the usual space."""
        first = bisect_right(self._left, y - _SPACING)
        last = bisect_left(self._left, y + _SPACING)
        del self._left[first:last]


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def _free(spans: Sequence[Span], within: Span) -> Iterable[int]:
    edges = [within[0], *(edge for span in spans for edge in span), within[1]]
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        room = high - low - 2 * _MARGIN
        if room >= 0:
            start = low + _MARGIN + room % _SPACING // 2
            yield from range(start, high - _MARGIN + 1, _SPACING)
