"""The registry of commands, in the order in which help lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagnose.cli.ask.command import ask
from diagnose.cli.calibrate import calibrate
from diagnose.cli.case.group import case
from diagnose.cli.case.listing import queue
from diagnose.cli.case.report import report
from diagnose.cli.check import check
from diagnose.cli.codes import codes
from diagnose.cli.cover import cover
from diagnose.cli.diff import diff
from diagnose.cli.explain import explain
from diagnose.cli.fix import fix
from diagnose.cli.fmt import fmt
from diagnose.cli.graph import graph
from diagnose.cli.mutate import mutate
from diagnose.cli.new import new
from diagnose.cli.run import run
from diagnose.cli.schema import schema
from diagnose.cli.test import test

if TYPE_CHECKING:
    import click

COMMANDS: tuple[click.Command, ...] = (
    ask,
    calibrate,
    case,
    check,
    codes,
    cover,
    diff,
    explain,
    fix,
    fmt,
    graph,
    mutate,
    new,
    queue,
    report,
    run,
    schema,
    test,
)
