"""``diagnose new``: a playbook with its cases to start from, and in an empty folder a whole small knowledge base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from diagnose.cli import exits
from diagnose.cli.options import load_kb
from diagnose.cli.scaffold import CASES, KB, MISSING, PLAYBOOK, SUPPORT, VOCABULARY, filled, modeline
from diagnose.kb.base import KnowledgeBase
from diagnose.vocabulary import Attribute, AttributeType

_ID = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)+")

_FIRST = {
    "title": "The device has no power",
    "title_ru": "На устройство не подаётся питание",
    "because": "Without power no lamp is lit and nothing works.",
    "because_ru": "Без питания ничего не горит и ничего не работает.",
    "do": "Check that both ends of the power lead are pushed home and that the socket works.",
    "do_ru": "Проверьте, что кабель питания вставлен до упора с обеих сторон и что розетка работает.",
    "status": "approved",
    "equipment": "desk-device",
    "when": "  device.works: dead\n  device.lights: 'off'",
    "shows": "  device.works: {dead: always}\n  device.lights: {'off': always}",
    "symptoms": "        device.works: dead\n        device.lights: 'off'",
    "complaint": "device.works",
    "normal": "normal",
    "deciding": "device.lights",
    "other": "'on'",
    "line": "line-1",
    "above": "line-2",
    "channel": "phone, chat",
    "report": "report",
}


class _New(click.Group):
    """A group for which an id alone stands for a playbook."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, with ``playbook`` put in front of an id."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = ["playbook", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_New)
def new() -> None:
    """Write documents to start from.

    `diagnose new printing.toner-empty` is short for `diagnose new playbook printing.toner-empty`.
    """


@new.command("playbook")
@click.argument("playbook", required=False)
@click.option(
    "--kb",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("playbooks"),
    show_default=True,
    help="Folder of the knowledge base.",
)
@click.option("--sign", metavar="ATTRIBUTE", help="The complaint that the playbook is about.")
@click.option(
    "--from-case",
    "case",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Draft it from the solved case in this file.",
)
@click.option(
    "--history",
    "histories",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Past cases to tell it from, beside the fixture cases. May be repeated.",
)
def playbook_command(
    playbook: str | None, folder: Path, sign: str | None, case: Path | None, histories: tuple[Path, ...]
) -> int:
    """Write a playbook and its fixture cases.

    PLAYBOOK is its id, such as printing.toner-empty. In a folder without documents a whole small knowledge base is
    written, ready for `diagnose check` and `diagnose test`; in another one the playbook is a draft. With --from-case it
    is drafted from a closed case: its facts become the conditions, the most telling first, and what helped the plan;
    private attributes and people's words are left out. No file is ever overwritten.
    """
    if case is not None:
        from diagnose.cli.drafting import drafted

        check_id(playbook)
        write(folder, drafted(playbook, folder, case, histories))
        return exits.GOOD
    if histories:
        raise click.UsageError("--history goes with --from-case")
    if playbook is None:
        raise click.UsageError("name the playbook, such as printing.toner-empty, or a case with --from-case")
    check_id(playbook)
    area, *_ = playbook.split(".")
    stem = playbook.removeprefix(area + ".").replace(".", "-")
    names = {"id": playbook, "area": area, "step": f"{area}-{stem}-first-step"}
    files = list(_first_files(names) if _is_empty(folder) else ())
    cases = CASES + MISSING if files else CASES  # a draft has one condition: without it nothing is near
    if not files:
        names |= _for(load_kb(folder, drafts=True), names, sign)
    files += [(f"{area}/{stem}.yaml", PLAYBOOK), (f"{area}/{stem}.cases.yaml", cases)]
    write(folder, [(name, filled(template, names)) for name, template in files])
    return exits.GOOD


def check_id(playbook: str | None) -> None:
    """Nothing, if ``playbook`` can be the id of one."""
    if playbook is not None and not _ID.fullmatch(playbook):
        raise click.BadParameter("an id has two or more parts, such as printing.toner-empty", param_hint="PLAYBOOK")


def _is_empty(folder: Path) -> bool:
    return not folder.exists() or not any(folder.iterdir())


def _first_files(names: dict[str, str]) -> Iterator[tuple[str, str]]:
    names |= _FIRST
    yield "kb.yaml", KB
    yield "support.yaml", SUPPORT
    yield "vocabulary.yaml", VOCABULARY


def _for(kb: KnowledgeBase, names: dict[str, str], sign: str | None) -> dict[str, str]:
    """Names that make sense in ``kb``: its own complaint, equipment, lines and channels."""
    attribute = _complaint(kb, names["area"], sign)
    bad = _written(min(attribute.abnormal, key=repr))
    normal = next((_written(value) for value in attribute.possible if value not in attribute.abnormal), bad)
    lines = kb.support.lines
    silent = sorted(name for name, channel in kb.support.channels.items() if not channel.askable)
    words = {
        "title": "Say in a few words what is wrong",
        "title_ru": "Коротко назовите неисправность",
        "because": "Say why this fault makes one see what it shows.",
        "because_ru": "Объясните, почему при этой неисправности видно именно это.",
        "do": f"Say what to do first about {names['id']}.",
        "do_ru": f"Напишите, что сделать в первую очередь при {names['id']}.",
        "status": "draft",
    }
    return words | {
        "equipment": _equipment(kb, attribute),
        "when": f"  {attribute.id}: {bad}",
        "shows": f"  {attribute.id}: {{{bad}: always}}",
        "symptoms": f"        {attribute.id}: {bad}",
        "complaint": attribute.id,
        "normal": normal,
        "deciding": attribute.id,
        "other": normal,
        "line": lines[0].id if lines else "line-1",
        "above": lines[1].id if len(lines) > 1 else "line-2",
        "channel": ", ".join(lines[0].channels[:2]) if lines else "phone",
        "report": silent[0] if silent else min(kb.support.channels, default="phone"),
    }


def _complaint(kb: KnowledgeBase, area: str, sign: str | None) -> Attribute:
    fit = [
        each
        for each in kb.vocabulary.signs()
        if each.complaint and each.type in {AttributeType.CHOICE, AttributeType.YES_NO}
    ]
    if sign is not None:
        fit = [each for each in fit if each.id == sign]
    used = {
        row.attribute
        for playbook in kb.playbooks.values()
        if playbook.id.startswith(area + ".")
        for row in playbook.shows
    }
    if not fit:
        raise click.UsageError("the vocabulary has no such complaint; declare one first, or name it with --sign")
    return min(fit, key=lambda each: (each.id not in used, not each.id.startswith(area), each.id))


def _equipment(kb: KnowledgeBase, attribute: Attribute) -> str:
    about = [
        kind
        for playbook in sorted(kb.playbooks.values(), key=lambda each: each.id)
        if any(row.attribute == attribute.id for row in playbook.shows)
        for kind in playbook.scope
    ]
    return about[0] if about else min(kb.vocabulary.equipment.parents, default="device")


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return (
        text
        if re.fullmatch(r"[\w-]+", text) and text not in {"on", "off", "yes", "no", "true", "false"}
        else f"'{text}'"
    )


def write(folder: Path, files: list[tuple[str, str]]) -> None:
    """Write the files, by their names from ``folder``; none of them if one is there already."""
    there = [name for name, _ in files if (folder / name).exists()]
    if there:
        raise click.UsageError(f"{folder / there[0]} exists already; nothing was written")
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(modeline(path, folder, text) + text, "utf-8")
        click.echo(f"wrote {path}")
