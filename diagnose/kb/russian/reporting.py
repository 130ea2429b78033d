"""Reports of `check`, `fix` and `fmt`, suppressions, configuration and baselines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # diagnose check
    "no findings": "замечаний нет",
    "for example: intake: {witness}": "например: intake: {witness}",
    "`diagnose fix` corrects it": "исправит `diagnose fix`",
    "... and {count} more": "... и ещё {count}",
    "errors: {count}": "ошибок: {count}",
    "warnings: {count}": "предупреждений: {count}",
    "remarks: {count}": "замечаний: {count}",
    # PB605, PB606, PB607, PB608
    "'{verb}' after 'diagnose:' means nothing": "'{verb}' после 'diagnose:' ничего не значит",
    "this suppression names no code": "это подавление не называет ни одного кода",
    "write the codes after '{verb}': {verb} PB210 because ...": (
        "напишите коды после '{verb}': {verb} PB210 because ..."
    ),
    "'ignore-file' holds only in the head of the file": "'ignore-file' действует только в начале файла",
    "move it to the head of the file, above the first key": "перенесите его в начало файла, выше первого ключа",
    "no finding has the code '{code}'": "кода '{code}' нет",
    "`diagnose codes` lists the codes": "список кодов показывает `diagnose codes`",
    "{code} is an error, and errors cannot be suppressed": "{code} - ошибка, а ошибки подавлять нельзя",
    "correct what it says: with an error nothing is loaded": (
        "исправьте то, о чём она говорит: с ошибкой ничего не загружается"
    ),
    "this suppresses nothing: {code} is not found here": "это ничего не подавляет: {code} здесь не находится",
    "take the code out, or move the comment to where the finding is": (
        "уберите код или перенесите комментарий туда, где есть замечание"
    ),
    "this suppression gives no reason": "у этого подавления нет причины",
    "write why after the codes: because the manual says so": (
        "после кодов напишите почему: because так сказано в руководстве"
    ),
    "this document is not formatted": "документ не отформатирован",
    "run: diagnose fmt": "запустите: diagnose fmt",
    # configuration
    "unknown {what} '{name}'": "неизвестно: {what} '{name}'",
    "one of: {names}": "одно из: {names}",
    "key": "ключ",
    "code": "код",
    "level": "уровень",
    "language": "язык",
    "coverage": "покрытие",
    "a text": "текст",
    "a number": "число",
    "a whole number": "целое число",
    "an address with {code} in it": "адрес, в котором есть {code}",
    "write entries such as fail_level: warning": "напишите записи вида fail_level: warning",
    "{code} is an error, which cannot be ignored": "{code} - ошибка, её нельзя пропускать",
    "{code} is an error and stays one: with it nothing is loaded": (
        "{code} - ошибка и остаётся ею: с ней ничего не загружается"
    ),
    "leave it out; levels of warnings and remarks can be changed": (
        "уберите это; менять можно уровни предупреждений и замечаний"
    ),
    "{number} is not from 0 to {highest}": "{number} не лежит между 0 и {highest}",
    "write a number in this range": "напишите число из этого промежутка",
    "there is no [tool.diagnose]": "нет таблицы [tool.diagnose]",
    "begin a table [tool.diagnose]": "начните таблицу [tool.diagnose]",
    "this is no TOML": "это не TOML",
    "check quotes, brackets and equals signs here": "проверьте здесь кавычки, скобки и знаки равенства",
    "tables lie too deep inside each other": "таблицы вложены слишком глубоко",
    # baseline
    "a baseline begins with {schema}": "файл известных замечаний начинается с {schema}",
    "an entry of a baseline is a mapping": "запись об известном замечании - таблица с ключами",
    "an entry of a baseline has code, file, line, message and count": (
        "в записи об известном замечании есть code, file, line, message и count"
    ),
    "write it again with --write-baseline": "запишите его заново: --write-baseline",
}
