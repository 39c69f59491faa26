"""From a compose file to a System."""

import os

from archrules.importers.compose.database_parts import tell_databases_apart
from archrules.importers.compose.documents import Documents
from archrules.importers.compose.elements import Elements, is_name
from archrules.importers.compose.files import ComposeFiles, Model
from archrules.importers.compose.interactions import Interactions
from archrules.importers.compose.merging import settled
from archrules.importers.compose.names import Names
from archrules.importers.compose.services import ComposeService, container_of, is_internal
from archrules.importers.compose.settings import settings_of
from archrules.importers.imported import Imported, interaction_name
from archrules.importers.kinds import kind_of
from archrules.importers.log import Log
from archrules.importers.nodes import Span
from archrules.knowledge_base.images import ImageTable, load_images
from archrules.model.base import LIST_LENGTH
from archrules.model.system import Interaction, System

_OPEN = ("external_systems", "frontends", "interactions", "use_cases")
"""What a compose file does not list, or not completely."""


def import_compose(path: str | os.PathLike[str], *, images: ImageTable | None = None) -> Imported:
    """Return the System that a compose file describes, together with the files of its folder that it leads to.

    Variables have the values of the file `.env` beside it and their defaults, never those of the environment.
    `images` says what containers are; the built-in table if none is given. What the file cannot tell is unknown:
    its lists of interactions, among others, are open.

    Raises:
        SystemFileError: with every fault of the files, where they cannot be read as a compose file at all.
    """
    table = load_images() if images is None else images
    log = Log()
    documents = Documents(path, log)
    model = ComposeFiles(documents).model()
    log.raise_faults()
    services = _services(model, log)
    containers = [container_of(service, documents.folder) for service in services]
    kinds = {container.name: kind_of(container, table) for container in containers}
    names = Names(services, model.networks, log)
    elements = Elements(log)
    interactions = Interactions(names, kinds, table, log)
    for service, container in zip(services, containers, strict=True):
        internal = is_internal(service, names.networks(service.name), names.outer)
        elements.add(service, container, kinds[service.name], internal=internal)
        interactions.add_start_order(service)
        interactions.add_settings(service.name, tuple(settings_of(service, documents, model.variables)))
    tell_databases_apart(elements, interactions)
    found = list(interactions.all())
    _require_few(found, services[0].span, log)
    return _imported(model, elements, found, log)


def _services(model: Model, log: Log) -> list[ComposeService]:
    for name, entry in model.services.items():
        if not is_name(name):
            log.fault(entry.key, "the name of a service must be 1 to 200 printable characters: rename it")
    spans = [entry.key for entry in model.services.values()]
    if len(spans) > LIST_LENGTH:
        log.fault(spans[LIST_LENGTH], f"more than {LIST_LENGTH} services: describe fewer in one file")
    log.raise_faults()
    return [ComposeService(name, entry.key, settled(entry.node)) for name, entry in model.services.items()]


def _require_few(found: list[tuple[Interaction, Span]], span: Span, log: Log) -> None:
    if len(found) > LIST_LENGTH:
        log.fault(span, f"more than {LIST_LENGTH} interactions: describe fewer services in one file")
    log.raise_faults()


def _imported(model: Model, elements: Elements, found: list[tuple[Interaction, Span]], log: Log) -> Imported:
    system = System.model_validate(
        {
            "name": model.name if model.name and is_name(model.name) else "system",
            "open": _OPEN,
            **elements.collections,
            "interactions": [interaction for interaction, _ in found],
        }
    )
    spans = {
        **({"name": model.span} if model.span else {}),
        **elements.spans,
        **{f"interactions.{interaction_name(interaction)}": span for interaction, span in found},
    }
    places = {path: span.place() for path, span in spans.items()}
    return Imported(
        system,
        places,
        dict(sorted(log.ignored.items())),
        log.notes(),
        unused=dict(sorted(log.unused.items())),
        form="compose",
    )
