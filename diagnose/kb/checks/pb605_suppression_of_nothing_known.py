"""PB605: a suppression that cannot be followed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from diagnose.errors import Finding, Severity, echo
from diagnose.kb.codes.code import warning
from diagnose.kb.suppressing import VERBS, Named, Remark
from diagnose.names import closest
from diagnose.wording import Wording, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diagnose.kb.codes.code import Code

CODE = warning(
    "PB605",
    "Suppression that cannot be followed",
    "Подавление, которому нельзя следовать",
    "A comment `# diagnose: ignore ...` names no code, one that does not exist, or that of an error (errors cannot be "
    "suppressed); or `ignore-file` does not stand in the head of the file.",
    "Somebody believes that a finding is held back, and it is not.",
    "when: {a.b: true}  # diagnose: ignore PB3003 because the manual says so",
    "when: {a.b: true}  # diagnose: ignore PB303 because the manual says so",
)


def check(remark: Remark) -> Iterator[Finding]:
    """What keeps ``remark`` from being followed."""
    from diagnose.kb.catalogue import CODES

    if remark.verb not in VERBS:
        yield _unknown_verb(remark)
        return
    if not remark.codes:
        codes = worded("write the codes after '{verb}': {verb} PB210 because ...", verb=remark.verb)
        yield CODE.finding("this suppression names no code", remark.at, codes)
    elif remark.verb == "ignore-file" and not remark.in_head:
        advice = "move it to the head of the file, above the first key"
        yield CODE.finding("'ignore-file' holds only in the head of the file", remark.at, advice)
    else:
        yield from (found for named in remark.codes for found in _about(named, CODES))


def _unknown_verb(remark: Remark) -> Finding:
    message = worded("'{verb}' after 'diagnose:' means nothing", verb=echo(remark.verb))
    return CODE.finding(message, remark.at, _meant(closest(remark.verb, VERBS)))


def _about(named: Named, codes: Mapping[str, Code]) -> Iterator[Finding]:
    code = codes.get(named.code)
    if code is None:
        message = worded("no finding has the code '{code}'", code=echo(named.code))
        yield CODE.finding(message, named.at, _meant(_nearest(named.code)))
    elif code.severity is Severity.ERROR:
        message = worded("{code} is an error, and errors cannot be suppressed", code=named.code)
        yield CODE.finding(message, named.at, "correct what it says: with an error nothing is loaded")


@lru_cache(maxsize=100)
def _nearest(code: str) -> str | None:
    from diagnose.kb.catalogue import CODES

    return closest(code, CODES)


def _meant(near: str | None) -> str | Wording:
    return worded("did you mean '{near}'?", near=near) if near else "`diagnose codes` lists the codes"
