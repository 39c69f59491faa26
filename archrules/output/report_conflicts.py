"""What is said where no option survives: which requirements are in conflict, and what would help."""

from collections.abc import Sequence

from archrules.model.recommendation import Conflict, DecisionResult
from archrules.output.escaping import markdown_cell
from archrules.output.report_choices import ruled_out
from archrules.output.report_markup import bullets, code, labelled, listed
from archrules.output.report_sources import Sources
from archrules.output.report_statements import subject_names


def conflict_blocks(results: Sequence[DecisionResult], sources: Sources) -> list[str]:
    """Return the blocks for results without a choice; subjects with the same conflict are told together."""
    together: dict[Conflict | None, list[DecisionResult]] = {}
    for result in results:
        together.setdefault(result.conflict, []).append(result)
    blocks = []
    for conflict, stuck in together.items():
        names = subject_names([result.subject for result in stuck])
        blocks.append(f"**No option survives** for {names}: hard constraints rule out every one.")
        items = [*_ways_out(conflict), *labelled("Ruled out", ruled_out(stuck, sources, set()))]
        blocks += [bullets(items)] if items else []
    return blocks


def _ways_out(conflict: Conflict | None) -> list[str]:
    if conflict is None:
        return []
    requirements = [code(path) for path in conflict.requirements]
    choices = [markdown_cell(text) for text in conflict.earlier_choices]
    relaxations = [code(path) for path in conflict.relaxations]
    way_out = (
        f"changing {listed(relaxations, 'or')} alone would let an option through"
        if relaxations
        else "no single change is enough; several must give way"
    )
    return [
        *labelled("Requirements in conflict", [listed(requirements)] if requirements else []),
        *labelled("Earlier choices in the way", choices),
        *labelled("Way out", [way_out]),
    ]
