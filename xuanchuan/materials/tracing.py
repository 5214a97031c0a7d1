"""What a template does with the unit's fields, read from its source: printed, asked whether empty, measured, looked into.

A field that is only printed, or only asked whether there is anything in it, can be filled in after the template has
run; one that is measured decides by its length; one that is compared, filtered or looped over decides what the template
says. Whatever is not plainly one of the first three counts as looking into, so nothing is missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from xuanchuan.materials.templates import Template

UNIT = "unit"
SITES = ("站点", "site")
# Names a template may use that are worked out from the unit: what they look into.
WORKED_OUT = {"here": ("level", "county"), "lower_units": ("level",), "local_rules": ("province",)}
ALL = "*"
# Filters that only see how many characters there are, and of what width.
MEASURING = ("count", "sms_units", "sms_parts")


@dataclass
class Uses:
    """Fields by what is done with them: ``unit`` fields by their names, roster columns as 站点.名称.

    ``guarded`` are printed only where a test has found that there is something in them; ``bare`` are printed anyway.
    ``ALL`` in ``looked_into`` stands for every field there is.
    """

    bare: set[str] = field(default_factory=set)
    guarded: set[str] = field(default_factory=set)
    tested: set[str] = field(default_factory=set)
    measured: set[str] = field(default_factory=set)
    looked_into: set[str] = field(default_factory=set)

    @property
    def every(self) -> set[str]:
        """All fields the template has to do with."""
        return self.bare | self.guarded | self.tested | self.measured | self.looked_into

    def __or__(self, other: Uses) -> Uses:
        """The uses of two templates together."""
        return Uses(
            self.bare | other.bare,
            self.guarded | other.guarded,
            self.tested | other.tested,
            self.measured | other.measured,
            self.looked_into | other.looked_into,
        )


@lru_cache(maxsize=32)
def trace(template: Template) -> Uses:
    """What the template does with each field of the unit; worked out once for each template."""
    tree = SandboxedEnvironment(trim_blocks=True, lstrip_blocks=True).parse(template.body)
    uses = Uses()
    _Reader(uses, _assigned(tree)).statements(tree.body, frozenset())
    return uses


def _assigned(tree: nodes.Template) -> dict[str, set[str]]:
    """Variable -> the fields it may carry, however often it is set."""
    carried: dict[str, set[str]] = {}
    grown = True
    while grown:
        before = sum(map(len, carried.values()))
        for name, value in _assignments(tree):
            carried.setdefault(name, set()).update(_fields(value, carried))
        grown = sum(map(len, carried.values())) != before
    return {name: found for name, found in carried.items() if found}


def _assignments(tree: nodes.Template) -> Iterator[tuple[str, nodes.Node]]:
    for target, value in _pairs(tree):
        for name in (target, *target.find_all(nodes.Name)):
            if isinstance(name, nodes.Name):
                yield name.name, value


def _pairs(tree: nodes.Template) -> Iterator[tuple[nodes.Node, nodes.Node]]:
    """(target, value) of everything a template sets, loops over or names with ``with``."""
    yield from ((one.target, one.node) for one in tree.find_all(nodes.Assign))
    yield from ((one.target, one.iter) for one in tree.find_all(nodes.For))
    for one in tree.find_all(nodes.With):
        yield from zip(one.targets, one.values, strict=True)


def _field(node: nodes.Node) -> str | None:
    """The field an expression is exactly: unit.phone, 站点.户数, 站点['户数']."""
    if isinstance(node, nodes.Getattr):
        base, name = node.node, node.attr
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        base, name = node.node, str(node.arg.value)
    else:
        return None
    if not isinstance(base, nodes.Name):
        return None
    return name if base.name == UNIT else f"{SITES[0]}.{name}" if base.name in SITES else None


def _fields(node: nodes.Node, carried: dict[str, set[str]]) -> set[str]:
    """Every field an expression has to do with."""
    exact = _field(node)
    if exact:
        return {exact}
    if isinstance(node, nodes.Name):
        if node.name == UNIT or node.name in SITES:
            return {ALL}
        return set(carried.get(node.name, ())) | set(WORKED_OUT.get(node.name, ()))
    return {name for child in node.iter_child_nodes() for name in _fields(child, carried)}


def _is_joined(node: nodes.Node) -> bool:
    """Whether an expression is nothing but fields, variables and constants one after another."""
    if isinstance(node, nodes.Concat):
        return all(_is_joined(part) for part in node.nodes)
    return isinstance(node, (nodes.Name, nodes.Const)) or _field(node) is not None


class _Reader:
    """Walks statements, knowing which fields have been found not to be empty."""

    def __init__(self, uses: Uses, carried: dict[str, set[str]]) -> None:
        self.uses, self.carried = uses, carried

    def statements(self, body: list[nodes.Node], known: frozenset[str]) -> None:
        """Statements one after another."""
        for node in body:
            self._statement(node, known)

    def _statement(self, node: nodes.Node, known: frozenset[str]) -> None:
        if isinstance(node, nodes.Output):
            for one in node.nodes:
                self._printed(one, known)
        elif isinstance(node, nodes.If):
            self._branch(node, known)
        elif isinstance(node, nodes.Assign):
            self._kept(node.node, known)
        elif isinstance(node, nodes.For):
            self._look(node.iter)
            self._look(node.test)
            self.statements([*node.body, *node.else_], known)
        else:
            self._look(node)

    def _branch(self, node: nodes.If, known: frozenset[str]) -> None:
        found = self._asked(node.test)
        self.statements(node.body, known | found)
        for other in node.elif_:
            self._branch(other, known)
        self.statements(node.else_, known)

    def _printed(self, node: nodes.Node, known: frozenset[str]) -> None:
        """An expression whose characters go straight into the text."""
        exact = _field(node)
        if exact:
            (self.uses.guarded if exact in known else self.uses.bare).add(exact)
        elif isinstance(node, nodes.Concat):
            for part in node.nodes:
                self._printed(part, known)
        elif isinstance(node, nodes.CondExpr):
            found = self._asked(node.test)
            self._printed(node.expr1, known | found)
            if node.expr2 is not None:
                self._printed(node.expr2, known)
        elif isinstance(node, nodes.Name) and node.name in self.carried:
            self._bare(node, known)
        elif not isinstance(node, (nodes.TemplateData, nodes.Const)):
            self._look(node)

    def _kept(self, node: nodes.Node, known: frozenset[str]) -> None:
        """An expression kept in a variable: fields joined up may still be filled in later, anything else may not."""
        if isinstance(node, nodes.Concat):
            for part in node.nodes:
                self._kept(part, known)
        elif _field(node):
            self._printed(node, known)
        elif not isinstance(node, nodes.Const):
            self._look(node)

    def _bare(self, node: nodes.Name, known: frozenset[str]) -> None:
        for name in self.carried[node.name]:
            (self.uses.guarded if name in known else self.uses.bare).add(name)

    def _asked(self, test: nodes.Node) -> frozenset[str]:
        """A condition; the fields that have something in them where it holds."""
        exact = _field(test)
        if exact:
            self.uses.tested.add(exact)
            return frozenset((exact,))
        if isinstance(test, nodes.And):
            return self._asked(test.left) | self._asked(test.right)
        if isinstance(test, nodes.Or):
            return self._asked(test.left) & self._asked(test.right)
        if isinstance(test, nodes.Not):
            self._asked(test.node)
            return frozenset()
        self._look(test)
        return frozenset()

    def _look(self, node: nodes.Node | None) -> None:
        if node is None:
            return
        if (
            isinstance(node, nodes.Filter)
            and node.name in MEASURING
            and node.node is not None
            and _is_joined(node.node)
        ):
            self.uses.measured |= _fields(node.node, self.carried)
        elif _field(node) or isinstance(node, nodes.Name):
            self.uses.looked_into |= _fields(node, self.carried)
        else:
            for child in node.iter_child_nodes():
                self._look(child)
