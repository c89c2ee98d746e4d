"""The closed word lists of the domain, as they are stored and as they stand in addresses and JSON.

Open lists (categories, languages) are data: see `catalog.vocabulary`. Sources: schema.org, OpenActive, Open Referral,
and the access terms agreed for Krets.
"""

from enum import StrEnum


class Cost(StrEnum):
    """What it costs to take part, everything that one must pay included."""

    FREE = "free"
    PAID = "paid"
    UNKNOWN = "unknown"


class PriceUnit(StrEnum):
    """What one payment covers."""

    SESSION = "session"
    DAY = "day"
    WEEK = "week"
    SEASON = "season"
    YEAR = "year"


class AccessState(StrEnum):
    """How far an access fact holds; only `YES` satisfies a filter."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """A yes-or-no fact that may be unknown."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """The form of an offer (its subject is its category)."""

    ACTIVITY = "activity"
    EVENT = "event"
    HOLIDAY = "holiday"
    MEETING_PLACE = "meeting-place"
    FACILITY = "facility"
    HELP = "help"
    COURSE = "course"
    EQUIPMENT = "equipment"
    GROUP = "group"


class Audience(StrEnum):
    """Whom an offer addresses, beside ages and grades."""

    CHILDREN = "children"
    YOUTH = "youth"
    PARENTS = "parents"
    FAMILIES = "families"
    EVERYONE = "everyone"


class OrganiserKind(StrEnum):
    """What kind of body an organisation is."""

    MUNICIPAL = "municipal"
    VOLUNTARY = "voluntary"
    PRIVATE = "private"
    INFORMAL = "informal"


class RegisterState(StrEnum):
    """What the national register says of an organisation; `NOT_LISTED`: it stopped listing it and does not say why."""

    REGISTERED = "registered"
    WINDING_UP = "winding-up"
    BANKRUPT = "bankrupt"
    DELETED = "deleted"
    NOT_LISTED = "not-listed"


class Booking(StrEnum):
    """Whether one must sign up."""

    DROP_IN = "drop-in"
    REQUIRED = "required"
    UNKNOWN = "unknown"


class Group(StrEnum):
    """A group that an offer is limited to."""

    GIRLS = "girls"
    BOYS = "boys"


class Referral(StrEnum):
    """Who may come: anyone, members only, or those referred by a service."""

    OPEN = "open"
    MEMBERS = "members"
    REFERRAL = "referral"
    UNKNOWN = "unknown"


class PlaceKind(StrEnum):
    """Where an offer is held, when it is not one venue."""

    VENUE = "venue"
    SEVERAL = "several"
    HOME = "home"
    ONLINE = "online"
    UNKNOWN = "unknown"


class PointQuality(StrEnum):
    """How sure a point is, surest first."""

    EXACT = "exact"
    ADDRESS = "address"
    STREET = "street"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


class AgeBasis(StrEnum):
    """Whether ages count on the day or by year of birth."""

    EXACT = "exact"
    BIRTH_YEAR = "birth-year"
    UNKNOWN = "unknown"


class GradeYear(StrEnum):
    """Which school year an offer's grades mean in a summer holiday."""

    ENDING = "ending"
    STARTING = "starting"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """The state of an offer; there is no dead end: `NEEDS_CHANGES` always has a reason and a way on."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    NEEDS_CHANGES = "needs-changes"
    CANCELLED = "cancelled"
    ENDED = "ended"
    ARCHIVED = "archived"


class OccurrenceStatus(StrEnum):
    """The state of one dated meeting (iCalendar STATUS, schema.org EventStatusType)."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    MOVED = "moved"
    FULL = "full"


class Author(StrEnum):
    """Who last wrote a field, weakest first: a later one is not overwritten by an earlier one."""

    FEED = "feed"
    ORGANISER = "organiser"
    STAFF = "staff"


class Level(StrEnum):
    """The layer a school district belongs to; a point may lie in one district of each level."""

    PRIMARY = "primary"
    LOWER_SECONDARY = "lower-secondary"


class HolidayKind(StrEnum):
    """School-free periods of a municipality's calendar."""

    SUMMER = "summer"
    AUTUMN = "autumn"
    CHRISTMAS = "christmas"
    WINTER = "winter"
    EASTER = "easter"
    PLANNING_DAY = "planning-day"


class Weekday(StrEnum):
    """Days of the week, Monday first (ISO 8601)."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        """0 for Monday to 6 for Sunday, as `datetime.date.weekday` counts."""
        return list(Weekday).index(self)


class TimeOfDay(StrEnum):
    """Part of the day by the start: morning before 12, afternoon 12–17, evening from 17."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @classmethod
    def at_minute(cls, minute: int) -> "TimeOfDay":
        """The part of the day in which the `minute` of the day (0–1439) falls."""
        if minute < 12 * 60:
            return cls.MORNING
        return cls.AFTERNOON if minute < 17 * 60 else cls.EVENING


class AccessTerm(StrEnum):
    """Access facts about what is provided (never about a child)."""

    STEP_FREE_ENTRANCE = "step-free-entrance"
    STEP_FREE_THROUGHOUT = "step-free-throughout"
    WHEELCHAIR_PARTICIPATION = "wheelchair-participation"
    ACCESSIBLE_TOILET = "accessible-toilet"
    ACCESSIBLE_PARKING = "accessible-parking"
    CHANGING_ROOM_HOIST = "changing-room-hoist"
    HEARING_LOOP = "hearing-loop"
    SIGN_LANGUAGE = "sign-language"
    LOW_VISION = "low-vision"
    QUIET = "quiet"
    SMALL_GROUPS = "small-groups"
    CLEAR_PLAN = "clear-plan"
    ALTERNATIVE_COMMUNICATION = "alternative-communication"
    EXTRA_ADULT = "extra-adult"
    COMPANION_FREE = "companion-free"
    ASSISTANCE_DOG = "assistance-dog"
    ALLERGY_AWARE = "allergy-aware"
    PUBLIC_TRANSPORT = "public-transport"


VENUE_ACCESS = frozenset(
    {
        AccessTerm.STEP_FREE_ENTRANCE,
        AccessTerm.STEP_FREE_THROUGHOUT,
        AccessTerm.ACCESSIBLE_TOILET,
        AccessTerm.ACCESSIBLE_PARKING,
        AccessTerm.CHANGING_ROOM_HOIST,
        AccessTerm.HEARING_LOOP,
        AccessTerm.PUBLIC_TRANSPORT,
        AccessTerm.ASSISTANCE_DOG,
    }
)
"""Access facts that belong to a venue and are inherited by its offers (an offer's own word comes first)."""


class MailKind(StrEnum):
    """What a mail is about; who reads the queue sees this and never the text."""

    SOURCE_FAILING = "source-failing"
    SOURCE_HELD = "source-held"
    JOBS_SILENT = "jobs-silent"
    SUBSCRIPTION_CONFIRM = "subscription-confirm"
    SUBSCRIPTION_DIGEST = "subscription-digest"
    SUBSCRIPTION_ENDED = "subscription-ended"


class MailState(StrEnum):
    """How far a mail has come. `FAILED` is tried again at its time; `GIVEN_UP` only when a person asks."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    GIVEN_UP = "given-up"


class MatchState(StrEnum):
    """What became of a pair of offers that may be one."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Found(StrEnum):
    """What a search that counts as demand gave: no hit at all, or one to four."""

    NOTHING = "nothing"
    FEW = "few"
