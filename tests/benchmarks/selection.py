"""W2: rules that select options from 45 requirements, in three stages."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archrules.vocabulary.kinds import NAME, NUMBER, Kind
from tests.benchmarks.workload import Row, Workload, read_rules

MEASURES, TRAITS, NEEDS = 25, 20, 60
VALUES = ("low", "medium", "high", "extreme")
"""What a trait may be."""

_KINDS = {
    kind.name: kind
    for kind in (
        Kind("measure", "A requirement with a number.", {"name": NAME, "value": NUMBER}),
        Kind("trait", "A requirement with a word.", {"name": NAME, "value": NAME}),
        Kind("need", "What requirements and other needs come to.", {"name": NAME}),
        Kind("selection", "An option fits a decision.", {"decision": NAME, "option": NAME}),
    )
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of a brief."""

    name: str
    value: int | str


def make_requirements(seed: int = 1) -> tuple[Requirement, ...]:
    """Forty-five requirements; the same seed gives the same ones."""
    source = random.Random(seed)  # noqa: S311  # no secret
    return (
        *(Requirement(f"measure-{number}", source.randint(1, 1000)) for number in range(MEASURES)),
        *(Requirement(f"trait-{number}", source.choice(VALUES)) for number in range(TRAITS)),
    )


def rows(requirements: Iterable[Requirement]) -> Iterator[Row]:
    """Each requirement as a row."""
    for requirement in requirements:
        kind = "trait" if isinstance(requirement.value, str) else "measure"
        yield kind, {"name": requirement.name, "value": requirement.value}


def selection(text: str | None = None) -> Workload:
    """The workload, with the 250 generated rules or those of a text."""
    rules = read_rules(rules_text() if text is None else text, "W2", _KINDS)
    return Workload("W2", _KINDS, rules, ("selection", "need"))


def rules_text(rules: int = 250, seed: int = 1) -> str:
    """The rules, as they would stand in a file: of ten four derive needs, two needs from needs, four select."""
    writer = _Writer(random.Random(seed))  # noqa: S311  # no secret
    return "".join(writer.rule(number) for number in range(rules))


class _Writer:
    """Writes rules of two to six conditions, most of which hold for most requirements."""

    def __init__(self, source: random.Random) -> None:
        self._source = source

    def rule(self, number: int) -> str:
        stage = "1111223333"[number % 10]
        size = self._source.randint(2, 6)
        needs = [] if stage == "1" else self._needs(stage, most=min(2, size))
        conditions = [*needs, *self._requirements(size - len(needs))]
        lines = [f"- id: rule-{number:04}", "  when:", *(f"    - {condition}" for condition in conditions)]
        return "\n".join([*lines, f"  derive: {self._conclusion(stage)}\n"])

    def _needs(self, stage: str, most: int) -> list[str]:
        """Conditions over needs. Only selections may ask what is not needed."""
        names = self._source.sample(
            range(NEEDS // 2 if stage == "2" else NEEDS), self._source.randint(1, most)
        )
        needs = [f"need: {{name: need-{name}}}" for name in names]
        if stage == "3" and len(needs) > 1 and self._chance(40):
            needs[1] = f"not: {{{needs[1]}}}"
        return needs

    def _requirements(self, size: int) -> list[str]:
        """Conditions over requirements, no two over the same one."""
        measures = self._source.sample(range(MEASURES), size)
        conditions = []
        for trait in self._source.sample(range(TRAITS), size):
            if self._chance(55):
                conditions.append(self._limit(f"measure-{measures.pop()}"))
            else:
                conditions.append(self._trait(f"trait-{trait}"))
        if len(conditions) > 1 and len(measures) > 1 and self._chance(15):
            conditions[:2] = [
                f"measure: {{name: measure-{measures[0]}, value: $least}}",
                f'measure: {{name: measure-{measures[1]}, value: {{">=": $least}}}}',
            ]
        return conditions

    def _limit(self, name: str) -> str:
        limit = self._source.randint(1, 500)
        sign, value = (">=", limit) if self._chance(60) else ("<", 1000 - limit)
        return f'measure: {{name: {name}, value: {{"{sign}": {value}}}}}'

    def _trait(self, name: str) -> str:
        values = self._source.sample(VALUES, 3)
        if self._chance(20):
            return f"not: {{trait: {{name: {name}, value: {values[0]}}}}}"
        if self._chance(20):
            return f"trait: {{name: {name}, value: {values[0]}}}"
        return f"trait: {{name: {name}, value: [{', '.join(values)}]}}"

    def _conclusion(self, stage: str) -> str:
        if stage == "3":
            decision, option = self._source.randrange(25), self._source.randrange(4)
            return f"{{selection: {{decision: decision-{decision}, option: option-{option}}}}}"
        first = 0 if stage == "1" else NEEDS // 2
        return f"{{need: {{name: need-{first + self._source.randrange(NEEDS // 2)}}}}}"

    def _chance(self, percent: int) -> bool:
        return self._source.random() * 100 < percent
