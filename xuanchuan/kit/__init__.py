"""One occasion's whole pack in one folder: gathered here, made in ``making``, written in ``writing``.

Who only gathers a kit imports from here, and does not load what makes its files and its home page.
"""

from xuanchuan.kit.gathering import folder_name, gather, law_day
from xuanchuan.kit.standing import bare_campaign, standing_kit, station_kit

__all__ = ["bare_campaign", "folder_name", "gather", "law_day", "standing_kit", "station_kit"]
