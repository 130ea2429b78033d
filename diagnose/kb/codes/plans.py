"""PB4xx and PB5xx: the knowledge base as a whole, plans and escalation."""

from __future__ import annotations

from diagnose.kb.codes.code import Code, error, warning

CODES: tuple[Code, ...] = (
    error(
        "PB405",
        "One step, two texts",
        "Один шаг с разными текстами",
        "Two playbooks use one step id with different words for what to do.",
        "Steps of several hypotheses are merged by id: one of the two texts would be lost.",
        "step: restart with 'Restart the router' here and 'Restart the printer' there",
        "give the two steps two ids",
    ),
    error(
        "PB407",
        "Circle",
        "Замкнутый круг",
        "Conclusions lead back to their own conditions, or a taxonomy runs in a circle.",
        "What is concluded would depend on the order of work.",
        "conclusion: a.b\nwhen: {x.y: true}\nsets: {x.z: true}   # and another one from x.z to x.y",
        "let one of them read something observed",
    ),
    error(
        "PB501",
        "Plan without steps",
        "План без шагов",
        "A fault has neither a step to do nor an outcome to say.",
        "A playbook that fits would answer nothing.",
        "playbook: printing.toner-empty\nplan: []",
        "plan:\n  - step: replace-cartridge\n    do: Put in a new cartridge.",
    ),
    error(
        "PB502",
        "Steps in a circle",
        "Шаги по кругу",
        "The `after` of the steps of a plan runs in a circle.",
        "None of them could ever be the first.",
        "- {step: a, after: [b]}\n- {step: b, after: [a]}",
        "- {step: a}\n- {step: b, after: [a]}",
    ),
    error(
        "PB504",
        "Escalation that leads nowhere",
        "Эскалация в никуда",
        "`escalate` names a line that is not declared, or one not above every `by` of the plan.",
        "The case would go back to those who could not help.",
        "plan: [{step: a, by: line-2, ...}]\nescalate: {to: line-1}",
        "escalate: {to: line-3}",
    ),
    warning(
        "PB505",
        "No channel for a step",
        "Нет канала для шага",
        "No line from `by` upwards has one of the channels in `via`.",
        "Nobody could do the step.",
        "{by: line-3, via: [chat]}   # line-3 has phone only",
        "via: [phone]",
    ),
)
