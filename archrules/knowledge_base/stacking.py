"""Lays a pack on a stack: what it adds, replaces and disables, everything in so many words."""

from decimal import Decimal

from archrules.errors import Fault, did_you_mean, near_names
from archrules.knowledge_base.items import DecisionItem, DefaultItem, PackItem
from archrules.knowledge_base.pack_reading import PACK, PackFiles
from archrules.knowledge_base.parameter_bounds import out_of_bounds
from archrules.knowledge_base.stack import Stack, Touch, add, contents, prefixes
from archrules.knowledge_base.strict_yaml import ValuePath
from archrules.knowledge_base.validation import suggest
from archrules.vocabulary import VOCABULARY

_TEXT_DEFAULTS = {
    "answer": ("use_case", "answer"),
    "cloud": ("cloud", "provider"),
    "licences": ("licence_policy", "policy"),
    "skills": ("skills_policy", "policy"),
    "traffic": ("use_case", "shape"),
}
"""Defaults that stand in for a field of facts, which can hold only some names."""


def lay(stack: Stack, pack: PackFiles) -> None:
    """Lay a pack on the stack. Whatever is wrong with it becomes a fault of the stack.

    A pack that changes what neither it nor the bottom holds has to require the pack that does. So packs that do not
    require each other can be laid in any order.
    """
    if pack.pack is None:  # what it is called and changes is not known: no more can be said of it
        add(stack, pack, next(iter(stack.closure)), (name for name, _, _ in contents(pack)))
    else:
        _Layer(stack, pack, pack.pack).lay()


class _Layer:
    def __init__(self, stack: Stack, pack: PackFiles, item: PackItem) -> None:
        self._stack, self._pack, self._item = stack, pack, item
        self._bottom = next(iter(stack.closure))
        self._in_pack = {name for name, _, _ in contents(pack)} | pack.ids

    def lay(self) -> None:
        if not self._check_name():
            self._stack.faults += self._pack.faults
            return
        self._require()
        touched: dict[str, str] = {}
        replaced = self._touch("replaces", self._item.replaces, touched)
        disabled = self._touch("disables", self._item.disables, touched)
        new = self._new(set(self._item.replaces), set(self._item.disables))
        for name, touch in disabled.items():
            if name in self._stack.pack_of:  # an option may have gone with its decision
                self._stack.remove(name, touch)
        self._stack.replaced |= replaced
        names = [name for name, _, _ in contents(self._pack) if name in new or self._replaces(name, replaced)]
        add(self._stack, self._pack, self._item.name, names)

    def _note(self, document: str, path: ValuePath, message: str) -> None:
        self._stack.faults.append(Fault(*self._pack.place(document, path), message))

    # ---- pack.yaml

    def _check_name(self) -> bool:
        """Whether no other pack has its name; that of an item, which would make ids ambiguous, is a fault."""
        name = self._item.name
        if name in self._stack.closure:
            self._note(PACK, ("name",), f"there is a pack {name!r} below this one; give each pack once")
            return False
        if self._stack.form(name):
            hint = f"give the pack another name, such as '{name}-pack'"
            self._note(PACK, ("name",), f"{name!r} is the id of an item; {hint}")
        return True

    def _require(self) -> None:
        below: frozenset[str] = frozenset({self._bottom, self._item.name})
        for index, required in enumerate(self._item.requires):
            if required in self._stack.closure:
                below |= self._stack.closure[required]
            elif "pack" not in self._stack.broken:
                hint = suggest(required, self._stack.closure)
                message = f"there is no pack {required!r} below this one{hint}; give it first"
                self._note(PACK, ("requires", index), message)
        self._stack.closure.setdefault(self._item.name, below)

    def _touch(self, word: str, names: tuple[str, ...], touched: dict[str, str]) -> dict[str, Touch]:
        """What is replaced or disabled, with its place; everything that cannot be is a fault."""
        found = {}
        for index, name in enumerate(names):
            if name in touched:
                self._note(PACK, (word, index), f"{name!r} stands under `{touched[name]}` already")
                continue
            touched[name] = word
            problem = self._problem(word, name)
            place = self._pack.place(PACK, (word, index))
            if problem:
                self._stack.faults.append(Fault(*place, problem))
            elif name in self._stack.pack_of:
                found[name] = Touch(self._item.name, place, self._stack.pack_of[name])
            elif name in self._stack.gone:  # the same of two packs counts, whatever their order
                gone = self._stack.gone[name]
                self._stack.gone[name] = min(gone, Touch(self._item.name, place, gone.of))
        return found

    def _problem(self, word: str, name: str) -> str | None:
        """Why something cannot be replaced or disabled."""
        stack = self._stack
        if name in stack.gone and word == "replaces":
            gone = f"the pack {stack.gone[name].pack!r} disables {name!r}, so nothing is left to replace"
            return f"{gone}; give yours a name of its own, {self._own(name)!r}"
        if name not in stack.gone and name not in stack.pack_of:
            return None if stack.may_hold(name) else f"there is no item {name!r}{self._hint(name)}"
        for changed, other in self._owners(word, name):
            if other not in stack.closure[self._item.name]:
                return f"{changed!r} is of the pack {other!r}; to change it, list {other!r} under `requires`"
        if word == "replaces" and name not in self._in_pack:
            return (
                f"this pack has nothing to put in the place of {name!r}; add it, or leave it out of the list"
            )
        if word == "disables" and stack.form(name) == "default":
            return f"computations need a value for {name!r}; replace it by another one"
        return None

    def _owners(self, word: str, name: str) -> list[tuple[str, str]]:
        """What changes with an item, and whose it is: with a decision that is disabled change its options."""
        owners = {gone: touch.of for gone, touch in self._stack.gone.items()} | self._stack.pack_of
        return sorted(
            (changed, owner)
            for changed, owner in owners.items()
            if changed == name or (word == "disables" and changed.startswith(f"{name}/"))
        )

    # ---- what stands in the pack

    def _new(self, replaced: set[str], disabled: set[str]) -> set[str]:
        """What the pack adds; an item that hides another one without a word is a fault."""
        new = set()
        for name, document, path in contents(self._pack):
            if name in replaced:
                self._check_likeness(name)
            elif self._stack.may_hold(name):
                new.add(name)
            elif name in disabled:
                self._note(document, path, f"pack.yaml disables {name!r}; list it under `replaces` instead")
            elif name in self._stack.pack_of:
                of = self._stack.pack_of[name]
                message = (
                    f"{name!r} is an item of {of!r}; list it under `replaces` in pack.yaml, or call this one"
                )
                self._note(document, path, f"{message} {self._own(name)!r}")
            else:
                new.add(name)
                if not self._is_own(name):
                    told = f"there is no item {name!r} to replace{self._hint(name)}"
                    self._note(document, path, f"{told}; a new one is called {self._own(name)!r}")
        return new

    def _is_own(self, name: str) -> bool:
        own = prefixes(name)
        return self._item.name in own and own[-1] in {"", self._item.name}

    def _hint(self, name: str) -> str:
        """A suggestion among what is in force; within one decision or file only the names there are compared."""
        head, slash, last = name.rpartition("/")
        beside = [other for other in self._stack.pack_of if other.rpartition("/")[0] == head]
        if not slash or not beside:
            return suggest(name, self._stack.pack_of)
        near = near_names(last, (other.rpartition("/")[2] for other in beside))[:1]
        return did_you_mean(f"{head}/{one}" for one in near)

    def _own(self, name: str) -> str:
        """The id with the name of this pack before it."""
        head, slash, last = name.rpartition("/")
        return f"{head}{slash}{self._item.name}.{last.rpartition('.')[2]}"

    def _replaces(self, name: str, replaced: dict[str, Touch]) -> bool:
        """Whether it takes the place of something of the same form."""
        form = self._stack.form(name)
        return name in replaced and (form is None or name in self._pack.items[form])

    def _check_likeness(self, name: str) -> None:
        """What replaces an item must do for those who read it."""
        form = self._stack.form(name)
        if form is None:
            return
        old, new = self._stack.items[form][name], self._pack.items[form].get(name)
        if new is None:
            self._note(
                name, ("id",), f"{name!r} is the id of a {form}, and only another {form} can replace it"
            )
        elif isinstance(old, DecisionItem) and isinstance(new, DecisionItem) and old.per != new.per:
            message = f"systems are composed from decisions per {old.per!r}, so this has to stay"
            self._note(name, ("per",), message)
        elif isinstance(old, DefaultItem) and isinstance(new, DefaultItem):
            self._check_default(name, old, new)

    def _check_default(self, name: str, old: DefaultItem, new: DefaultItem) -> None:
        kind, field = _TEXT_DEFAULTS.get(name, ("", ""))
        choices = VOCABULARY[kind].fields[field].choices if kind else ()
        if old.unit != new.unit:
            self._note(name, ("unit",), f"computations read {name!r} in {old.unit!r}, so this has to stay")
        elif isinstance(old.value, str) != isinstance(new.value, str):
            wanted = "a text" if isinstance(old.value, str) else "a number"
            self._note(name, ("value",), f"expected {wanted}, as {old.value} was")
        elif not isinstance(new.value, str):
            for _, problem in out_of_bounds({name: Decimal(new.value)}, {name: new}):
                self._note(name, ("value",), problem)
        elif choices and new.value not in choices:
            hint = suggest(str(new.value), choices)
            self._note(name, ("value",), f"expected one of {', '.join(choices)}{hint}")
