"""The owners that a roster names, found in the register or made; gathered first, written in bulk."""

from collections.abc import Iterable, Mapping, Sequence

from gongzhi.places.models import Estate
from gongzhi.register.actions.owner_rows import document_index, owner_row, sealed, set_document, set_phone
from gongzhi.register.models import Owner
from gongzhi.register.queries.whole import owners_of
from gongzhi.register.roster.documents import document_key
from gongzhi.register.roster.heads import name_key
from gongzhi.register.roster.kinds import UNSOLD
from gongzhi.register.roster.owners import COMPANY, DEVELOPER, OwnerRow
from gongzhi.register.roster.units import UnitRow


class RosterOwners:
    """Finds owners by document number, else among those of the same unit by name; writes what is new or changed.

    Owners without a document number are one row a unit: that two of them are one person is a proposal, never
    a fact.
    """

    def __init__(self, estate: Estate, units: Iterable[UnitRow]) -> None:
        self.estate = estate
        self.known = owners_of(estate)
        self.documented = {bytes(o.document_index): o for o in self.known.values() if o.document_index}
        self.developers = _developers(units)
        self.new: list[Owner] = []
        self.changed: dict[int, Owner] = {}

    def meant_by(self, rows: Sequence[OwnerRow], current: Sequence[Owner] = ()) -> list[Owner]:
        """The owners that `rows` of one unit mean; `current` are those who hold it now."""
        left = list(current)
        return [self._one(row, left) for row in rows]

    def write(self) -> None:
        """Writes new and changed owners; the objects handed out before have their numbers then."""
        Owner.objects.bulk_create(self.new)
        if self.changed:
            fields = ["name", "kind", "document", "document_index", "phone", "phone_index"]
            Owner.objects.bulk_update(self.changed.values(), fields)

    def _one(self, row: OwnerRow, left: list[Owner]) -> Owner:
        index = document_index(row.document)
        owner = self.documented.get(index) if index else None
        if owner is None:
            name = name_key(row.name)
            owner = next(
                (o for o in left if name_key(o.shown_name()) == name and not (index and o.document_index)),
                None,
            )
        if owner is None:
            owner = owner_row(
                self.estate.pk,
                kind=self._kind(row),
                name=row.name,
                document=row.document,
                phone=row.phone,
            )
            self.new.append(owner)
        else:
            if owner in left:
                left.remove(owner)
            self._update(owner, row)
        if index:
            self.documented[index] = owner
        return owner

    def _update(self, owner: Owner, row: OwnerRow) -> None:
        """Takes over what the roster knows better; what it leaves open stays."""
        kind = self._kind(row)
        before = (bytes(owner.name), owner.kind, owner.document, owner.phone)
        if row.name and name_key(owner.shown_name()) != name_key(row.name):
            owner.name = sealed(owner.estate_id, "name", row.name)
        if owner.kind != kind and owner.kind != Owner.Kind.DEVELOPER:
            owner.kind = kind
        if row.document and document_key(owner.document_number()) != document_key(row.document):
            set_document(owner, row.document)
        if row.phone and owner.number() != row.phone:
            set_phone(owner, row.phone)
        if owner.pk and before != (bytes(owner.name), owner.kind, owner.document, owner.phone):
            self.changed[owner.pk] = owner

    def _kind(self, row: OwnerRow) -> str:
        if row.kind == DEVELOPER or (row.kind == COMPANY and _names(row) & self.developers):
            return Owner.Kind.DEVELOPER.value
        return Owner.Kind.COMPANY.value if row.kind == COMPANY else Owner.Kind.NATURAL.value


def _developers(units: Iterable[UnitRow]) -> frozenset[str]:
    """Names and document numbers of the firms that hold unsold units (法释〔2020〕17号第9条.

    The developer).
    """
    found: set[str] = set()
    for unit in units:
        if unit.status == UNSOLD:
            for owner in unit.owners:
                if owner.kind in (COMPANY, DEVELOPER):
                    found |= _names(owner)
    return frozenset(found)


def _names(row: OwnerRow) -> frozenset[str]:
    words = {"name:" + name_key(row.name)} if row.name else set()
    return frozenset(words | ({"document:" + document_key(row.document)} if row.document else set()))


def by_name(owners: Iterable[Owner]) -> Mapping[str, Owner]:
    """Owners by their folded name."""
    return {name_key(owner.shown_name()): owner for owner in owners}
