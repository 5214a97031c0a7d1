"""One occasion's whole pack in one folder."""

from xuanchuan.kit.gathering import gather, law_day
from xuanchuan.kit.making import Extra, KitFile, Pack, Wanted, count_steps, folder_name, plan_kit
from xuanchuan.kit.writing import Written, write_kit

__all__ = [
    "Extra",
    "KitFile",
    "Pack",
    "Wanted",
    "Written",
    "count_steps",
    "folder_name",
    "gather",
    "law_day",
    "plan_kit",
    "write_kit",
]
