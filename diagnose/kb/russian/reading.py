"""What is found while files become nodes: encoding, YAML, JSON, limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # files
    "the link leads out of the folder": "ссылка ведёт за пределы папки",
    "put a copy of the file here": "положите сюда копию файла",
    "this is no file": "это не файл",
    "this is a folder, not a file": "это папка, а не файл",
    "give folders another name; linked folders are not read": "назовите папку иначе; папки-ссылки не читаются",
    "cannot be read: {reason}": "не читается: {reason}",
    "cannot be read: the path leads nowhere": "не читается: путь никуда не ведёт",
    "check that it exists and may be read": "проверьте, что он существует и доступен для чтения",
    "it is closed": "ввод закрыт",
    "name a file, or send one": "укажите файл или передайте его на вход",
    "the folder is empty": "папка пуста",
    "the folder does not exist": "папки нет",
    "name a folder of playbooks": "укажите папку со сценариями",
    # text
    "{size} bytes are more than the limit of {limit}": "размер в байтах, {size}, больше предела {limit}",
    "split it: one playbook, one file": "разделите: один сценарий - один файл",
    "half of a character (a lone surrogate) is no text": "половина символа (одиночный суррогат) - не текст",
    "write it again": "наберите заново",
    "this is UTF-16 or UTF-32, not UTF-8": "это UTF-16 или UTF-32, а не UTF-8",
    "save it as UTF-8": "сохраните в UTF-8",
    "byte 0x{byte:02X} is not UTF-8": "байт 0x{byte:02X} - не UTF-8",
    "save the file as UTF-8; it may be in Windows-1251 or Latin-1": (
        "сохраните файл в UTF-8; возможно, он в Windows-1251 или Latin-1"
    ),
    "the file begins with a byte order mark": "файл начинается с метки порядка байтов",
    "save it as UTF-8 without a mark": "сохраните в UTF-8 без метки",
    "control character {character} has no place in a text": "управляющему символу {character} не место в тексте",
    "delete it": "удалите",
    "invisible character {character}{more}": "невидимый символ {character}{more}",
    ", {count} times": ", встречается раз: {count}",
    "type an ordinary space, or nothing, in its place": "поставьте вместо него обычный пробел или ничего",
    "line ends of Windows and Unix are mixed": "смешаны концы строк Windows и Unix",
    # limits
    "a text of {count} characters is longer than the limit of {limit}": (
        "длина текста в символах, {count}, больше предела {limit}"
    ),
    "keep the long text elsewhere and refer to it": "храните длинный текст отдельно и сошлитесь на него",
    "lists and mappings lie more than {limit} deep inside each other": (
        "списки и наборы ключей вложены друг в друга глубже предела {limit}"
    ),
    "lists and objects lie more than {limit} deep inside each other": (
        "списки и объекты вложены друг в друга глубже предела {limit}"
    ),
    "lists and objects lie too deep inside each other": "списки и объекты вложены друг в друга слишком глубоко",
    "flatten it": "уменьшите вложенность",
    "flatten it; is there a bracket too many?": "уменьшите вложенность; нет ли лишней скобки?",
    "the document has more than {limit} entries": "в документе записей больше, чем {limit}",
    # keys
    "a key must be a word, not {found}": "ключ - это слово; здесь {found}",
    "put it in quotes if it is a text": "если это текст, возьмите его в кавычки",
    "merge keys (<<) are not read": "ключи слияния (<<) не читаются",
    "write the entries out": "выпишите записи полностью",
    "duplicate key '{key}'": "ключ '{key}' повторяется",
    "keep one of the two": "оставьте один из двух",
    "first written here": "впервые записан здесь",
    # kinds of nodes
    "a list or a mapping": "список или набор ключей",
    "a mapping": "набор ключей со значениями",
    "a list": "список",
    "a map": "набор ключей со значениями",
    "nothing": "пусто",
    "nothing (null)": "пусто (null)",
    "the yes/no {text}": "да/нет {text}",
    "the number {text}": "число {text}",
    "a text in quotes": "текст в кавычках",
    "a text": "текст",
    # YAML beyond plain trees
    "the file is empty": "файл пуст",
    "write a document, or delete the file": "напишите документ или удалите файл",
    "anchor '&{name}' is not read": "якорь '&{name}' не читается",
    "used here": "используется здесь",
    "write the text out where it is needed, or put it in quotes if '&' belongs to it": (
        "выпишите текст там, где он нужен, или возьмите его в кавычки, если '&' - часть текста"
    ),
    "alias '*{name}' is not read": "ссылка '*{name}' не читается",
    "write the text out, or put it in quotes if '*' belongs to it": (
        "выпишите текст полностью или возьмите его в кавычки, если '*' - часть текста"
    ),
    "tag '{tag}' is not read": "тег '{tag}' не читается",
    "leave the tag out; put the text in quotes if '!' belongs to it": (
        "уберите тег; если '!' - часть текста, возьмите текст в кавычки"
    ),
    "an escape stands for the control character {character}": (
        "последовательность с обратной чертой означает управляющий символ {character}"
    ),
    "delete it; a backslash itself is written twice": "удалите её; сама обратная черта пишется дважды",
    "the file holds more than one document": "в файле больше одного документа",
    "one document, one file": "один документ - один файл",
    # JSON
    "a key in double quotes is expected": "здесь нужен ключ в двойных кавычках",
    "a colon is missing after the key": "после ключа не хватает двоеточия",
    "a comma or a closing bracket is missing": "не хватает запятой или закрывающей скобки",
    "a value is expected": "здесь нужно значение",
    "the quote opened here is never closed": "открытая здесь кавычка нигде не закрыта",
    "a text holds a line break or a control character": "в тексте перенос строки или управляющий символ",
    "a backslash begins an unknown escape": "обратная черта начинает неизвестную последовательность",
    "text follows after the end": "после конца идёт ещё текст",
    "this is no JSON": "это не JSON",
    "a comma stands before a closing bracket": "запятая стоит перед закрывающей скобкой",
    "check commas, quotes and brackets here; JSON wants double quotes and no comma at the end of a list": (
        "проверьте здесь запятые, кавычки и скобки; в JSON кавычки двойные, а в конце списка нет запятой"
    ),
    "the text is empty": "текст пуст",
    "write an intake": "напишите обращение",
    "{text} is no number": "{text} - не число",
    "an escape stands for a control character or half of one": (
        "последовательность с обратной чертой означает управляющий символ или половину символа"
    ),
    "leave the entry out, or write a finite number": "уберите запись или напишите конечное число",
}
