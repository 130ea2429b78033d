"""What the codes of plans and of authoring find, and why that matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # plans, from PB503
    "A plan goes up to the last line of the organisation, and the playbook names neither `escalate` nor `vendor`. "
    "Below that line no `escalate` is needed: the case goes to the line above.": (
        "План доходит до последней линии организации, а сценарий не называет ни `escalate`, ни `vendor`. Ниже этой "
        "линии `escalate` не нужен: случай уходит на линию выше."
    ),
    "Only manufacturers are left, and nobody says which of them to ask, and why.": (
        "Остаются только производители, и не сказано, к кому из них обращаться и почему."
    ),
    "No line from `by` upwards has one of the channels in `via` and may work in that way; or what the step checks "
    "afterwards can only be seen on site, and nobody there is reached over them.": (
        "Ни у одной линии, начиная с `by`, нет канала из `via` и права так работать; либо то, что шаг проверяет "
        "после, видно только на месте, а по этим каналам там никого нет."
    ),
    "Nobody could do the step: an on-site step cannot be done over the phone.": (
        "Выполнить шаг было бы некому: шаг на месте нельзя сделать по телефону."
    ),
    "A step has a risk whose price reaches `thresholds.dear`, or its words say that something is erased, "
    "formatted, reinstalled or reset to the state of the factory, and it has no `confirm`.": (
        "Цена риска шага достигает `thresholds.dear`, или по тексту шага что-то стирается, форматируется, "
        "переустанавливается или сбрасывается к заводским настройкам, а `confirm` у него нет."
    ),
    "What is destroyed does not come back; somebody must have said yes to it first.": (
        "Уничтоженное не вернуть; сначала кто-то должен согласиться."
    ),
    "The last step of a plan that can mend the fault has no `check`.": (
        "У последнего шага плана, который может устранить неисправность, нет `check`."
    ),
    "Nobody would know whether it helped, and the case would be closed too early.": (
        "Никто не узнает, помог ли он, и случай закроют слишком рано."
    ),
    "A text or a source names a file beside the playbook - by a Markdown link, as `file:tray.png`, or as a path "
    "alone under `sources` - that is not there. Addresses on the network are not looked up.": (
        "Текст или источник называет файл рядом со сценарием - ссылкой Markdown, как `file:tray.png` или просто "
        "путём в `sources`, - а файла нет. Адреса в сети не проверяются."
    ),
    "Whoever follows the plan gets stuck where the picture should be.": (
        "Кто идёт по плану, застрянет там, где должна быть картинка."
    ),
    # the organisation, from PB510
    "An impact and an urgency that are declared have no priority in `table`.": (
        "Для объявленных влияния и срочности в `table` нет приоритета."
    ),
    "A case of that impact and urgency would have no priority, and so no target.": (
        "У такого случая не было бы приоритета, а значит, и срока."
    ),
    "`escalate` of a service level names the same fraction twice, a line that is not above the line of the fraction "
    "before it, or the line of the vendors.": (
        "В `escalate` уровня обслуживания дважды названа одна доля, линия не выше линии предыдущей доли или линия "
        "производителей."
    ),
    "With more time lost the case would go back down, or to somebody who does not answer for the target.": (
        "Чем больше потеряно времени, тем ниже ушёл бы случай, или он ушёл бы к тем, кто за срок не отвечает."
    ),
    "`hours` of a calendar are written by weekday, and no day has any.": (
        "Часы (`hours`) календаря записаны по дням недели, и ни у одного дня их нет."
    ),
    "No target by it would ever run out, and no moment could be found at which it is due.": (
        "Ни один срок по нему не истёк бы, и момента его наступления не найти."
    ),
    "`holidays` of a calendar names no country, or no part of it, whose public holidays are known. Looked up only "
    "where the package `holidays` is installed (the extra `record`).": (
        "`holidays` календаря не называет ни страны, ни её части, чьи праздники известны. Проверяется, только если "
        "установлен пакет `holidays` (дополнение `record`)."
    ),
    "The calendar cannot be reckoned with: every target by it would end in an error.": (
        "По такому календарю ничего не посчитать: любой срок закончился бы ошибкой."
    ),
    "None of the channels of a line is of a kind that it `may` work in; or it may take some steps `only`, and all of "
    "them are for a higher line or too risky for it.": (
        "Ни один канал линии не относится к тому, что ей разрешено в `may`; или ей разрешены только (`only`) некоторые "
        "шаги, и все они - для более высокой линии или слишком рискованны для неё."
    ),
    "Every case would pass through this line without anything being done.": (
        "Каждый случай проходил бы через эту линию без всякой пользы."
    ),
    "No line has one of the `channels` of a support option, of a kind that it `may` work in.": (
        "Ни у одной линии нет канала из `channels` варианта поддержки, вид которого разрешает её `may`."
    ),
    "Nobody could do a step for such a customer: every case would be handed on.": (
        "Для такого заявителя некому сделать ни одного шага: каждый случай передавали бы дальше."
    ),
    "From `by` upwards every line only consults, may not take the step by its `steps`, or may not take its `risk`.": (
        "Начиная с `by`, каждая линия только консультирует, либо шаг ей запрещён в `steps`, либо не разрешён его риск."
    ),
    "The step is never offered to anybody.": "Такой шаг никому не предложат.",
    # authoring, from PB601
    "An approved playbook does not say who wrote it (`authors`) or when it was last looked through (`reviewed`).": (
        "В утверждённом сценарии не сказано, кто его написал (`authors`) или когда его последний раз пересматривали "
        "(`reviewed`)."
    ),
    "Nobody knows whom to ask, or whether it is still true.": "Неизвестно, кого спрашивать и верен ли он ещё.",
    "An approved playbook was last looked through longer ago than the number of days that was asked for.": (
        "Утверждённый сценарий пересматривали раньше, чем допускает заданное число дней."
    ),
    "Devices and programs change; a plan that nobody has read for a year may do harm.": (
        "Устройства и программы меняются; план, которого год никто не читал, может навредить."
    ),
    "read it again, correct it, and write the day: reviewed: 2026-11-20": (
        "перечитайте, исправьте и поставьте дату: reviewed: 2026-11-20"
    ),
    "A text is written by language, and one of the `languages` of kb.yaml is not among them.": (
        "Текст записан по языкам, и одного из `languages` в kb.yaml среди них нет."
    ),
    "Who works in that language gets a sentence in another one.": (
        "Кто работает на этом языке, получит фразу на другом."
    ),
    "A text still holds what was to be replaced: `<the name>`, TODO, FIXME, XXX, TBD, three dots alone, or the "
    "words that `diagnose new` writes.": (
        "В тексте осталось то, что надо было заменить: `<имя>`, TODO, FIXME, XXX, TBD, одно многоточие или слова, "
        "которые пишет `diagnose new`."
    ),
    "A technician would read it aloud to a customer.": "Специалист прочёл бы это клиенту вслух.",
    "A comment `# diagnose: ignore ...` names no code, one that does not exist, or that of an error (errors cannot "
    "be suppressed); or `ignore-file` does not stand in the head of the file.": (
        "Комментарий `# diagnose: ignore ...` не называет кода, называет код, которого нет, или код ошибки (ошибки "
        "подавлять нельзя); или `ignore-file` стоит не в начале файла."
    ),
    "Somebody believes that a finding is held back, and it is not.": (
        "Кто-то думает, что замечание скрыто, а это не так."
    ),
    "A comment `# diagnose: ignore ...` names a code that is not found there, or not any more.": (
        "Комментарий `# diagnose: ignore ...` называет код, которого здесь нет или уже нет."
    ),
    "It would hide the mistake if it came back, and readers believe that something is wrong here.": (
        "Он скрыл бы ошибку, если она вернётся, а читатели думают, что здесь что-то не так."
    ),
    "A comment `# diagnose: ignore CODE` does not say why: `because` and a reason are missing.": (
        "Комментарий `# diagnose: ignore КОД` не говорит почему: нет `because` и причины."
    ),
    "Nobody can later tell whether the finding was judged or only silenced.": (
        "Потом никто не поймёт, разобрались с замечанием или просто заставили его молчать."
    ),
    "The document is not written as `diagnose fmt` writes it: indentation, spaces, quotes, blank lines, order of "
    "the first keys. Looked for only when asked: `--select PB608` or `diagnose fmt --check`.": (
        "Документ записан не так, как пишет `diagnose fmt`: отступы, пробелы, кавычки, пустые строки, порядок первых "
        "ключей. Ищется только по просьбе: `--select PB608` или `diagnose fmt --check`."
    ),
    "Changes of form hide changes of meaning from those who review.": (
        "За изменениями формы рецензент не видит изменений смысла."
    ),
    "A text holds what looks like an e-mail address, a telephone or card number, a password or a key. Addresses of "
    "`example.org` and its like, numbers made for examples (555-01xx) and service numbers (800) are let pass; IP "
    "addresses are not looked at, since versions look the same.": (
        "В тексте есть что-то похожее на адрес электронной почты, номер телефона или карты, пароль или ключ. Адреса "
        "на `example.org` и подобные, номера для примеров (555-01xx) и сервисные номера (800) пропускаются; IP-адреса "
        "не проверяются, потому что так же выглядят версии."
    ),
    "Playbooks and cases are read by many, copied and kept for years.": (
        "Сценарии и примеры читают многие, их копируют и хранят годами."
    ),
}
