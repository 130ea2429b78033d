"""Everything that is said to people, in every language: one table, one row a message.

A message may hold the placeholders of ``PLACEHOLDERS`` and no others. They are filled in one pass, so that what is
filled in - a customer's words, an author's text - is never read as a template itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from diagnose.explain.action_messages import ACTION_MESSAGES
from diagnose.explain.ask_messages import ASK_MESSAGES
from diagnose.explain.case_messages import CASE_MESSAGES
from diagnose.explain.command_messages import COMMAND_MESSAGES
from diagnose.explain.dossier_messages import DOSSIER_MESSAGES
from diagnose.explain.precedent_messages import PRECEDENT_MESSAGES
from diagnose.explain.terms_messages import TERMS_MESSAGES

LANGUAGES = ("en", "ru")
"""The languages of the messages, in the order of the columns below."""

PLACEHOLDERS = frozenset(
    """
    answer attribute because case chance channel cost count currency fault first language line name number other
    outcome place question reason rule sector seen state step text title to total value values version who written
    """.split()  # noqa: SIM905 - forty words in a column would be harder to read
)
"""The names that may stand in braces in a message."""

_MESSAGES: dict[str, tuple[str, str]] = {
    # the decision
    "decision.plan": ("Decision: a fix plan.", "Решение: план устранения."),
    "decision.no-fault": (
        "Decision: no fault, this is how it works.",
        "Решение: неисправности нет, так и должно быть.",
    ),
    "decision.out-of-scope": ("Decision: this is not ours to mend.", "Решение: это вне нашей ответственности."),
    "decision.how-to": ("Decision: a how-to, nothing is broken.", "Решение: инструкция, ничего не сломано."),
    "decision.more-facts": (
        "Decision: more facts are needed before anything is done.",
        "Решение: прежде чем что-то делать, нужно узнать больше.",
    ),
    "decision.unprecedented": (
        "Decision: unprecedented. Nobody has written this case down.",
        "Решение: беспрецедентный случай. Такого в базе знаний нет.",
    ),
    "decision.escalation": ("Decision: hand over to another line.", "Решение: передать на другую линию."),
    "decision.likeliest": (
        "Most likely: {title} ({fault}), {chance}.",
        "Вероятнее всего: {title} ({fault}), {chance}.",
    ),
    "decision.fits": ("It fits: {title} ({fault}).", "Подходит: {title} ({fault})."),
    "decision.known-as": ("It is understood: {title} ({fault}).", "Причина понятна: {title} ({fault})."),
    "decision.also": ("Also possible: {title} ({fault}), {chance}.", "Возможно также: {title} ({fault}), {chance}."),
    "decision.possible": ("Possible: {title} ({fault}), {chance}.", "Возможно: {title} ({fault}), {chance}."),
    "decision.more-hidden": (
        "{count} less likely ones are not shown.",
        "Ещё менее вероятных: {count}, они не показаны.",
    ),
    "decision.say": ("Say: {text}", "Скажите: {text}"),
    "decision.to": ("Pass it to: {line}, sector {sector}.", "Передать: {line}, направление {sector}."),
    "decision.to-line": ("Pass it to: {line}.", "Передать: {line}."),
    "decision.because": ("Because: {because}", "Потому что: {because}"),
    "decision.reason": ("Reason: {reason}", "Причина передачи: {reason}"),
    "unprecedented.nothing-fits": (
        "no playbook fits what was reported, and no answer that is still open could change that (nothing fits).",
        "ни один сценарий не подходит к тому, что сообщили, и ни один ответ этого уже не изменит (ничего не подходит).",
    ),
    "unprecedented.unexplained": (
        "playbooks fit, but nothing they know explains what is complained about (unexplained).",
        "сценарии подходят, но ни один не объясняет, на что жалуются (жалоба не объяснена).",
    ),
    "unprecedented.misfit": (
        "what is seen is far from what the best explanation would lead one to expect (misfit).",
        "наблюдения слишком далеки от того, чего следовало бы ждать при лучшем объяснении (не сходится).",
    ),
    "escalation.hand-over": (
        "this fault is always passed on (hand-over).",
        "такие неисправности всегда передаются дальше (передача по правилу).",
    ),
    "escalation.handing-over-is-cheaper": (
        "handing over is expected to cost less than any step (handing over is cheaper).",
        "передать дешевле, чем выполнять любой из шагов (передача дешевле).",
    ),
    "escalation.plan-used-up": (
        "every step of the plan has been tried (plan used up).",
        "все шаги плана уже выполнены (план исчерпан).",
    ),
    "escalation.above-this-line": (
        "the next step may only be done by a higher line (above this line).",
        "следующий шаг может выполнить только более высокая линия (выше этой линии).",
    ),
    # the parts of an explanation
    "part.plan": ("What to do", "Что делать"),
    "part.questions": ("What to ask", "Что спросить"),
    "part.evidence": (
        "What was seen, and what it says about: {title}",
        "Что известно и что это говорит о версии: {title}",
    ),
    "part.seen": ("What was seen", "Что известно"),
    "part.concluded": ("What follows from it", "Что из этого следует"),
    "part.assumed": (
        "What is taken for granted until somebody says otherwise",
        "Что принято на веру, пока никто не сказал иного",
    ),
    "part.unexplained": ("Complaints that nothing found explains", "Жалобы, которые остались без объяснения"),
    "part.near": ("What came near, and why it does not fit", "Что почти подошло и почему не подходит"),
    "part.conflicts": ("Contradictions", "Противоречия"),
    "part.changes": ("What would change the answer", "Что изменило бы ответ"),
    "part.notes": ("Notes", "Примечания"),
    "part.story": ("In the customer's words", "Словами заявителя"),
    "part.basis": ("What this rests on", "На чём это основано"),
    # plan
    "step.head": ("{number}. {text}", "{number}. {text}"),
    "step.who": ("who: {who}; how: {channel}; takes: {value}", "кто: {who}; как: {channel}; время: {value}"),
    "step.risk": ("risk: {value}", "риск: {value}"),
    "step.needs": ("needs: {values}", "понадобится: {values}"),
    "step.safety": ("safety: {text}", "безопасность: {text}"),
    "step.requires": ("only while: {written}", "только если: {written}"),
    "step.confirm": ("ask and wait for a yes: {text}", "спросите и дождитесь согласия: {text}"),
    "step.check": (
        "then check: {question} - it should be: {value}",
        "затем проверьте: {question} - должно быть: {value}",
    ),
    "step.chance": ("chance that this settles it: {chance}", "вероятность, что это поможет: {chance}"),
    "step.stop": ("if this does not help, stop here", "если это не помогло, дальше не продолжайте"),
    "plan.then": (
        "If that does not help: hand over to {line}, sector {sector}.",
        "Если не помогло, передать: {line}, направление {sector}.",
    ),
    "plan.then-line": ("If that does not help: hand over to {line}.", "Если не помогло, передать: {line}."),
    "plan.cost": (
        "Expected cost to the end: about {cost} {currency}; handing over now costs {total} {currency}.",
        "Ожидаемая цена до конца: примерно {cost} {currency}; передать сейчас стоит {total} {currency}.",
    ),
    "plan.left-out": (
        "Left out, because handing over is cheaper by then: {values}.",
        "Не вошли, потому что к тому моменту дешевле передать: {values}.",
    ),
    # questions
    "question.item": ("{question} ({attribute}); can say: {who}", "{question} ({attribute}); может сказать: {who}"),
    "question.gate": ("decides whether it can be: {values}", "решает, возможно ли: {values}"),
    "question.step": ("a step may not be taken before: {values}", "до ответа нельзя выполнять шаг: {values}"),
    "question.entry": ("shows what the request is about", "показывает, о чём обращение"),
    "question.confirm": ("confirms before a dear or risky step", "подтверждение перед дорогим или рискованным шагом"),
    "question.could-change": (
        "some answer would change the decision, but asking costs more than it saves on average",
        "иной ответ изменил бы решение, но в среднем вопрос обходится дороже, чем даёт",
    ),
    "question.worth-it": ("the answer is worth more than asking costs", "ответ стоит больше, чем вопрос"),
    "question.range": ("a number from {first} to {other} {value}", "число от {first} до {other} {value}"),
    "question.answers": ("possible answers: {values}", "возможные ответы: {values}"),
    "questions.hidden": ("{count} more questions are not shown.", "Ещё вопросов: {count}, они не показаны."),
    "questions.settled": (
        "No open answer can change this decision.",
        "Открытых вопросов, способных изменить решение, нет.",
    ),
    "change.answer": ("if the answer is {answer}: {outcome}", "если ответ «{answer}»: {outcome}"),
    "change.same": ("the same decision", "решение то же"),
    "outcome.no-fault": ("no fault", "неисправности нет"),
    "outcome.out-of-scope": ("out of scope", "вне нашей ответственности"),
    "outcome.how-to": ("how-to", "инструкция"),
    "change.plan": ("a fix plan ({fault}), first: {step}", "план («{fault}»), сначала: {step}"),
    "change.advice": ("{outcome}: {fault}", "{outcome}: {fault}"),
    "change.more-facts": ("more facts are needed, next: {attribute}", "нужно узнать ещё: {attribute}"),
    "change.unprecedented": ("unprecedented, to {to}", "беспрецедентный случай, передать: {to}"),
    "change.escalation": ("hand over to {to}: {fault}", "передать: {to}; причина: {fault}"),
    # facts
    "fact.named": ("{name}: {value}", "{name}: {value}"),
    "fact.asked": ("{question} - {value}", "{question} - {value}"),
    "fact.unknown": ("not known ({who} was asked)", "неизвестно (спрашивали: {who})"),
    "fact.inapplicable": ("does not apply", "неприменимо"),
    "fact.not-concluded": ("nothing known leads to it", "из известного это не следует"),
    "fact.never-asked": ("nobody was asked", "никого не спрашивали"),
    "weight.strongly-for": ("speaks strongly for it ({number} likelier)", "сильно подтверждает (в {number} вероятнее)"),
    "weight.for": ("speaks for it ({number} likelier)", "подтверждает (в {number} вероятнее)"),
    "weight.little": ("says little either way", "почти ничего не меняет"),
    "weight.against": ("speaks against it ({number} less likely)", "говорит против (в {number} менее вероятно)"),
    "weight.strongly-against": (
        "speaks strongly against it ({number} less likely)",
        "сильно говорит против (в {number} менее вероятно)",
    ),
    "conclusion.item": ("{attribute}: {value}. {because} ({rule})", "{attribute}: {value}. {because} ({rule})"),
    "conclusion.bare": ("{attribute}: {value} ({rule})", "{attribute}: {value} ({rule})"),
    "conclusion.others": ("of no weight here: {values}", "здесь не имеет значения: {values}"),
    "conclusion.rests": ("rests on {written}, reported: {seen}", "основание: {written}, сообщили: {seen}"),
    "assumption.item": ("{question} ({state}; {written} in {rule})", "{question} ({state}; {written} в {rule})"),
    "unexplained.item": (
        "{question} - {value}: only chance is left, {chance}",
        "{question} - {value}: остаётся только случайность, {chance}",
    ),
    "near.item": ("{title} ({fault})", "{title} ({fault})"),
    "near.failed": ("asks for {written}, reported: {seen}", "требуется {written}, сообщили: {seen}"),
    "near.barred": (
        "must not be so: {written}, reported: {seen}",
        "такого быть не должно: {written}, сообщили: {seen}",
    ),
    "near.place": (" [{place}]", " [{place}]"),
    "conflict.item": (
        "{attribute}: {values}. Neither is used further.",
        "{attribute}: {values}. Ни одно дальше не используется.",
    ),
    "conflict.observed": (
        "{attribute}: {values}. The observation is kept.",
        "{attribute}: {values}. Остаётся то, что наблюдали.",
    ),
    "conflict.value": ("{value} ({rule})", "{value} ({rule})"),
    "conflict.source": ("as reported", "со слов"),
    "basis.playbooks": ("Playbooks: {values}.", "Сценарии: {values}."),
    "basis.knowledge": (
        "Knowledge base: {name} {version}{value}.",
        "База знаний: {name} {version}{value}.",
    ),
    "basis.digest": (", digest {value}", ", отпечаток {value}"),
    "basis.misfit": (
        "Surprise at what is seen: {value} on the average; the limit is {other}.",
        "Неожиданность наблюдений: в среднем {value}; предел {other}.",
    ),
    # why, why not
    "why.head": ("Why {fault} ({title})", "Почему {fault} ({title})"),
    "why.chance": (
        "It is {chance} that this is behind the complaint; before anything was seen: {first}.",
        "Что дело в этом: {chance}; до всех наблюдений: {first}.",
    ),
    "why.gates": ("What it asks for:", "Чего требует сценарий:"),
    "why.holds": ("yes: {written}, reported: {seen}", "да: {written}, сообщили: {seen}"),
    "why.assumed": ("taken for granted: {written} ({state})", "принято на веру: {written} ({state})"),
    "why.true": ("yes: {written}", "да: {written}"),
    "why.fails": ("no: {written}", "нет: {written}"),
    "why.fails-because": ("no: {written}, reported: {seen}", "нет: {written}, сообщили: {seen}"),
    "why.weights": ("What the facts say:", "Что говорят факты:"),
    "why.ruled-out": ("{fault} is ruled out by its own conditions.", "{fault} исключён собственными условиями."),
    "why.open": ("open: {written}, {state}", "открыто: {written}, {state}"),
    "why.ungated": (
        "It asks for nothing; it takes part as soon as a complaint it shows is reported.",
        "Условий нет: сценарий участвует, как только сообщили жалобу, которую он объясняет.",
    ),
    "why.none": (
        "{fault} is not among the explanations; ask for the reasons against it with: why not.",
        "{fault} нет среди объяснений; спросите, почему нет.",
    ),
    "why-not.head": ("Why not {fault} ({title})", "Почему не {fault} ({title})"),
    "why-not.refuted": (
        "It is ruled out: {count} of {total} conditions do not hold.",
        "Исключено: не выполнено условий {count} из {total}.",
    ),
    "why-not.open": (
        "It is still possible: {count} of {total} conditions are open. It waits for the answer to:",
        "Ещё возможно: открыто условий {count} из {total}. Ждёт ответа на вопросы:",
    ),
    "why-not.open-silent": (
        "It is still possible, but {count} of {total} conditions are open and nobody can be asked.",
        "Ещё возможно, но открыто условий {count} из {total}, а спросить некого.",
    ),
    "why-not.less-likely": (
        "It fits, but is less likely: {chance}; {other} comes first with {first}.",
        "Подходит, но менее вероятно: {chance}; впереди {other}: {first}.",
    ),
    "why-not.against": ("What speaks against it:", "Что говорит против:"),
    "why-not.nothing-against": (
        "No single fact speaks against it; {other} explains the same at least as well, and more often.",
        "Ни один факт прямо не против; {other} объясняет то же не хуже и встречается чаще.",
    ),
    "why-not.no-complaint": (
        "Its conditions hold, but it shows none of the complaints reported.",
        "Условия выполнены, но ни одной из заявленных жалоб он не вызывает.",
    ),
    "why-not.chosen": (
        "It was not ruled out: the decision rests on it.",
        "Это не исключено: решение на нём и основано.",
    ),
    "why-not.retired": ("It does not take part: it is retired.", "Не участвует: сценарий выведен из работы."),
    "why-not.draft": (
        "It is a draft and takes no part; --drafts lets it.",
        "Это черновик, он не участвует; с --drafts участвует.",
    ),
    "why-not.replaced": (
        "It does not take part: it is retired; {other} took its place.",
        "Не участвует: сценарий выведен из работы, его заменил {other}.",
    ),
    "times.few": ("{number} times", "{number} раза"),
    "times.many": ("{number} times", "{number} раз"),
    # fixture cases
    "test.expected": ("expected {name} {value}, got {other}", "ожидалось {name} {value}, получено {other}"),
    "test.must-not": ("expected {value} not to match, but it does", "{value} не должен подходить, но подходит"),
    "test.does-not-hold": (
        "{fault} does not hold: {count} of {total} conditions false or open",
        "{fault} не выполняется: ложны или открыты условия, {count} из {total}",
    ),
    "test.holds": ("{fault} holds, with all {total} conditions", "{fault} выполняется, все условия: {total}"),
    "test.holds-all": ("{fault} holds", "{fault} выполняется"),
    "test.reported": ("reported: {seen}", "сообщили: {seen}"),
    "test.rerun": ("rerun: {text} --case '{case}'", "повторить: {text} --case '{case}'"),
    "test.drafts": (
        "{count} cases of drafts were left out; --drafts runs them",
        "пропущено примеров для черновиков: {count}; их запускает --drafts",
    ),
    "test.counts": (
        "{total} cases: {count} passed, {number} failed, {other} to do",
        "Примеров: {total}; прошли: {count}, не прошли: {number}, отложены: {other}",
    ),
    # chances
    "chance.with": ("{text} ({value})", "{text} ({value})"),
    "chance.certain": ("practically certain", "почти наверняка"),
    "chance.very-likely": ("very likely", "очень вероятно"),
    "chance.likely": ("likely", "вероятно"),
    "chance.even": ("about even", "примерно поровну"),
    "chance.unlikely": ("not very likely", "маловероятно"),
    "chance.very-unlikely": ("unlikely", "очень маловероятно"),
    "percent.under": ("under 1 %", "меньше 1 %"),
    "percent.over": ("over 99 %", "больше 99 %"),
    "percent.of": ("{number} %", "{number} %"),
    # small words
    "word.yes": ("yes", "да"),
    "word.no": ("no", "нет"),
    "word.nothing": ("nothing", "ничего"),
    "word.quoted": ('"{text}"', "«{text}»"),
    "word.fallback": ("{text} [{language}]", "{text} [{language}]"),
    "word.line": ("{title} ({line})", "{title} ({line})"),
    "unit.s": ("s", "с"),
    "unit.min": ("min", "мин"),
    "unit.h": ("h", "ч"),
    "unit.d": ("d", "дн."),
    "attribute.equipment": ("Equipment", "Оборудование"),
    "attribute.location": ("Location", "Место"),
    "attribute.channel": ("Reported by", "Канал обращения"),
    "attribute.support": ("Support option", "Вид поддержки"),
    "ask.equipment": ("What equipment is it about?", "О каком оборудовании идёт речь?"),
    "ask.location": ("Where is it?", "Где это находится?"),
    "ask.channel": ("How did the request come in?", "Как поступило обращение?"),
    "ask.support": ("Which support option does the customer have?", "Какой вид поддержки у заявителя?"),
    "story.story": ("{text}", "{text}"),
    "story.since": ("since: {text}", "с каких пор: {text}"),
    "story.changed": ("changed before: {text}", "что изменилось перед этим: {text}"),
    "story.impact": ("consequence: {text}", "последствия: {text}"),
    "risk.none": ("none", "нет"),
    "risk.low": ("low", "низкий"),
    "risk.medium": ("medium", "средний"),
    "risk.high": ("high", "высокий"),
    "channel.phone": ("by phone", "по телефону"),
    "channel.mail": ("by mail", "по почте"),
    "channel.chat": ("by chat", "в чате"),
    "channel.remote": ("by remote access", "удалённо"),
    "channel.on-site": ("on site", "на месте"),
    "channel.service-centre": ("in the service centre", "в сервисном центре"),
    "channel.report": ("automatic report", "автоматическое сообщение"),
    "who.customer": ("the customer", "заявитель"),
    "who.remote-tool": ("a remote tool", "средство удалённого доступа"),
    "who.on-site": ("somebody on site", "специалист на месте"),
}

MESSAGES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        key: MappingProxyType(dict(zip(LANGUAGES, row, strict=True)))
        for key, row in {
            **_MESSAGES,
            **ACTION_MESSAGES,
            **ASK_MESSAGES,
            **CASE_MESSAGES,
            **COMMAND_MESSAGES,
            **DOSSIER_MESSAGES,
            **PRECEDENT_MESSAGES,
            **TERMS_MESSAGES,
        }.items()
    }
)
"""Every message by key, then by language."""

_HOLE = re.compile(r"\{([a-z]+)\}")


def holes(message: str) -> tuple[str, ...]:
    """The placeholders in ``message``, sorted."""
    return tuple(sorted(set(_HOLE.findall(message))))


def say(key: str, language: str, /, **values: object) -> str:
    """The message ``key`` in ``language`` (English when there is no such column) with ``values`` filled in once."""
    row = MESSAGES[key]
    template = row.get(language, row["en"])
    return _HOLE.sub(lambda hole: str(values[hole[1]]), template)
