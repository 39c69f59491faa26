"""A comparison as Markdown."""

from archrules.model.comparison import Side
from archrules.output.comparison_markdown import comparison_markdown
from tests.unit.output.comparison_data import ASH, ELM, FLIP, OAK, TURNING, data

WHOLE = """\
## Store for orders: oak or elm

Which store?

oak wins 1.50 to 0.50 against elm, a clear lead of 1.00.

| Criterion | Weight | oak | elm |
| --- | --- | --- | --- |
| fit | 2 | +2 | +1 |
| cost | 1 | -1 | 0 |
| **score** | | 1.50 | 0.50 |

### oak: The oak-single (oak-single, oak 18.1), score 1.50

- **Shape:** one node
- **For it:**
  - +2 *fit*: it fits well [1, 2]
  - +1 *fit*: it fits [1]
- **Against it:** -1 *cost*: it is dear [2]
- **Gains:** order
- **Gives up:** speed
- **Look again when:** it is full
- **Other configurations:** The oak-large (oak-large), ruled out: it is too large

### The elm (elm), score 0.50

- **Shape:** one node

### What would have to be true for elm to win against oak (2 changes at once)

- **If:**
  - look is called at least 110/s at its peak, not 20/s (use_cases.look.peak: 110/s; it turns at 101/s)
  - back has run elm in production (teams.back.skills: \\[elm\\])
- **Then:** elm scores 0.75 and oak-single 0.70

oak has no fewer points on any criterion, so no weights alone turn the choice. No single change is enough. \
Looked at: 120 single changes and 31 sets of several.

### Conventions

| Parameter | Value | Why |
| --- | --- | --- |
| `store.many` | 100 reads per second | it is round |

### Sources

1. [The Book](https://example.org/book)
2. The Manual

- [1] chapter 2
- [2] The Manual
"""


def test_the_whole_comparison() -> None:
    assert comparison_markdown(data()) == WHOLE


def test_several_ways_stand_apart() -> None:
    turning = TURNING.model_copy(update={"flips": (FLIP, FLIP)})
    assert "\n\nor\n\n- **If:**\n" in comparison_markdown(data(turnings=(turning,)))


def test_other_options_are_told_in_a_line() -> None:
    sides = tuple(
        Side(name=each.option, survives=not each.vetoes, configurations=(each,)) for each in (OAK, ELM, ASH)
    )
    text = comparison_markdown(data(asked=(), sides=sides, winner="oak-single", turnings=()))
    assert "### Other options\n\n- The ash (ash), ruled out: it burns\n" in text


def test_no_name_acts_as_markup() -> None:
    text = comparison_markdown(data(subject="<b>*x*</b> | [a](b)"))
    assert text.startswith("## Store for &lt;b>\\*x\\*&lt;/b> \\| \\[a\\](b): oak or elm\n")
