"""What nobody has said, in words: the fields and lists without which a verdict stays unknown, and how to say them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from archrules.analysis.openness import RESTS_ON
from archrules.analysis.structure.call_graph import call_graph
from archrules.model.model_paths import interaction_names
from archrules.model.report import Missing
from archrules.model.system import System
from archrules.policies.certainty import COMPUTED
from archrules.policies.doubts import Doubt
from archrules.policies.subject import Subject
from archrules.policies.words import words_of
from archrules.vocabulary import VOCABULARY
from archrules.vocabulary.facts import Fact

_SHOWN = 3
_MOST = 12
_LEFT_OUT = {
    "service_context": ("services", "contexts"),
    "owned_entity": ("services", "owns"),
    "joint_deployment": ("services", "deployment_unit"),
    "team_services": ("services", "team"),
    "stored_entity": ("data_stores", "entities"),
    "channel": ("brokers", "channels"),
    "interaction_use": ("interactions", "use_cases"),
    "path_step": ("use_cases", "path"),
}
"""For kinds of facts about what elements may leave out, the list they stand in and the field."""

_RESTS_ON_SIGN = {
    "joint-deployment": "joint_deployment",
    "shared-stores": "store_sharing",
    "synchronous-cycles": "synchronous_cycle",
    "calls-across-services": "interaction",
}
_CALLS = frozenset(
    {"cycle_member", "only_caller", "single_point_of_failure", "synchronous_chain", "synchronous_cycle"}
)
_ENOUGH = Missing(what="enough about it", shown_by="a System file that describes it")


def missing_of(doubts: Iterable[Doubt], element: str, subject: Subject) -> tuple[Missing, ...]:
    """What leaves a verdict on an element open, in a fixed order; of very much the first."""
    teller = _Teller(element, subject)
    found = {missing for doubt in doubts for missing in teller.missing(doubt)}
    ordered = sorted(found, key=lambda each: (each.what, each.shown_by))
    return tuple(ordered[:_MOST]) or (_ENOUGH,)


class _Teller:
    def __init__(self, element: str, subject: Subject) -> None:
        self._element, self._subject = element, subject

    def missing(self, doubt: Doubt) -> Iterator[Missing]:
        if isinstance(doubt, str):
            yield from self._kind(doubt)
        elif doubt[0].kind in COMPUTED:
            yield from self._computed(*doubt)
        else:
            yield self._field(*doubt)

    def _field(self, fact: Fact, field: str) -> Missing:
        key = VOCABULARY[fact.kind].key
        name = fact.text(key) if key else ""
        return self._said(name, fact.kind, field)

    def _said(self, name: str, kind: str, field: str) -> Missing:
        """A field of something with a name, and where it can be said."""
        words = words_of(kind, field)
        of_itself = name == self._element
        noun = kind.replace("_", " ")
        what = words.asked.replace("{it}", "it" if of_itself else name or f"the {noun}")
        whose = "" if of_itself or not name else f" of {name}"
        shown_by = f"`{words.setting}:`{whose} in a System file"
        if words.compose and self._subject.form == "compose":
            shown_by = f"`{words.compose}:`{whose} in the compose file, or {shown_by}"
        return Missing(what=what, shown_by=shown_by)

    def _computed(self, fact: Fact, field: str) -> Iterator[Missing]:
        if (fact.kind, field) == ("single_point_of_failure", "replicas"):
            yield self._said(fact.text("element"), "element", "replicas")
        elif fact.kind == "coupling_sign":
            yield from self._kind(_RESTS_ON_SIGN[fact.text("sign")])
        elif fact.kind == "store_sharing":
            yield from self._sharing(fact, field)
        elif fact.kind == "coupling":
            yield from self._kind("only_caller")
        elif fact.kind == "system_structure":
            yield from self._kind("interaction")
        else:
            yield from self._kind(fact.kind)

    def _sharing(self, fact: Fact, field: str) -> Iterator[Missing]:
        store, users = fact.text("store"), fact.get("used_by")
        if fact.get("level") == "database" and self._is_server(store):
            yield Missing(
                what=f"whether {users} use one database on {'it' if store == self._element else store}, or one each",
                shown_by=f"a data store for each database, with `scope: database` and `server: {store}`",
            )
            return
        yield from self._kind("store_sharing")
        if field in {"shared", "users", "used_by"}:
            return
        silent = [
            name
            for name, interaction in self._subject.interactions.items()
            if interaction.target == store and interaction.access is None and interaction.mode == "data"
        ]
        if silent:
            yield Missing(
                what=f"whether {_listed(silent)} read or write", shown_by="`access:` of these interactions"
            )

    def _is_server(self, store: str) -> bool:
        return any(each.name == store and each.scope == "server" for each in self._subject.system.data_stores)

    def _kind(self, kind: str) -> Iterator[Missing]:
        """Why there may be more facts of a kind."""
        system = self._subject.system
        lists = [each for each in system.open if each in RESTS_ON.get(kind, ())]
        if lists:
            names = _listed([each.replace("_", " ") for each in lists])
            what = f"whether all {names} are listed"
            if self._subject.form == "compose":
                what = f"which other {names} there are: a compose file does not list all"
            yield Missing(
                what=what, shown_by="a System file that lists them and does not name them under `open:`"
            )
        if kind in _CALLS:
            yield from _unclassified(system)
        if kind in _LEFT_OUT:
            yield from _left_out(system, *_LEFT_OUT[kind])


def _unclassified(system: System) -> Iterator[Missing]:
    names = [link.name for links in call_graph(system).unclassified.values() for link in links]
    if names:
        verb = "is a synchronous call" if len(names) == 1 else "are synchronous calls"
        yield Missing(
            what=f"whether {_listed(names)} {verb}", shown_by="`mode:` of the interaction in a System file"
        )


def _left_out(system: System, collection: str, field: str) -> Iterator[Missing]:
    names = [_name(each) for each in getattr(system, collection) if not getattr(each, field)]
    if collection == "interactions":
        every: Mapping[int, str] = dict(enumerate(interaction_names(system)))
        names = [every[index] for index, each in enumerate(system.interactions) if not getattr(each, field)]
    if names:
        yield Missing(
            what=f"the {field.replace('_', ' ')} of {_listed(names)}", shown_by=f"`{field}:` in a System file"
        )


def _name(each: object) -> str:
    return str(getattr(each, "name", None) or getattr(each, "use_case", ""))


def _listed(names: Sequence[str]) -> str:
    shown = sorted(names)[:_SHOWN]
    more = len(names) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
