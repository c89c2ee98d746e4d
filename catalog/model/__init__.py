"""The records, one module for each family. Importing this package makes every table known to `Record.metadata`."""

from catalog.model.base import Record
from catalog.model.demand import SearchDemand
from catalog.model.journal import AuditEvent, Change, Lease
from catalog.model.mail import Mail
from catalog.model.matches import OfferMatch
from catalog.model.municipality import DistrictPopulation, Municipality, MunicipalityNumber, SchoolHoliday
from catalog.model.offer import (
    Confirmation,
    CoOrganiser,
    Occurrence,
    Offer,
    OfferAccess,
    OfferCategory,
    OfferOpenTo,
    Series,
)
from catalog.model.organisation import Organisation
from catalog.model.own_words import OwnWord
from catalog.model.places import Address, GeocodeAnswer, RateGate, School, SchoolDistrict, Venue, VenueAccess, VenueDistrict
from catalog.model.source import ImportItem, ImportRecord, ImportRun, Source

__all__ = [
    "Address",
    "AuditEvent",
    "Change",
    "CoOrganiser",
    "Confirmation",
    "DistrictPopulation",
    "GeocodeAnswer",
    "ImportItem",
    "ImportRecord",
    "ImportRun",
    "Lease",
    "Mail",
    "Municipality",
    "MunicipalityNumber",
    "Occurrence",
    "Offer",
    "OfferAccess",
    "OfferCategory",
    "OfferMatch",
    "OfferOpenTo",
    "Organisation",
    "OwnWord",
    "RateGate",
    "Record",
    "School",
    "SchoolDistrict",
    "SchoolHoliday",
    "SearchDemand",
    "Series",
    "Source",
    "Venue",
    "VenueAccess",
    "VenueDistrict",
]
