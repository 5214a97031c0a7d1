"""Short names for a village's files: its number in the roster, its name, the material."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xuanchuan.files.names import safe_name
from xuanchuan.model.roster import Village

LONGEST_VILLAGE, LONGEST_TOWN = 16, 16
_SAFE = re.compile(r"(?!\d)[\u4e00-\u9fa50-9]{1,16}")


@dataclass(frozen=True, slots=True)
class Naming:
    """How files are named: digits of the number, a folder for each township, a folder for each village."""

    digits: int = 3
    towns: bool = False
    folders: bool = False

    def stem(self, village: Village) -> str:
        """017-后李村."""
        return f"{village.number:0{self.digits}d}-{short(village.name, LONGEST_VILLAGE)}"

    def folder(self, village: Village) -> str:
        """The folder of a village's files, with a slash at its end; '' for the folder of everything."""
        town = f"{short(village.town, LONGEST_TOWN)}/" if self.towns and village.town else ""
        return f"{town}{self.stem(village)}/" if self.folders else town

    def start(self, village: Village) -> str:
        """What the path of each of a village's files begins with, below the folder of everything."""
        return f"{self.folder(village)}{self.stem(village)}-"

    def longest(self, endings: Sequence[str]) -> int:
        """An upper limit for the length of these paths."""
        stem = self.digits + 1 + LONGEST_VILLAGE
        town = (LONGEST_TOWN + 1) * self.towns
        return town + (stem + 1) * self.folders + stem + 1 + max(map(len, endings), default=0)


def short(name: str, longest: int) -> str:
    """A name that may be part of a file's name."""
    return name if _SAFE.fullmatch(name) else safe_name(name, longest)
