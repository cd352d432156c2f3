"""What things are, as the authoring database holds them."""

from backend.models.counters import Attempts, PageReads
from backend.models.decision import Questionnaire, Rule
from backend.models.editorial import AuditEvent, Edition, Release, ReleasePin
from backend.models.guide import Guide, Route, Step
from backend.models.place import Channel, Office, Phone
from backend.models.preview import PreviewLink, PreviewOutcome
from backend.models.region import Region
from backend.models.rollover import Rollover, RolloverLine
from backend.models.sheet import SheetRun
from backend.models.source import Citation, Reference, Source
from backend.models.staff import Staff, StaffSession
from backend.models.standard import (
    BenefitCell,
    BenefitValue,
    ContributionValue,
    EnrolmentWindow,
    Standard,
)
from backend.models.synonyms import Synonyms

__all__ = [
    "Attempts",
    "AuditEvent",
    "BenefitCell",
    "BenefitValue",
    "Channel",
    "Citation",
    "ContributionValue",
    "Edition",
    "EnrolmentWindow",
    "Guide",
    "Office",
    "PageReads",
    "Phone",
    "PreviewLink",
    "PreviewOutcome",
    "Questionnaire",
    "Reference",
    "Region",
    "Release",
    "ReleasePin",
    "Rollover",
    "RolloverLine",
    "Route",
    "Rule",
    "SheetRun",
    "Source",
    "Staff",
    "StaffSession",
    "Standard",
    "Step",
    "Synonyms",
]
