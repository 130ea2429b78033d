"""What the codes of reading and of shape find, and why that matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # reading, from PB001
    "The text is not YAML: a tab, a wrong indent, a colon or a bracket too few or too many, an open quote.": (
        "Текст - не YAML: табуляция, неверный отступ, лишние или пропущенные двоеточие или скобка, незакрытая кавычка."
    ),
    "Nothing in the file can be read.": "Из файла нельзя прочитать ничего.",
    "The file holds bytes that are not UTF-8, or begins with the mark of UTF-16.": (
        "В файле есть байты не в UTF-8, или он начинается с метки UTF-16."
    ),
    "Letters would be guessed, and ids would not match.": (
        "Буквы пришлось бы угадывать, и идентификаторы не совпали бы."
    ),
    "a file saved as Windows-1251": "файл, сохранённый в Windows-1251",
    "save the file as UTF-8": "сохраните файл в UTF-8",
    "The file begins with a byte order mark.": "Файл начинается с метки порядка байтов.",
    "It is invisible and confuses other tools; it is skipped.": (
        "Её не видно, а другие программы она сбивает с толку; здесь она пропускается."
    ),
    "a file saved as 'UTF-8 with BOM'": "файл, сохранённый как 'UTF-8 с BOM'",
    "save the file as plain UTF-8": "сохраните файл в UTF-8 без метки",
    "The file is empty or holds comments only.": "Файл пуст или состоит из одних комментариев.",
    "Somebody meant to write something here.": "Здесь кто-то хотел что-то написать.",
    "write the document, or delete the file": "напишите документ или удалите файл",
    "The file is larger than a document may be.": "Файл больше, чем может быть документ.",
    "Limits keep a hostile or broken file from stopping everything else.": (
        "Пределы не дают вредоносному или испорченному файлу остановить всё остальное."
    ),
    "a file of 3 MiB": "файл в 3 МиБ",
    "one document a file; split it": "один документ в файле; разделите его",
    "Maps and lists are nested more than 32 deep.": "Списки и наборы ключей вложены глубже 32 уровней.",
    "No playbook needs it, and deep nesting breaks programs that read it.": (
        "Ни одному сценарию это не нужно, а программы, которые его читают, на этом ломаются."
    ),
    "name parts of the condition as conclusions": "вынесите части условия в выводы",
    "The file uses '&name' or '*name'.": "В файле есть '&name' или '*name'.",
    "An alias hides what a playbook says and can grow without bounds.": (
        "Ссылка прячет то, что говорит сценарий, и может разрастись без предела."
    ),
    "write it out, or make it a conclusion": "выпишите полностью или сделайте из этого вывод",
    "The file has more parts, or one text in it more characters, than a document may have.": (
        "В файле больше частей, или в одном из текстов больше символов, чем может быть в документе."
    ),
    "a list of 60 000 phrases": "список из 60 000 фраз",
    "split it into several files": "разделите на несколько файлов",
    "A value carries a tag such as '!!python/object'.": "У значения есть тег, например '!!python/object'.",
    "The type of a value comes from its attribute, never from the file.": (
        "Тип значения определяет признак, а не файл."
    ),
    "One map holds the same key twice; in an intake, one attribute stands in both symptoms and facts.": (
        "В одном наборе ключ стоит дважды; в обращении один признак стоит и в symptoms, и в facts."
    ),
    "One of the two would be lost in silence.": "Один из двух молча потерялся бы.",
    "A line '---' begins a second document.": "Строка '---' начинает второй документ.",
    "One document a file: a place then names one thing.": (
        "Один документ в файле: тогда место указывает на что-то одно."
    ),
    "put the second document into its own file": "вынесите второй документ в отдельный файл",
    "A map holds the key '<<'.": "В наборе ключей есть ключ '<<'.",
    "Merging hides what a playbook says and can grow without bounds.": (
        "Слияние прячет то, что говорит сценарий, и может разрастись без предела."
    ),
    "write the keys out": "выпишите ключи полностью",
    "A key is a list, a map or nothing.": "Ключ - список, набор ключей или пустота.",
    "Keys are names.": "Ключи - это имена.",
    "The file lies in the folder, but its first key names no kind of document.": (
        "Файл лежит в папке, но его первый ключ не называет вида документа."
    ),
    "A playbook that is not recognised would silently never fire.": (
        "Нераспознанный сценарий молча не сработал бы никогда."
    ),
    "The file holds zero-width, bidirectional or non-breaking characters.": (
        "В файле есть символы нулевой ширины, символы направления письма или неразрывные пробелы."
    ),
    "Two names may look alike and differ.": "Два имени могут выглядеть одинаково и различаться.",
    "Some lines end in CR LF and some in LF.": "Одни строки кончаются на CR LF, другие - на LF.",
    "Comparing versions shows changes that are none.": "Сравнение версий показывает изменения, которых нет.",
    "a file edited on two systems": "файл, который правили в двух системах",
    "save the file with one kind of line end": "сохраните файл с концами строк одного вида",
    "The file or folder is missing, cannot be opened, or is a link that leads out of the folder.": (
        "Файла или папки нет, их нельзя открыть, или это ссылка за пределы папки."
    ),
    "What is in it takes no part.": "То, что в нём написано, не участвует.",
    "put the file itself into the folder and give read permission": (
        "положите в папку сам файл и дайте право на чтение"
    ),
    # shape, from PB101
    "A key that this document or part needs is not there.": "Нет ключа, который нужен этому документу или его части.",
    "Without it the document has no meaning.": "Без него у документа нет смысла.",
    "A value is of another type than its key or its attribute takes, or is missing.": (
        "Значение не того типа, который принимает ключ или признак, или значения нет."
    ),
    "Guessing what was meant would make a playbook fire on something else.": (
        "Если угадывать, сценарий сработает на что-то другое."
    ),
    "A word stands where only some words are allowed, or a number lies outside its bounds.": (
        "Там, где допустимы только некоторые слова, стоит другое, или число выходит за границы."
    ),
    "The word has no meaning here.": "Это слово здесь ничего не значит.",
    "A key is not in the reference of the playbook language.": "Такого ключа нет в справочнике языка сценариев.",
    "What stands under it would be ignored.": "То, что под ним стоит, осталось бы без внимания.",
    "A condition uses an operator or a group that does not exist, often the spelling of another language.": (
        "В условии стоит оператор или группа, которых нет, - часто это запись из другого языка."
    ),
    "The condition cannot be tested.": "Условие нельзя проверить.",
    "The pattern is not RE2 syntax, is too long, or the extra 'regex' is not installed.": (
        "Выражение не в синтаксисе RE2, слишком длинное, или не установлено дополнение 'regex'."
    ),
    "Patterns of other engines can hang on the text of a customer.": (
        "Выражения для других движков могут зависнуть на тексте клиента."
    ),
    "The text is not a duration, date or version in the form that is read.": (
        "Текст - не длительность, не дата и не версия в той форме, которая читается."
    ),
    "It could be read in several ways.": "Его можно прочитать по-разному.",
    "The lower end of a range lies above the upper one, or a count asks for more than there is.": (
        "Нижняя граница выше верхней, или подсчёт требует больше, чем есть."
    ),
    "Nothing ever satisfies it.": "Этому не удовлетворяет ничто.",
    "A list, a group or a condition is empty where something must stand.": (
        "Список, группа или условие пусты там, где что-то должно стоять."
    ),
    "An empty group is always true or never true, which is hardly meant.": (
        "Пустая группа верна всегда или никогда, а это вряд ли имелось в виду."
    ),
    "The same item stands twice in a list.": "Одно и то же стоит в списке дважды.",
    "Perhaps another one was meant.": "Возможно, имелось в виду другое.",
    "An id does not have the form of ids: parts joined by dots, each beginning with a letter, one script a word.": (
        "Идентификатор не той формы: части через точку, каждая начинается с буквы, в слове буквы одного алфавита."
    ),
    "Ids are typed and compared by people.": "Идентификаторы набирают и сравнивают люди.",
    "A text is written without quotes in a form that YAML readers take for something else.": (
        "Текст без кавычек записан так, что программы, читающие YAML, примут его за что-то другое."
    ),
    "Another tool, or the next reader, sees a number or a yes/no.": (
        "Другая программа или следующий читатель увидит число или да/нет."
    ),
    "A list of values holds maps or lists besides plain values.": (
        "В списке значений кроме простых значений есть наборы ключей или списки."
    ),
    "A list of values means one of them; conditions belong under a group.": (
        "Список значений означает одно из них; условия пишутся под группой."
    ),
    "kb.yaml names a format, or a playbook a version of the engine, that this version does not have.": (
        "kb.yaml называет формат, или сценарий - версию, которых эта версия библиотеки не знает."
    ),
    "A key could have another meaning there.": "Ключ может там значить другое.",
    "A key that takes a list has a single text; write it in brackets.": (
        "У ключа, который принимает список, стоит один текст; возьмите его в скобки."
    ),
    "A second item would be written wrongly.": "Второй пункт написали бы неправильно.",
    "A saved consultation holds an event that cannot follow those before it, or names what is not there.": (
        "В сохранённой консультации есть событие, которое не могло случиться после предыдущих "
        "или называет то, чего нет."
    ),
    "What it would mean for the case cannot be worked out.": "Понять, что оно значит для случая, нельзя.",
}
