"""The frames of the picture: which elements stand together, and what is written on the frame."""

from dataclasses import dataclass

from archrules.model.system import Cache, DataStore, Service, System
from archrules.output.labels import identifier, wrapped

_TITLE_WIDTH = 40


@dataclass(frozen=True, order=True, slots=True)
class Frame:
    """Whose cluster it is: that of a context, or of a service with several `contexts`."""

    name: str
    contexts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of the cluster, of the signs `a-z0-9_`."""
        return identifier("contexts_of" if self.contexts else "context", self.name)

    def lines(self) -> tuple[str, ...]:
        """Return the lines of its title, raw."""
        title = wrapped(self.name, width=_TITLE_WIDTH, lines=2)
        if not self.contexts:
            return title
        return (*title, *wrapped(f"contexts: {', '.join(self.contexts)}", width=_TITLE_WIDTH, lines=3))


def frames_of(system: System) -> dict[str, Frame]:
    """Return the frame of each element that has one, by name.

    What a service owns stands in the frame of a service with several contexts; and in the frame of the service's
    one context where it names none of its own.
    """
    of_services = {each.name: frame for each in system.services if (frame := _service_frame(each))}
    frames = dict(of_services)
    for element in system.elements():
        owner = of_services.get(element.owner or "") if isinstance(element, DataStore | Cache) else None
        own = Frame(element.context) if element.context else None
        frame = owner if owner and (owner.contexts or own is None) else own
        if frame:
            frames.setdefault(element.name, frame)
    return frames


def _service_frame(service: Service) -> Frame | None:
    contexts = sorted({*service.contexts, *([service.context] if service.context else [])})
    if len(contexts) > 1:
        return Frame(service.name, tuple(contexts))
    return Frame(contexts[0]) if contexts else None
