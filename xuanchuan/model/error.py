"""The one error an officer may see, and the notes that go with a success."""

from __future__ import annotations


class XuanchuanError(Exception):
    """Work cannot go on; nothing was half-written.

    ``message`` says what happened, ``where`` names the file, line, row or key, ``why`` the cause, and
    ``hint`` is the next thing to do: a command that can be pasted, or one plain sentence. All in Chinese.
    ``code`` is the exit code of the command line (2 wrong input, 3 needs a person to decide).
    """

    def __init__(self, message: str, *, where: str = "", why: str = "", hint: str = "", code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.why = why
        self.hint = hint
        self.code = code
