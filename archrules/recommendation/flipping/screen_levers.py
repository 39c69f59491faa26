"""What could be otherwise about what clients show: what a page is made of, and whether it is told of changes."""

from collections.abc import Iterator
from fractions import Fraction

from archrules.analysis.domain_facts import DomainFacts
from archrules.analysis.pages import joint_pages
from archrules.model.domain import UseCase
from archrules.model.units import format_number
from archrules.recommendation.flipping.changes import Change, Dial, Lever, Switch, one
from archrules.recommendation.flipping.edits import Edit
from archrules.recommendation.flipping.scene import Scene, about_use_case

_ONE = Fraction(1)


def pages(scene: Scene) -> Iterator[Lever]:
    """Fewer pages that show data of several contexts, down to none."""
    facts = [fact for fact, _ in joint_pages(scene.brief, scene.domain)]
    names = {fact.text("use_case") for fact in facts if fact.kind == "joint_page"}
    joint = [use_case for use_case in scene.brief.use_cases if use_case.name in names]
    now = Fraction(len(joint))

    def turned(value: Fraction) -> Change:
        edits = (
            Edit(("use_cases", page.name, "reads"), _of_one_context(page, scene.domain))
            for page in joint[int(value) :]
        )
        shown = f"at most {format_number(value)} pages show" if value > 1 else _FEW[int(value)]
        return one("pages", f"{shown} data of several contexts, not {format_number(now)}", *edits)

    if joint:
        about = frozenset().union(*map(about_use_case, joint))
        smaller = tuple(Fraction(number) for number in range(len(joint) - 1, -1, -1))
        yield Dial(about, now, (), smaller, _ONE, turned, format_number)


_FEW = ("no page shows", "at most one page shows")


def _of_one_context(page: UseCase, domain: DomainFacts) -> tuple[str, ...]:
    """What a page reads of the context that it enters, or else of the first that it reads."""
    context = {name: domain.entity(page, name)[1] for name in page.reads}
    kept = page.context if page.context in context.values() else min(context.values())
    return tuple(name for name in page.reads if context[name] == kept)


def updates(scene: Scene) -> Iterator[Lever]:
    """Each use case that a client enters and that reads something, told of changes or asking for them."""
    entered = {actor.name for actor in scene.brief.actors if actor.clients}
    for use_case in scene.brief.use_cases:
        if use_case.actor in entered and use_case.reads:
            wanted = "on-request" if use_case.updates == "live" else "live"
            how = (
                "asks for changes when they are wanted"
                if wanted == "on-request"
                else "is told of every change"
            )
            says = f"whoever uses {use_case.name} {how}"
            edit = Edit(("use_cases", use_case.name, "updates"), wanted)
            yield Switch(about_use_case(use_case), (one("updates", says, edit),))
