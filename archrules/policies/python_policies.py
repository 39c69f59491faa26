"""Policies written in Python: a typed function over the System, marked by `policy` and handed to `check`."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import update_wrapper
from inspect import cleandoc

from archrules.errors import ArchrulesError
from archrules.knowledge_base.items import SeverityOrOff
from archrules.model.finding import Remedy, Severity, Verdict
from archrules.model.provenance import Citation
from archrules.model.report import Missing
from archrules.model.system import Element, Interaction, System, UseCasePath
from archrules.policies.profiles import Profile, Severities, severities

_IDENTIFIER = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")

Named = str | Element | Interaction | UseCasePath | System
"""An element, interaction or use case of the System, the System itself, or the name of one of them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a policy written in Python says about one thing. Made by `violated`, `satisfied` and `unknown`."""

    element: Named
    verdict: Verdict
    message: str = ""
    path: tuple[Named, ...] = ()
    discriminator: str = ""
    missing: tuple[Missing, ...] = ()


def violated(
    element: Named, message: str, *, path: Sequence[Named] = (), discriminator: str = ""
) -> Judgement:
    """The policy is violated by an element, or along a path; `discriminator` tells several of one element apart."""
    return Judgement(element, Verdict.VIOLATED, message, tuple(path), discriminator)


def satisfied(element: Named) -> Judgement:
    """The policy is satisfied by an element."""
    return Judgement(element, Verdict.SATISFIED)


def unknown(element: Named, what: str, shown_by: str) -> Judgement:
    """Nothing says `what` of an element, and which input would."""
    return Judgement(element, Verdict.UNKNOWN, missing=(Missing(what=what, shown_by=shown_by),))


Judging = Callable[[System], Iterable[Judgement]]


class PythonPolicy:
    """A function that judges the elements of a System, with what a policy says about itself. Calling it judges."""

    def __init__(  # noqa: PLR0913  # a header has many fields, all of them named
        self,
        judging: Judging,
        *,
        id: str,  # noqa: A002  # as in the files of policies
        title: str,
        severity: Severities,
        why: str,
        tags: tuple[str, ...],
        remedies: tuple[Remedy, ...],
        sources: tuple[Citation, ...],
    ) -> None:
        self._judging = judging
        self.id, self.title, self.severity, self.why = id, title, severity, why
        self.tags, self.remedies, self.sources = tags, remedies, sources
        update_wrapper(self, judging)

    def __call__(self, system: System) -> tuple[Judgement, ...]:
        """What the function says about a System.

        Raises:
            ArchrulesError: it gives something else than judgements.
        """
        found = tuple(self._judging(system) or ())
        for each in found:
            if not isinstance(each, Judgement):
                message = (
                    f"the policy {self.id!r} gave {each!r}: yield violated(…), satisfied(…) or unknown(…)"
                )
                raise ArchrulesError(message)
        return found

    def __repr__(self) -> str:
        return f"<policy {self.id}>"


def policy(  # noqa: PLR0913  # a header has many fields, all of them named
    *,
    id: str,  # noqa: A002  # as in the files of policies
    title: str,
    severity: Severity | Mapping[Profile, SeverityOrOff] = "error",
    why: str | None = None,
    tags: Sequence[str] = (),
    remedies: Sequence[Remedy] = (),
    sources: Sequence[Citation] = (),
) -> Callable[[Judging], PythonPolicy]:
    """Mark a function over the System as a policy, to be handed to `check`; it is kept nowhere else.

    It yields `violated`, `satisfied` and `unknown` for each thing that it judges. `severity` may differ by profile,
    and be `off` in one. `why` is the documentation of the function unless given.

    Raises:
        ArchrulesError: the id is none.
    """
    if not _IDENTIFIER.fullmatch(id):
        message = f"{id!r} cannot be the id of a policy: write small letters, digits and hyphens"
        raise ArchrulesError(message)

    def marked(judging: Judging) -> PythonPolicy:
        return PythonPolicy(
            judging,
            id=id,
            title=title,
            severity=severities(severity),
            why=why or cleandoc(judging.__doc__ or title),
            tags=tuple(tags),
            remedies=tuple(remedies),
            sources=tuple(sources),
        )

    return marked
