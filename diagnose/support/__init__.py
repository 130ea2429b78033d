"""The support organisation: what is declared of it, working time, service clocks, priorities and entitlements."""

from diagnose.support.clock import Alarm, Run, ServiceClock, Target, alarms
from diagnose.support.days_off import public_holidays
from diagnose.support.entitlement import Subject, covering, expired
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
from diagnose.support.priority import priority_of, targets_for
from diagnose.support.worktime import WorkCalendar

__all__ = [
    "PEOPLE",
    "Alarm",
    "Calendar",
    "Channel",
    "Entitlement",
    "Priorities",
    "Run",
    "Sector",
    "ServiceClock",
    "ServiceLevel",
    "Subject",
    "Support",
    "SupportLine",
    "SupportOption",
    "Target",
    "Vendor",
    "WorkCalendar",
    "alarms",
    "covering",
    "expired",
    "priority_of",
    "public_holidays",
    "targets_for",
]
