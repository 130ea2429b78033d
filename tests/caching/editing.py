"""A knowledge base that is edited at random: any file of the fixture folders may come, change, move and go."""

from __future__ import annotations

from pathlib import Path
from random import Random

from benchmarks.testing import write
from tests.codes.folders import BASE, HERE

WORDS = (
    "equipment",
    "true",
    "false",
    "line-1",
    "at_least",
    "usually",
    "approved",
    "draft",
    "not",
    "any",
    "x.y",
    "никогда",
)
BROKEN = (
    "  - [\n",
    "\t: {\n",
    "&a b: *a\n",
    "title: twice\ntitle: twice\n",
    "{}: 1\n",
    "!!python/object:os.system x\n",
)
ADDED = (
    "# diagnose: ignore-file PB507 because nobody verifies it\n",
    "# diagnose: ignore PB601\n",
    "sources: [pictures/tray.png]\n",
    "because: see file:tray.png\n",
    "formerly: [old.name]\n",
    "frequency: often\n",
)


def pool() -> list[Path]:
    """Every file of the fixture folders, in order."""
    return sorted(path for kind in ("right", "wrong") for path in HERE.glob(f"*/{kind}/**/*") if path.is_file())


class Editor:
    """Edits ``folder`` by lot; a ``calm`` one begins with what is good, and mends most of what it spoils."""

    def __init__(self, folder: Path, seed: int, *, calm: bool = False) -> None:
        self.folder = folder
        self.draw = Random(seed)
        self._pool = pool()
        self._kept: dict[Path, bytes] = {}
        self.calm = calm
        if calm:
            write(folder, 8)
            return
        for path in sorted(BASE.iterdir()):
            (folder / path.name).write_bytes(path.read_bytes())
        for _ in range(8):
            self.put()

    def edit(self) -> str:
        """One edit; says which."""
        deeds = (self.put, self.put, self.change, self.change, self.change, self.spoil, self.mend, self.mend)
        calm = (self.change, self.spoil, self.picture, *[self.mend] * 4)
        deed = self.draw.choice(calm if self.calm else (*deeds, self.delete, self.rename, self.copy, self.picture))
        deed()
        return deed.__name__

    def put(self) -> None:
        """A file of the pool, whatever is called so before."""
        path = self.draw.choice(self._pool)
        sub = self.draw.choice(("", "", "", "sub"))
        target = self.folder / sub / path.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())

    def change(self) -> None:
        """A word of a file becomes another one, or a line goes or comes."""
        path = self._any()
        content = path.read_bytes()
        self._kept.setdefault(path, content)
        lines = content.split(b"\n")
        place = self.draw.randrange(len(lines))
        if self.draw.random() < 0.3:
            lines.insert(place, self.draw.choice(ADDED).encode())
        elif self.draw.random() < 0.3:
            del lines[place]
        else:
            words = lines[place].split(b" ")
            words[self.draw.randrange(len(words))] = self.draw.choice(WORDS).encode()
            lines[place] = b" ".join(words)
        path.write_bytes(b"\n".join(lines))

    def spoil(self) -> None:
        """A file is no longer a document."""
        path = self._any()
        content = path.read_bytes()
        self._kept.setdefault(path, content)
        path.write_bytes(content + self.draw.choice(BROKEN).encode())

    def mend(self) -> None:
        """A file is what it was before it was changed or spoilt."""
        if self._kept:
            path = self.draw.choice(sorted(self._kept))
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(self._kept.pop(path))

    def delete(self) -> None:
        """A file goes."""
        self._any().unlink()

    def rename(self) -> None:
        """A file moves."""
        path = self._any()
        path.rename(path.with_name(f"{self.draw.choice('abc')}-{path.name}"))

    def copy(self) -> None:
        """A file is there twice."""
        path = self._any()
        path.with_name(f"{self.draw.choice('abc')}-{path.name}").write_bytes(path.read_bytes())

    def picture(self) -> None:
        """What a link may lead to comes or goes."""
        path = self.folder / "tray.png"
        if path.exists():
            path.unlink()
        else:
            path.write_bytes(b"")

    def _any(self) -> Path:
        found = sorted(path for path in self.folder.rglob("*") if path.is_file() and path.suffix != ".png")
        if not found:
            self.put()
            return self._any()
        return self.draw.choice(found)
