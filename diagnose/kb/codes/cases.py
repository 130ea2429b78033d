"""CV7xx: fixture cases."""

from __future__ import annotations

from diagnose.kb.codes.code import Code, error, warning

CV701 = error(
    "CV701",
    "Unknown name in a case",
    "Неизвестное имя в примере",
    "`cases`, or an expectation, names a playbook, step or attribute that does not exist.",
    "An expectation about nothing is always met.",
    "expect: {fault: printing.tonner-empty}",
    "expect: {fault: printing.toner-empty}",
)
CV702 = error(
    "CV702",
    "Empty expectation",
    "Пустое ожидание",
    "A case expects nothing.",
    "It can only pass, and proves nothing.",
    "expect: {}",
    "expect: {outcome: plan, fault: printing.toner-empty}",
)
CV703 = error(
    "CV703",
    "Vacuous negative",
    "Пустой отрицательный пример",
    "A playbook in `not_matched` is no near miss: none of its conditions is true in the case, or it is about other "
    "equipment.",
    "It would not match whatever the condition says that the case is meant to prove.",
    "not_matched: [network.dns-down]   # in a case about a printer",
    "not_matched: [printing.drum-worn]   # a printer, one condition true, one false",
)
CV704 = warning(
    "CV704",
    "Playbook without a case",
    "Сценарий без примера",
    "No case expects an approved playbook to match or to be the fault.",
    "Nobody would notice when it stops working.",
    "a playbook without a file of cases",
    "expect: {fault: printing.toner-empty}",
)
CV705 = warning(
    "CV705",
    "Playbook without a near miss",
    "Сценарий без почти подходящего примера",
    "No case names the playbook in `not_matched`; `applies_to` counts as a condition.",
    "Nobody would notice when it matches too much.",
    "only cases that fit",
    "not_matched: [printing.toner-empty]",
)
CV706 = warning(
    "CV706",
    "Duplicate case",
    "Повторный пример",
    "Two cases of one file have the same facts and expect nothing that contradicts.",
    "The second proves nothing new.",
    "two tests with the same intake",
    "leave one of them out, or put the expectations together",
)
CV707 = error(
    "CV707",
    "Cases that contradict each other",
    "Противоречащие друг другу примеры",
    "Two cases of one file have the same facts and expect different things.",
    "One of them must fail whatever the playbooks say.",
    "the same intake with `outcome: plan` and with `outcome: escalation`",
    "correct the one that is wrong",
)
CV708 = error(
    "CV708",
    "Finished or forgotten `todo`",
    "Выполненный или забытый `todo`",
    "A case marked `todo` passes; or the mark is older than the run allows (a warning).",
    "The mark hides that it works now, and would hide that it breaks; an old one is no plan but a habit.",
    "todo: needs a sensor playbook",
    "take `todo` away, or do what it says",
)
CV709 = error(
    "CV709",
    "`like` leads nowhere",
    "`like` ведёт в никуда",
    "`like` names no case of the file, runs in a circle, or goes on over more cases than anybody can follow.",
    "There is nothing to take over.",
    "like: no power, phone cal",
    "like: no power, phone call",
)
CV710 = warning(
    "CV710",
    "`change` changes nothing",
    "`change` ничего не меняет",
    "The case after `change` equals the one it is like, or something is taken away that is not there.",
    "It tests the same thing twice.",
    "change: {symptoms: {printer.lights: none}}   # as before",
    "change: {symptoms: {printer.lights: green}}",
)
CV711 = error(
    "CV711",
    "No kept explanation",
    "Нет сохранённого объяснения",
    "`golden` names a file that does not exist, that two cases share, or that no explanation may be kept in.",
    "There is nothing to compare with.",
    "golden: toner-empty.txt   # never written",
    "run `diagnose test --update`",
)
CV712 = error(
    "CV712",
    "A case without an answer",
    "Пример без ответа",
    "The knowledge base could not answer the case, for instance because more rules fired than `bounds.firings` allows.",
    "Whatever it expects, nothing was looked at.",
    "bounds: {firings: 5}",
    "bounds: {firings: 10000}",
)

CODES: tuple[Code, ...] = (CV701, CV702, CV703, CV704, CV705, CV706, CV707, CV708, CV709, CV710, CV711, CV712)
