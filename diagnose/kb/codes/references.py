"""PB2xx: names that refer to something, and values that an attribute has or has not."""

from __future__ import annotations

from diagnose.kb.codes.code import Code, error, warning

CODES: tuple[Code, ...] = (
    error(
        "PB201",
        "Unknown equipment",
        "Неизвестное оборудование",
        "A kind of equipment is not in the taxonomy.",
        "The playbook would apply to nothing.",
        "equipment: lazer-printer",
        "equipment: laser-printer",
    ),
    error(
        "PB203",
        "Unknown name of the organisation",
        "Неизвестное имя в описании поддержки",
        "A location, channel, support option, line, sector, vendor, service level or calendar is not declared.",
        "The case could not be handed to it.",
        "by: line1",
        "by: line-1",
    ),
    error(
        "PB204",
        "Unknown attribute",
        "Неизвестный признак",
        "No vocabulary declares the attribute.",
        "The condition would never hold, and the playbook silently never fire.",
        "when: {print.outptu: faded}",
        "when: {print.output: faded}",
    ),
    error(
        "PB207",
        "Id used twice",
        "Идентификатор занят",
        "Two things of one kind have the same id, perhaps in other case.",
        "One of them would be lost, and nobody could say which.",
        "two files with playbook: printing.toner-empty",
        "give one of them another id",
    ),
    warning(
        "PB208",
        "Former id",
        "Прежний идентификатор",
        "A name is used that was replaced by another one.",
        "It is still understood, but the two names will drift apart.",
        "equipment: hp-1020",
        "equipment: hp-laserjet-1020",
    ),
    warning(
        "PB209",
        "Phrase in place of an id",
        "Фраза вместо идентификатора",
        "A value is written in the words of customers, not by its id.",
        "It is understood as long as the phrase stays in the vocabulary.",
        "print.output: too light",
        "print.output: faded",
    ),
    error(
        "PB211",
        "Operator not allowed for the type",
        "Оператор не подходит к типу",
        "The operator, or the key, does not go with the type of the attribute.",
        "The test has no meaning.",
        "print.output: {at_least: 3}",
        "print.output: [faded, blank]",
    ),
    error(
        "PB212",
        "Value that the attribute never has",
        "Недопустимое значение признака",
        "The value is not among those declared, or lies outside the range.",
        "The condition would never hold.",
        "print.output: fadet",
        "print.output: faded",
    ),
    error(
        "PB217",
        "Unknown part of a chain",
        "Неизвестное звено цепочки",
        "`part` of a playbook names no part of a chain, or `points` a part that is not among `parts`.",
        "Nothing would be known of what is seen behind it, and no observation could clear it.",
        "part: internet-path.rooter",
        "part: internet-path.router",
    ),
)
