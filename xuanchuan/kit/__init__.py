"""One occasion's whole pack in one folder."""

from xuanchuan.kit.gathering import gather, law_day
from xuanchuan.kit.home import folder_name
from xuanchuan.kit.making import Edition, Extra, KitFile, Pack, Wanted, count_steps, plan_kit
from xuanchuan.kit.standing import bare_campaign, standing_kit, station_kit
from xuanchuan.kit.writing import Written, write_kit

__all__ = [
    "Edition",
    "Extra",
    "KitFile",
    "Pack",
    "Wanted",
    "Written",
    "bare_campaign",
    "count_steps",
    "folder_name",
    "gather",
    "law_day",
    "plan_kit",
    "standing_kit",
    "station_kit",
    "write_kit",
]
