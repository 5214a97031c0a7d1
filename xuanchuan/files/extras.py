"""The extras: packages that only some of the work needs, asked for when that work begins."""

from __future__ import annotations

from importlib import import_module

from xuanchuan.model.error import XuanchuanError


def require(package: str, extra: str, lacking: str, without: str, where: str = "", instead: str = "") -> None:
    """XuanchuanError with the exact step when ``package`` of an extra is not installed.

    ``lacking`` says what cannot be done, ``without`` what still can be, ``instead`` another way.
    """
    try:
        import_module(package)
    except ImportError as fault:
        raise XuanchuanError(
            lacking, where=where, why=without, hint=f"装好再运行一次：  {install(extra)}{instead}"
        ) from fault


def install(extra: str) -> str:
    """The command that installs an extra."""
    return f'python -m pip install "xuanchuan[{extra}]"'
