"""What the codes of one rule and of rules side by side find, and why that matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # one rule, from PB301
    "Tests that no case can satisfy together, or a single one that no case can satisfy: in a rule, in a branch of "
    "`any`, in `given`, `requires`, `relevant` or `if` of `escalate`.": (
        "Проверки, которым вместе не может удовлетворить ни один случай, или одна такая проверка: в правиле, в ветви "
        "`any`, в `given`, `requires`, `relevant` или в `if` у `escalate`."
    ),
    "The rule, the branch or the row can never be used.": "Правило, ветвь или строка не пригодится никогда.",
    "A test that every value of its attribute passes, or a group that holds whatever the values are.": (
        "Проверка, которую проходит любое значение признака, или группа, верная при любых значениях."
    ),
    "It looks as if it would tell cases apart, and tells nothing.": (
        "Кажется, что она различает случаи, а она не говорит ничего."
    ),
    "An entry of a rule that holds wherever the other entries do.": (
        "Условие правила, которое верно всегда, когда верны остальные."
    ),
    "It can go without any change; more often it was meant to say something else.": (
        "Его можно убрать, и ничего не изменится; чаще хотели сказать другое."
    ),
    "A branch of `any` that holds only where another branch does.": (
        "Ветвь `any`, которая верна только там, где верна другая ветвь."
    ),
    "A branch of `any`, or a test that is counted, that the conditions around it exclude.": (
        "Ветвь `any` или условие под `count`, которое исключено условиями вокруг."
    ),
    "It never makes any difference.": "Она никогда ничего не меняет.",
    "`when` is written, and holds wherever `applies_to` does.": (
        "`when` написан и верен всегда, когда верен `applies_to`."
    ),
    "The playbook takes part in every request about its equipment, as if it had been recognised.": (
        "Сценарий участвует в каждом обращении о своём оборудовании, как будто его распознали."
    ),
    "A rule that holds for a request of which nothing is known but its equipment: all that `when` asks for is that "
    "something is not known to be so.": (
        "Правило, которое верно для обращения, о котором известно только оборудование: `when` требует лишь, чтобы о "
        "чём-то не было известно, что это так."
    ),
    "It fires on missing facts: the less is known, the more rules of this kind hold.": (
        "Оно срабатывает на отсутствие фактов: чем меньше известно, тем больше таких правил верно."
    ),
    "A rule that needs a value of an attribute which is not relevant wherever the rule holds, or a test of whether "
    "something is known of which nobody can be asked and that nothing concludes.": (
        "Правилу нужно значение признака, который неуместен везде, где правило верно, или проверяется, известно ли "
        "то, о чём некого спросить и чего ничто не выводит."
    ),
    "What nobody asks is never answered, and the rule never used; or it always is, because nothing is known.": (
        "О чём не спрашивают, на то не отвечают, и правило не пригодится никогда; или, наоборот, срабатывает всегда, "
        "потому что ничего не известно."
    ),
    "A test for exactly one decimal number, of an attribute that has no `step`.": (
        "Проверка на точное дробное число у признака, для которого не задан `step`."
    ),
    "What is measured is hardly ever exactly that number.": "Измеренное почти никогда не равно этому числу точно.",
    "A rule of which nobody can say whether it can hold: tests that are not compared with each other, such as "
    "several regular expressions on one text, attributes that Python rules set, or too many combinations.": (
        "Правило, о котором нельзя сказать, может ли оно быть верно: проверки, которые не сравниваются друг с другом, "
        "например несколько регулярных выражений для одного текста, признаки, которые задают правила на Python, или "
        "слишком много сочетаний."
    ),
    "The checks of one rule and of rules side by side say nothing about it, whether it is right or wrong.": (
        "Проверки одного правила и правил между собой ничего о нём не говорят, верно оно или нет."
    ),
    "Tests of `equipment`, in a rule or in a branch of `any` with what stands around it, which no single kind of "
    "equipment passes together, though all those kinds have the same root in the taxonomy.": (
        "Проверки `equipment` в правиле или в ветви `any` вместе с условиями вокруг неё, которым ни один вид "
        "оборудования не отвечает сразу, хотя все эти виды растут из одного корня таксономии."
    ),
    "An intake may list several pieces of equipment, but hardly two of one sort: the rule is nearly never used.": (
        "В обращении можно перечислить несколько устройств, но едва ли два однородных: правило почти никогда не "
        "сработает."
    ),
    # rules side by side, from PB401
    "Wherever the conclusion holds another one holds too, and sets the same.": (
        "Всегда, когда верен этот вывод, верен и другой, и задаёт он то же самое."
    ),
    "It never adds anything; whoever changes one of the two will forget the other.": (
        "Он ничего не добавляет; кто изменит один из двух, забудет о другом."
    ),
    "Two conclusions hold in the same cases and set the same.": (
        "Два вывода верны в одних и тех же случаях и задают одно и то же."
    ),
    "One of them is superfluous; whoever changes one will forget the other.": (
        "Один из них лишний; кто изменит один, забудет о другом."
    ),
    "Wherever the conclusion holds one of several others holds too, and sets the same.": (
        "Всегда, когда верен этот вывод, верен и один из нескольких других, и задаёт он то же самое."
    ),
    "It never adds anything, though no single one of the others shows it.": (
        "Он ничего не добавляет, хотя по отдельности ни один из других этого не показывает."
    ),
    "Wherever the playbook comes into question another one does too, is more frequent, and shows all that it shows.": (
        "Всегда, когда речь может идти об этом сценарии, может идти и о другом, который чаще и показывает всё то же."
    ),
    "No evidence can ever put it first: whatever is reported, the other playbook ranks before it.": (
        "Никакие наблюдения не выведут его вперёд: что бы ни сообщили, другой сценарий будет раньше."
    ),
    "Two conclusions can hold together and give one attribute different values; or two playbooks use one step id "
    "with different words for what to do.": (
        "Два вывода могут быть верны вместе и задать одному признаку разные значения; или в двух сценариях у одного "
        "идентификатора шага разный текст о том, что делать."
    ),
    "Of two values neither is used, so what rests on them never happens. Steps of several hypotheses are merged by "
    "id: one of the two texts would be lost.": (
        "Из двух значений не берётся ни одно, и то, что на них опирается, не случится. Шаги нескольких гипотез "
        "объединяются по идентификатору: один из двух текстов потерялся бы."
    ),
    "Two playbooks have the same conditions, the same frequency and the same words on all that they show.": (
        "У двух сценариев одинаковые условия, одинаковая частота и одни и те же слова обо всём, что они показывают."
    ),
    "They rank alike in every case; which of them comes first is decided by their ids alone.": (
        "Они равны в любом случае; который окажется первым, решают только их идентификаторы."
    ),
    "A test on an attribute that nobody can be asked for (no `answered_by`) wants a value that no conclusion sets. "
    "A warning where the rule can do without it, and where no conclusion sets the attribute at all: then at least a "
    "program may report it.": (
        "Проверка признака, о котором некого спросить (нет `answered_by`), требует значения, которого не задаёт ни "
        "один вывод. Предупреждение, если правило может обойтись без неё и если признака не задаёт вообще ни один "
        "вывод: тогда о нём может сообщить хотя бы программа."
    ),
    "The test is never true, whatever happens: what rests on it can never be used.": (
        "Проверка не выполнится, что бы ни случилось: то, что на неё опирается, не пригодится никогда."
    ),
    "No condition, `shows`, `check` or vendor looks at what the conclusion sets.": (
        "Ни условие, ни `shows`, ни `check`, ни производитель не смотрят на то, что задаёт вывод."
    ),
    "Either it is left over, or whoever should read it reads something else.": (
        "Либо он остался от прежнего, либо тот, кто должен на него смотреть, смотрит на что-то другое."
    ),
    "A playbook or conclusion rests on conclusions that can never hold in a case in which its other conditions hold.": (
        "Сценарий или вывод опирается на выводы, которые не могут быть верны там, где верны его остальные условия."
    ),
    "It can never be used, though none of its conditions is wrong by itself.": (
        "Он не пригодится никогда, хотя по отдельности все его условия правильны."
    ),
    "Conclusions that set the same differ in their test of a single attribute.": (
        "Выводы, которые задают одно и то же, различаются проверкой одного-единственного признака."
    ),
    "One of them says it all, and whoever changes something changes it once.": (
        "Всё может сказать один из них, и менять тогда придётся в одном месте."
    ),
    "A vocabulary declares a table complete, and for a combination of values in it no playbook can match.": (
        "Словарь объявляет таблицу полной, а для одного из сочетаний значений не может подойти ни один сценарий."
    ),
    "Who meets that combination gets no answer, though the author meant to have thought of all of them.": (
        "Кто встретит это сочетание, не получит ответа, хотя автор собирался предусмотреть все."
    ),
    "After one answer to a question none of the playbooks for the same complaint can match, though they ask for "
    "another answer to it.": (
        "После одного из ответов на вопрос не может подойти ни один сценарий для той же жалобы, хотя другого ответа "
        "они ждут."
    ),
    "Whoever gives that answer is asked on and gets nowhere: a branch of the decision tree has no leaf.": (
        "Кто так ответит, того будут спрашивать дальше без толку: у ветви дерева решений нет листа."
    ),
    "Five playbooks or more, and every one has the same frequency, or none.": (
        "Сценариев пять или больше, и у всех одна и та же частота или никакой."
    ),
    "Frequencies come first in every ranking: without them what nobody ever met counts as much as the usual.": (
        "Частоты - начало любого ранжирования: без них то, чего никто не встречал, значит столько же, сколько обычное."
    ),
    "A playbook shows an abnormal value, and the vocabulary does not say how `common` it is.": (
        "Сценарий показывает отклонение, а в словаре не сказано, насколько оно обычно (`common`)."
    ),
    "It counts as rare then. What people see all the time whatever the fault would speak far too strongly for it.": (
        "Тогда оно считается редким. То, что люди видят всё время при любой неисправности, говорило бы за него "
        "слишком сильно."
    ),
    # what to write instead
    "keep the wider one": "оставьте более широкий",
    "keep one of them": "оставьте один из них",
    "take it away, or draw the borders so that they touch": (
        "уберите его или проведите границы так, чтобы они соприкасались"
    ),
    "read it in a playbook, or take the conclusion away": "используйте это в сценарии или уберите вывод",
    "write the playbook for it, or take the attribute out of the table": (
        "напишите для него сценарий или уберите признак из таблицы"
    ),
}
