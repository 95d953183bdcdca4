"""Which contingent a name in a list means: only exactly its id, or its State and no other's."""

from comity.domain.provisions.vocabulary import CONTINGENT, Fact, Kind, Type
from comity.manifest.first_look.mending import Mender
from comity.manifest.raw import Entry, RawHeader
from comity.manifest.spelling import folded, name_of

_STATE = Fact(CONTINGENT, "sending_state", Kind.CIRCUMSTANCE, Type.STATE)


class Contingents:
    """The contingents that a header declares, by id and by State."""

    def __init__(self, header: RawHeader | None, mender: Mender) -> None:
        self._mender = mender
        self._ids: dict[str, str] = {}
        self._states: dict[str, list[str]] = {}
        for entries in (header.contingents or (header.visit,)) if header else ():
            self._add(entries)

    @property
    def several(self) -> bool:
        """Whether there is more than one, so that a line has to say which it belongs to."""
        return len(self._ids) > 1

    def named(self, name: str) -> str | None:
        """The id of the contingent that a name means; None if it means none, or could mean several."""
        if not name or len(name) > 100:
            return None
        if found := self._ids.get(folded(name).casefold()):
            return found
        state = self._mender.one(name, _STATE) if self._states else None
        several = self._states.get(state or "", [])
        return several[0] if len(several) == 1 else None

    def _add(self, entries: tuple[Entry, ...]) -> None:
        stated = {name_of(entry.key): (entry.text or "").strip() for entry in entries}
        state = self._mender.one(stated.get("sending_state", ""), _STATE)
        if not state:
            return
        id_ = folded(stated.get("id", "")) or state
        self._ids[id_.casefold()] = id_
        self._states.setdefault(state, []).append(id_)
