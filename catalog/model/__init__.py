"""The records, one module for each family. Importing this package makes every table known to `Record.metadata`."""

from catalog.model.base import Record
from catalog.model.demand import SearchDemand
from catalog.model.form_use import FormUse
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
from catalog.model.report import Report
from catalog.model.source import ImportItem, ImportRecord, ImportRun, Source
from catalog.model.subscription import Subscription

__all__ = [
    "Address",
    "AuditEvent",
    "Change",
    "CoOrganiser",
    "Confirmation",
    "DistrictPopulation",
    "FormUse",
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
    "Report",
    "School",
    "SchoolDistrict",
    "SchoolHoliday",
    "SearchDemand",
    "Series",
    "Source",
    "Subscription",
    "Venue",
    "VenueAccess",
    "VenueDistrict",
]
