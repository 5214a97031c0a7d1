"""Jinja2 for templates and forms from strangers: they reach nothing, and neither run for ever nor fill the memory.

What jinja2's own sandbox keeps away is Python's insides. It lets a template count to any number and make a text of any
length; here every round of a loop and every text that is put together is counted, and whatever can make much of little
is left out or measured before it is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from jinja2 import Environment, StrictUndefined, nodes, pass_environment
from jinja2.exceptions import SecurityError
from jinja2.filters import do_sum
from jinja2.runtime import markup_join, str_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer

Node = TypeVar("Node", bound=nodes.Node)

MOST_ROUNDS = 200_000
# Characters of a text, items of a list: a book has fewer.
MOST = 2_000_000
MOST_BITS = 4096
# What a template may do to a value (behind the bar), besides the filters of its own room.
FILTERS = frozenset(
    ("abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby", "int", "items", "last",
     "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "safe", "select", "selectattr", "sort",
     "string", "striptags", "title", "trim", "truncate", "unique", "upper", "wordcount")
)  # fmt: skip
# What makes much of little: padding, formats with a width, a list put behind itself.
GROWING = frozenset(
    ("center", "expandtabs", "extend", "format", "format_map", "join", "ljust", "replace", "rjust", "to_bytes", "translate",
     "zfill")
)  # fmt: skip
GROWERS = (str, bytes, int, float, list)
# Constructs that call themselves, fetch other files or turn the escaping off.
CALLING = (nodes.Macro, nodes.CallBlock, nodes.Block, nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
WIDE = re.compile(r"%(?:\([^)]*\))?[^a-zA-Z%]*(?:\*|\d{3,})")
# What running a template may raise besides jinja2's own errors.
FAULTS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError, MemoryError, SyntaxError)


class TooMuchError(SecurityError):
    """What a template asked for more of than any material needs."""


class Sandbox(SandboxedEnvironment):
    """The environment of one run: ``rounds`` of its loops are counted from its making on."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, finalize: Callable[[Any], Any], autoescape: bool = False, **looks: Any) -> None:
        super().__init__(
            undefined=StrictUndefined, finalize=finalize, autoescape=autoescape, keep_trailing_newline=True, **looks
        )
        self.rounds = 0
        self.filters = {name: one for name, one in self.filters.items() if name in FILTERS}
        self.filters |= {"join": _join, "replace": _replace, "format": _format, "sum": _sum}
        self.globals = {name: self.globals[name] for name in ("range", "namespace")}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.For):
            if node.recursive:
                raise TooMuchError("模板里的循环不能写 recursive")
        measured: nodes.Template = _Measures(self).visit(tree)
        return measured

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As jinja2 does, without what makes much of little."""
        if isinstance(obj, GROWERS) and attribute in GROWING:
            return self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """As jinja2 does, without what makes much of little."""
        if isinstance(obj, GROWERS) and str(argument) in GROWING:
            return self.unsafe_undefined(obj, str(argument))
        return super().getitem(obj, argument)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """A sum, product, power or ``%``, measured before it is worked out."""
        if operator == "%" and isinstance(left, str):
            _measure_format(left)
        elif operator in ("*", "**") and isinstance(left, int) and isinstance(right, int):
            _bound(_bits(operator, left, right), MOST_BITS)
        elif operator == "*":
            _bound(_length(left) * _number(right), MOST)
            _bound(_length(right) * _number(left), MOST)
        elif operator == "+":
            _bound(_length(left) + _length(right), MOST)
        return super().call_binop(context, operator, left, right)

    def count_round(self) -> str:
        """One more round of a loop."""
        self.rounds += 1
        if self.rounds > MOST_ROUNDS:
            raise TooMuchError(f"模板里的循环转了 {MOST_ROUNDS} 圈还没有完")
        return ""

    def put_together(self, *pieces: Any) -> str:
        """``a ~ b``, of a length that a person could have meant."""
        _bound(sum(_length(one) for one in pieces), MOST)
        join: Callable[[Iterable[Any]], str] = markup_join if self.autoescape else str_join
        return join(pieces)

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """The whole text of a run."""
        kept, length = [], 0
        for piece in pieces:
            length += len(piece)
            _bound(length, 10 * MOST)
            kept.append(piece)
        return "".join(kept)


class _Measures(NodeTransformer):
    """Puts a count into every loop, and measures what ``~`` puts together."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - jinja2 names its visitors so
        self.generic_visit(node)
        node.body.insert(0, self._at(node, nodes.ExprStmt(self._call(node, "count_round", []))))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return self._call(node, "put_together", node.nodes)

    def _call(self, node: nodes.Node, name: str, arguments: list[nodes.Expr]) -> nodes.Call:
        attribute = self._at(node, nodes.EnvironmentAttribute(name))
        return self._at(node, nodes.Call(attribute, arguments, [], None, None))

    def _at(self, node: nodes.Node, made: Node) -> Node:
        made.set_lineno(node.lineno, override=False)
        made.set_environment(self._environment)
        return made


def said_of(fault: BaseException) -> str:
    """What one of ``FAULTS`` comes to, in words."""
    if isinstance(fault, RecursionError | MemoryError | SyntaxError):
        return "模板里一层套一层，没有尽头"
    chinese = any("\u4e00" <= char <= "\u9fff" for char in str(fault))
    return str(fault) if chinese else f"这里算不出来（{fault}）"


def refuse_calling(tree: nodes.Template) -> int:
    """The line of the first construct that calls itself or fetches another file; 0 where there is none."""
    return next((node.lineno for node in tree.find_all(CALLING)), 0)


def _bound(asked: int, most: int) -> None:
    if asked > most:
        raise TooMuchError("模板要的内容长得不正常")


def _length(value: Any) -> int:
    return len(value) if isinstance(value, (str, bytes, list, tuple)) else 0


def _number(value: Any) -> int:
    return max(0, value) if isinstance(value, int) else 0


def _bits(operator: str, left: int, right: int) -> int:
    return left.bit_length() * max(0, right) if operator == "**" else left.bit_length() + right.bit_length()


def _measure_format(words: str) -> None:
    if WIDE.search(words):
        raise TooMuchError("格式里的宽度大得不正常")


def _join(values: Iterable[Any], between: str = "") -> str:
    """The texts of some values, one behind the other."""
    texts = [str(one) for one in values]
    _bound(sum(map(len, texts)) + len(between) * len(texts), MOST)
    return between.join(texts)


def _replace(text: Any, old: str, new: str) -> str:
    """A text with some words replaced by others."""
    whole, wanted, instead = str(text), str(old), str(new)
    _bound(len(whole) + whole.count(wanted) * len(instead), MOST)
    return whole.replace(wanted, instead)


@pass_environment
def _sum(environment: Environment, values: Iterable[Any], attribute: str | int | None = None) -> Any:
    """The sum of some numbers."""
    total: Any = do_sum(environment, values, attribute)
    return total


def _format(words: str, *values: Any) -> str:
    """A number in a short format (``%.1f``)."""
    _measure_format(str(words))
    made: str = str(words) % values
    return made
