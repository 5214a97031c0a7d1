"""Key dates and their rules, workdays, the working-back timeline."""

from xuanchuan.dates.keydates import (
    all_occasions,
    data_version,
    in_province,
    is_market,
    load_key_dates,
    load_steps,
    occasion,
    occasions,
)
from xuanchuan.dates.reading import read_day
from xuanchuan.dates.timeline import plan_timeline
from xuanchuan.dates.workdays import Workdays, load_workdays

__all__ = [
    "Workdays",
    "all_occasions",
    "data_version",
    "in_province",
    "is_market",
    "load_key_dates",
    "load_steps",
    "load_workdays",
    "occasion",
    "occasions",
    "plan_timeline",
    "read_day",
]
