"""A tour for who is new here: steps that tick themselves off as they are done, in whatever order."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.people import Person
from sandbox.workspace import Workspace
from sandbox.world import Call, Channel


@dataclass(frozen=True)
class Step:
    """Something to try: as whom, where, and how the wire shows that it was done. Its words are in steps.html."""

    name: str
    person: Person
    channel: Channel
    shows: Callable[[Call], bool]

    def done_in(self, workspace: Workspace) -> bool:
        return any(self.shows(call) for call in list(workspace.traffic))
