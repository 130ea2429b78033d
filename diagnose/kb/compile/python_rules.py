"""Classes of Python rules: found by their import path, checked for what they declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from diagnose.errors import Location, echo
from diagnose.kb.compile.workbench import Workbench
from diagnose.kb.lexicon import Problem
from diagnose.wording import phrase, worded


@dataclass(frozen=True, slots=True)
class PythonRuleClass:
    """A class of Python rules with the attributes that it reads and sets, as they are called now."""

    name: str
    rules: type
    reads: tuple[str, ...]
    sets: tuple[str, ...]
    revision: int


def named_classes(bench: Workbench, paths: Iterable[str], at: Location) -> Iterator[type]:
    """The classes that ``kb.yaml`` names as ``package.module:Class`` or ``package.module.Class``."""
    for path in paths:
        module, _, name = path.replace(":", ".").rpartition(".")
        try:
            found = getattr(import_module(module), name, None)
        except Exception as error:  # noqa: BLE001 - whatever an author's module raises is a finding
            message = worded(
                "the Python rules {path!r} cannot be imported: {kind}: {reason}",
                path=echo(path),
                kind=type(error).__name__,
                reason=echo(error),
            )
            bench.note("PB203", message, at, "write package.module:Class, and install the package")
            continue
        if isinstance(found, type):
            yield found
        else:
            bench.note("PB203", worded("there is no class {path!r}", path=echo(path)), at, "write package.module:Class")


def compile_python_rules(bench: Workbench, classes: Iterable[type], at: Location) -> tuple[PythonRuleClass, ...]:
    """What ``classes`` declare, by name; what they do not declare, or wrongly, is a finding at ``at``."""
    found = {f"{each.__module__}.{each.__qualname__}": each for each in classes}
    return tuple(_compiled(bench, name, found[name], at) for name in sorted(found))


def _compiled(bench: Workbench, name: str, rules: type, at: Location) -> PythonRuleClass:
    revision = getattr(rules, "revision", None)
    if not isinstance(revision, int) or isinstance(revision, bool):
        bench.note("PB101", worded("the Python rules {name} have no 'revision'", name=name), at, "add revision = 1")
        revision = 0
    reads, sets = (_attributes(bench, name, rules, key, at) for key in ("reads", "sets"))
    if not sets:
        message = worded("the Python rules {name} do not say what they set", name=name)
        bench.note("PB101", message, at, "add sets = ('area.attribute',)")
    return PythonRuleClass(name, rules, reads, sets, revision)


def _attributes(bench: Workbench, name: str, rules: type, key: str, at: Location) -> tuple[str, ...]:
    names = getattr(rules, key, ())
    if isinstance(names, str) or not all(isinstance(each, str) for each in names):
        message = worded("{key!r} of the Python rules {name} is no tuple of attribute ids", key=key, name=name)
        bench.note("PB102", message, at)
        return ()
    found: set[str] = set()
    for each in names:
        attribute = bench.lexicon.attribute(each)
        if isinstance(attribute, Problem):
            message = worded(
                "{problem} in {key!r} of the Python rules {name}", problem=phrase(attribute.message), key=key, name=name
            )
            bench.report(Problem(attribute.code, message, attribute.advice), at)
        else:
            found.add(attribute.id)
    return tuple(sorted(found))
