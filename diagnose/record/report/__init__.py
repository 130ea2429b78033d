"""What the record teaches: measures over all cases, how they are shown, and what line 3 works on."""

from __future__ import annotations

from diagnose.record.report.gathering import report
from diagnose.record.report.measures import Report
from diagnose.record.report.showing import report_data, report_text
from diagnose.record.report.webpage import report_html

__all__ = ["Report", "report", "report_data", "report_html", "report_text"]
