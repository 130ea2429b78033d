"""Small folders of documents, and what is found in them."""

from __future__ import annotations

from diagnose.kb.lint import check
from tests.codes.folders import BASE


def folder_with(folder, **files):
    """``folder`` with the vocabulary, organisation and settings of all fixtures, and with ``files``."""
    for path in BASE.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def found(folder, code):
    """The findings with ``code`` in ``folder``."""
    return [each for each in check(folder) if each.code == code]


def playbook(name, when, *more):
    """A playbook, with more lines as they are given."""
    plan = f"plan: [{{step: {name}, do: Mend {name}., by: line-1, via: [phone]}}]"
    head = [f"playbook: printing.{name}", f"title: About {name}"]
    return "\n".join([*head, *([f"when: {when}"] if when else []), *more, plan, ""])


def conclusion(name, when, sets="{printer.supply: used-up}"):
    """A conclusion."""
    return f"conclusion: printer.{name}\nwhen: {when}\nsets: {sets}\n"
