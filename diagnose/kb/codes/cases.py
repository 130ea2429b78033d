"""CV7xx: fixture cases."""

from __future__ import annotations

from diagnose.kb.codes.code import Code, error, warning

CODES: tuple[Code, ...] = (
    error(
        "CV701",
        "Unknown name in a case",
        "Неизвестное имя в примере",
        "`cases`, or an expectation, names a playbook, step or attribute that does not exist.",
        "An expectation about nothing is always met.",
        "expect: {fault: printing.tonner-empty}",
        "expect: {fault: printing.toner-empty}",
    ),
    error(
        "CV702",
        "Empty expectation",
        "Пустое ожидание",
        "A case expects nothing.",
        "It can only pass, and proves nothing.",
        "expect: {}",
        "expect: {outcome: plan, fault: printing.toner-empty}",
    ),
    warning(
        "CV703",
        "Vacuous negative",
        "Пустой отрицательный пример",
        "A playbook in `not_matched` shares no true condition with the case.",
        "It would not match whatever it says.",
        "not_matched: [network.dns-down]   # in a case about a printer",
        "not_matched: [printing.drum-worn]",
    ),
    warning(
        "CV704",
        "Playbook without a case",
        "Сценарий без примера",
        "No case expects an approved playbook to match or to be the fault.",
        "Nobody would notice when it stops working.",
        "a playbook without a file of cases",
        "expect: {fault: printing.toner-empty}",
    ),
    warning(
        "CV705",
        "Playbook without a near miss",
        "Сценарий без почти подходящего примера",
        "No case names the playbook in `not_matched`.",
        "Nobody would notice when it matches too much.",
        "only cases that fit",
        "not_matched: [printing.toner-empty]",
    ),
    error(
        "CV708",
        "Finished `todo`",
        "Выполненный `todo`",
        "A case marked `todo` passes.",
        "The mark hides that it works now, and would hide that it breaks.",
        "todo: needs a sensor playbook",
        "take `todo` away",
    ),
    error(
        "CV709",
        "`like` leads nowhere",
        "`like` ведёт в никуда",
        "`like` names no case of the file, or runs in a circle.",
        "There is nothing to take over.",
        "like: no power, phone cal",
        "like: no power, phone call",
    ),
    warning(
        "CV710",
        "`change` changes nothing",
        "`change` ничего не меняет",
        "The case after `change` equals the one it is like.",
        "It tests the same thing twice.",
        "change: {symptoms: {printer.lights: none}}   # as before",
        "change: {symptoms: {printer.lights: green}}",
    ),
)
