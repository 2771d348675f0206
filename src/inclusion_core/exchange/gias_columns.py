"""Which column of a register of schools holds what, by whatever name it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import Factory, frozen

from inclusion_core.exchange.delimited import Row, squeezed
from inclusion_core.exchange.gias_codes import known_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ALIASES: Mapping[str, tuple[str, ...]] = {
    "urn": ("urn", "schoolurn", "uniquereferencenumber", "establishmenturn", "urnnumber"),
    "name": ("establishmentname", "schoolname", "schname", "name", "school", "estabname", "nameofschool"),
    "la": ("lacode", "oldlacode", "localauthoritycode", "leacode", "la", "lea", "localauthority"),
    "la_name": ("laname", "localauthorityname", "leaname", "localauthority", "la"),
    "estab": ("establishmentnumber", "estab", "estabnumber"),
    "laestab": ("laestab", "schoollaestab", "laestabnumber", "dfenumber", "dfeno", "leaestab"),
    "ukprn": ("ukprn", "schoolukprn"),
    "type_code": ("typeofestablishmentcode", "establishmenttypecode", "typecode"),
    "type": ("typeofestablishmentname", "typeofestablishment", "establishmenttypename", "establishmenttype",
             "schooltype", "type", "minorgroup"),
    "group": ("establishmenttypegroupname", "establishmenttypegroup", "typegroup"),
    "phase_group": ("phasetypegrouping",),
    "phase_code": ("phaseofeducationcode", "phasecode"),
    "phase": ("phaseofeducationname", "phaseofeducation", "phase", "phasetypegrouping"),
    "status_code": ("establishmentstatuscode", "statuscode"),
    "status": ("establishmentstatusname", "establishmentstatus", "schstatus", "status"),
    "opened": ("opendate", "dateopened"),
    "closed": ("closedate", "dateclosed"),
    "town": ("town", "schooltown"),
    "postcode": ("postcode", "schoolpostcode"),
    "address": ("fulladdress", "address"),
    "trust": ("trustsname", "trustname", "sponsoringtrust", "trust"),
    "low_age": ("statutorylowage", "lowestadmissionage", "agelow", "lowage"),
    "high_age": ("statutoryhighage", "highestadmissionage", "agehigh", "highage"),
    "ages": ("agerange",),
    "pupils": ("numberofpupils", "totalpupils", "tallkspupils", "pupils", "numberonroll", "nor"),
    "easting": ("easting", "eastings"),
    "northing": ("northing", "northings"),
    "fsm": ("percentagefsm",),
    "sen_support": ("sensupport",),
    "ehc_plans": ("ehcplan",),
    "period": ("timeperiod",),
    "nursery": ("nurseryprovisionname", "nurseryprovision"),
    "sixth_form": ("officialsixthformname", "officialsixthform"),
    "sixth_form_code": ("officialsixthformcode",),
    "boarders": ("boardersname", "boarders"),
    "resourced": ("typeofresourcedprovisionname", "typeofresourcedprovision", "resourceprovision"),
    "sen_unit": ("senunit",),
    "rp_unit": ("rpunit",),
}  # fmt: skip
"""Field -> squeezed headers, the most exact first. What is not here is not read: nobody's name, no telephone number,
no inspection result."""

LINK_ALIASES: Mapping[str, tuple[str, ...]] = {
    "urn": ("urn",),
    "link": ("linkurn",),
    "name": ("linkname",),
    "type": ("linktype",),
    "date": ("linkestablisheddate",),
}


@frozen
class Columns:
    """Where each field stands in a row."""

    _places: Mapping[str, tuple[int, ...]] = Factory(dict)

    @classmethod
    def of(cls, header: Sequence[str], aliases: Mapping[str, tuple[str, ...]] = ALIASES) -> Columns:
        """Find the columns of a header; of two columns of one name the first is meant.

        >>> Columns.of(["URN", "LA (code)", "EstablishmentName"]).has("la")
        True
        """
        where: dict[str, int] = {}
        for place, cell in enumerate(header):
            where.setdefault(squeezed(cell), place)
        return cls({name: tuple(where[one] for one in known if one in where) for name, known in aliases.items()})

    def has(self, *fields: str) -> bool:
        """Say whether the file carries one of these fields."""
        return any(self._places.get(field) for field in fields)

    def raw(self, row: Row, field: str) -> str:
        """Return what stands in the field's first column, trimmed; empty where the row or file has none."""
        for place in self._places[field]:
            return row.cells[place].strip() if place < len(row.cells) else ""
        return ""

    def text(self, row: Row, field: str) -> str:
        """Return the first of the field's columns that says something; `NA`, `z` and their like say nothing."""
        for place in self._places[field]:
            found = known_text(row.cells[place]) if place < len(row.cells) else ""
            if found:
                return found
        return ""
