"""The one door to experta 1.9.4: imported without its side effects.

experta needs `collections.Mapping` while `frozendict` 1.2 is imported, and it configures the root logger.
Both are put back as they were.
"""

import collections
import collections.abc
import importlib
import logging
import threading
from types import ModuleType
from typing import Any

_LOCK = threading.Lock()


def _import_experta() -> ModuleType:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    lent = not hasattr(collections, "Mapping")
    if lent:
        collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]  # lent to frozendict 1.2
    try:
        importlib.import_module("frozendict")
    finally:
        if lent:
            del collections.Mapping  # type: ignore[attr-defined]  # the loan ends
    root.addHandler(quiet := logging.NullHandler())
    try:
        # basicConfig does nothing while the root logger has a handler
        experta = importlib.import_module("experta")
    finally:
        root.removeHandler(quiet)
        root.handlers[:], root.level = handlers, level
    if not hasattr(experta, "KnowledgeEngine"):
        message = "experta is installed without what it needs; reinstall archrules"
        raise ImportError(message)
    return experta


with _LOCK:
    _experta = _import_experta()

AND, AS, EXISTS, FORALL, MATCH, NOT, OR, TEST = (
    _experta.AND,
    _experta.AS,
    _experta.EXISTS,
    _experta.FORALL,
    _experta.MATCH,
    _experta.NOT,
    _experta.OR,
    _experta.TEST,
)
L, P, W = _experta.L, _experta.P, _experta.W
DefFacts, Field, InitialFact, Rule = (
    _experta.DefFacts,
    _experta.Field,
    _experta.InitialFact,
    _experta.Rule,
)
ANDFC, ORFC, NOTFC, FieldConstraint = (
    _experta.fieldconstraint.ANDFC,
    _experta.fieldconstraint.ORFC,
    _experta.fieldconstraint.NOTFC,
    _experta.fieldconstraint.FieldConstraint,
)
ExpertaAgenda: type[Any] = _experta.agenda.Agenda
ExpertaEngine: type[Any] = _experta.KnowledgeEngine
ExpertaFact: type[Any] = _experta.Fact
ExpertaFactList: type[Any] = _experta.factlist.FactList
ExpertaMatcher: type[Any] = _experta.abstract.Matcher
ExpertaStrategy: type[Any] = _experta.abstract.Strategy
ConditionalElement: type[Any] = _experta.conditionalelement.ConditionalElement
freeze: Any = _experta.utils.freeze
watch: Any = _experta.watch
unwatch: Any = _experta.unwatch
