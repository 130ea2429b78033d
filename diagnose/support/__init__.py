"""The support organisation: what is declared of it, working time, service clocks, priorities and entitlements."""

from diagnose.support.organisation import (
    PEOPLE,
    Calendar,
    Channel,
    Entitlement,
    Priorities,
    Sector,
    ServiceLevel,
    Support,
    SupportLine,
    SupportOption,
    Vendor,
)
from diagnose.support.worktime import WorkCalendar

__all__ = [
    "PEOPLE",
    "Calendar",
    "Channel",
    "Entitlement",
    "Priorities",
    "Sector",
    "ServiceLevel",
    "Support",
    "SupportLine",
    "SupportOption",
    "Vendor",
    "WorkCalendar",
]
