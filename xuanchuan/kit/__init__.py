"""One occasion's whole pack in one folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xuanchuan.kit.gathering import folder_name as folder_name
    from xuanchuan.kit.gathering import gather as gather
    from xuanchuan.kit.gathering import law_day as law_day
    from xuanchuan.kit.making import Edition as Edition
    from xuanchuan.kit.making import Extra as Extra
    from xuanchuan.kit.making import KitFile as KitFile
    from xuanchuan.kit.making import Pack as Pack
    from xuanchuan.kit.making import Wanted as Wanted
    from xuanchuan.kit.making import count_steps as count_steps
    from xuanchuan.kit.making import plan_kit as plan_kit
    from xuanchuan.kit.standing import bare_campaign as bare_campaign
    from xuanchuan.kit.standing import standing_kit as standing_kit
    from xuanchuan.kit.standing import station_kit as station_kit
    from xuanchuan.kit.writing import Written as Written
    from xuanchuan.kit.writing import write_kit as write_kit

_HOMES = {
    "gathering": ("folder_name", "gather", "law_day"),
    "making": ("Edition", "Extra", "KitFile", "Pack", "Wanted", "count_steps", "plan_kit"),
    "standing": ("bare_campaign", "standing_kit", "station_kit"),
    "writing": ("Written", "write_kit"),
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: who gathers a kit need not load what makes its home page."""
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"xuanchuan.kit.{module}"), name)
    raise AttributeError(name)
