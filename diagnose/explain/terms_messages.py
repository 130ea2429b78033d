"""What is said of entitlements, charges and the way to other lines; the table of :mod:`messages` takes it in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TERMS_MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "part.terms": ("What the customer is entitled to", "На что заявитель имеет право"),
        "terms.option": ("{title}", "{title}"),
        "terms.until": ("{title}: covered until {value}", "{title}: действует до {value}"),
        "terms.always": ("{title}: covered, without an end", "{title}: действует бессрочно"),
        "terms.ended": ("{title}: ended on {value}", "{title}: срок истёк {value}"),
        "terms.charges": ("chargeable to the customer: {values}", "оплачивает заявитель: {values}"),
        "terms.channels": ("the option offers only: {values}", "по этому варианту доступно только: {values}"),
        "charge.consultation": ("consultation", "консультация"),
        "charge.remote": ("remote work", "удалённая работа"),
        "charge.web-tool": ("work through a web tool", "работа через веб-инструмент"),
        "charge.on-site": ("on-site visit", "выезд на место"),
        "charge.service-centre": ("work in the service centre", "работа в сервисном центре"),
        "charge.parts": ("parts", "запчасти и материалы"),
        "step.charged": ("chargeable to the customer: {values}", "оплачивает заявитель: {values}"),
        "escalation.not-covered": (
            (
                "the steps that would help cannot be done over any channel that this customer is entitled to "
                "(not covered)."
            ),
            (
                "шаги, которые помогли бы, не выполнить ни по одному из каналов, на которые заявитель имеет право "
                "(не покрывается)."
            ),
        ),
        "decision.vendor": ("Ask there: {title}.", "Обратиться к: {title}."),
        "decision.vendor-at": ("Ask there: {title} ({text}).", "Обратиться к: {title} ({text})."),
        "decision.skipped": (
            "Passed over, since it has no sector for this case: {values}.",
            "Пропущено, так как там нет подходящего направления: {values}.",
        ),
    }
)
