"""``completion SHELL``: the script that teaches a shell our words; bash, zsh, fish and PowerShell."""

from __future__ import annotations

import click

from xuanchuan.desk import Desk

SHELLS = ("bash", "zsh", "fish", "powershell")
HOW = {
    "bash": "把上面的内容存进 ~/.bashrc 的最后：  xuanchuan completion bash >> ~/.bashrc",
    "zsh": "把上面的内容存进 ~/.zshrc 的最后：  xuanchuan completion zsh >> ~/.zshrc",
    "fish": "存进：  xuanchuan completion fish > ~/.config/fish/completions/xuanchuan.fish",
    "powershell": "存进：  xuanchuan completion powershell >> $PROFILE",
}


@click.command(name="completion", epilog="例如：xuanchuan completion bash    xuanchuan completion powershell")
@click.argument("shell", type=click.Choice(SHELLS), metavar="名称")
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """写出让命令行按 Tab 补全的脚本，可选 bash、zsh、fish、powershell。也可以打：xuanchuan 补全"""
    from click.shell_completion import get_completion_class

    desk = ctx.obj
    assert isinstance(desk, Desk)
    kind = get_completion_class(shell)
    assert kind is not None
    root = ctx.find_root().command
    desk.pieces((kind(root, {}, "xuanchuan", "_XUANCHUAN_COMPLETE").source(), "\n"))
    desk.say(f"下一步：{HOW[shell]}    再新开一个窗口")
