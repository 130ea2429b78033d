"""What the plugin of pytest says, in Russian."""

from __future__ import annotations

MESSAGES = {
    "no kb.yaml lies beside or above this file": "ни рядом с этим файлом, ни выше нет kb.yaml",
    "put the file below the folder that holds kb.yaml": "переложите файл в папку, где лежит kb.yaml",
    "the knowledge base {folder!r} cannot be loaded": "база знаний {folder!r} не загружается",
}
