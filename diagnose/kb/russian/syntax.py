"""What keeps a text from being YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    "this cannot be read as YAML": "это не читается как YAML",
    "check indentation, colons, quotes and brackets here": "проверьте здесь отступы, двоеточия, кавычки и скобки",
    "a tab is used for indentation": "отступ сделан табуляцией",
    "indent with spaces, two for each level": "делайте отступ пробелами, по два на уровень",
    "a tab stands where a space is expected": "табуляция стоит там, где нужен пробел",
    "use spaces": "поставьте пробелы",
    "the line begins with an invisible character that is no space": (
        "строка начинается с невидимого символа, который не пробел"
    ),
    "type the indentation again with spaces": "наберите отступ заново пробелами",
    "the quote {quote} opened here is never closed": "открытая здесь кавычка {quote} нигде не закрыта",
    "close it at the end of the text; inside '...' an apostrophe is written twice": (
        "закройте её в конце текста; внутри '...' апостроф пишется дважды"
    ),
    "the quote {quote} opened here is not closed on its line": (
        "открытая здесь кавычка {quote} не закрыта на своей строке"
    ),
    "close it at the end of the text": "закройте её в конце текста",
    "a backslash inside double quotes begins an unknown escape": (
        "обратная черта в двойных кавычках начинает неизвестную последовательность"
    ),
    "write the backslash twice, or use single quotes": "напишите обратную черту дважды или возьмите одинарные кавычки",
    "a text cannot begin with '{character}'": "текст не может начинаться с '{character}'",
    "put the text in quotes": "возьмите текст в кавычки",
    "the text goes on after its closing quote": "после закрывающей кавычки текст продолжается",
    "put the whole text in quotes, with the other kind of quote inside": (
        "возьмите в кавычки весь текст, а внутри ставьте кавычки другого вида"
    ),
    "'{opening}' is closed by '{bracket}'": "'{opening}' закрыта скобкой '{bracket}'",
    "write '{closing}'": "напишите '{closing}'",
    "a second colon in an unquoted text": "второе двоеточие в тексте без кавычек",
    "'#' begins a comment, so the rest of the line is not read": (
        "'#' начинает комментарий, и остаток строки не читается"
    ),
    "a comma is missing between two entries": "между двумя записями не хватает запятой",
    "separate entries by commas; quote texts": "разделяйте записи запятыми; тексты берите в кавычки",
    "the bracket '{opening}' opened here is never closed": "открытая здесь скобка '{opening}' нигде не закрыта",
    "write '{closing}' where the list ends": "напишите '{closing}' там, где кончается список",
    "write '{closing}' where the entries end": "напишите '{closing}' там, где кончаются записи",
    "a key is longer than 1 000 characters": "ключ длиннее 1 000 символов",
    "is a line break or a colon missing?": "не пропущен ли перенос строки или двоеточие?",
    "put the whole text in quotes, or write it on lines of its own after '>'": (
        "возьмите весь текст в кавычки или напишите его отдельными строками после '>'"
    ),
    "a space is missing after the colon": "после двоеточия не хватает пробела",
    "write 'key: value'": "напишите 'ключ: значение'",
    "a colon is missing after '{text}'": "после '{text}' не хватает двоеточия",
    "write 'key: value'; if the line continues the text above, indent it deeper": (
        "напишите 'ключ: значение'; если строка продолжает текст выше, сдвиньте её вправо"
    ),
    "the line is indented deeper than the line above, which has a value already": (
        "отступ строки больше, чем у строки выше, а у той уже есть значение"
    ),
    "indent it like the line above; a key with entries below has no value on its own line": (
        "сделайте отступ как у строки выше; у ключа с записями под ним на своей строке нет значения"
    ),
    "'{bracket}' stands here without an opening bracket": "'{bracket}' стоит здесь без открывающей скобки",
    "delete it, or put the text in quotes": "удалите или возьмите текст в кавычки",
    "a line that is no list item stands among the items of a list": (
        "среди пунктов списка стоит строка, которая не пункт списка"
    ),
    "begin the line with '- ', or indent it like the key that holds the list": (
        "начните строку с '- ' или сделайте отступ как у ключа, которому принадлежит список"
    ),
    "a key is missing before the colon": "перед двоеточием не хватает ключа",
    "a list item stands where a key is expected": "пункт списка стоит там, где нужен ключ",
    "indent the list below its key": "сдвиньте список вправо под его ключ",
    "the indentation fits none of the lines above": "отступ не подходит ни к одной из строк выше",
    "indent entries of one level alike, with spaces": "делайте одинаковый отступ у записей одного уровня, пробелами",
    "after '|' or '>' the text begins on the next line": "после '|' или '>' текст начинается со следующей строки",
    "start a new line, or use quotes": "начните новую строку или возьмите текст в кавычки",
    "a line that begins with '%' is a directive, which is not read": (
        "строка, которая начинается с '%', - директива, она не читается"
    ),
    "delete it or use quotes": "удалите её или возьмите текст в кавычки",
    "the document has ended, but text follows": "документ кончился, но текст идёт дальше",
    "delete '...' or '---'; one document, one file": "удалите '...' или '---'; один документ - один файл",
}
