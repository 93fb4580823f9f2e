"""What a template of a vault's own may say.

Vaults are shared and synced, and a sandbox alone does not keep a template from going on for ever. So there is
less: text, a value or a part of one, `if` and `for`, and a few filters. Nothing in that can call, compute or
repeat more than the values do. Knows Jinja's syntax tree; knows no value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import TemplateSyntaxError, meta, nodes

from aimo_md.notes.render import ENVIRONMENT, TemplateFaultError

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST: Final = 1 << 15
"""Characters in the source of a template."""
FILTERS: Final = ("capitalize", "first", "join", "last", "length", "lower", "trim", "upper")
_KINDS: Final = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const),
    *(nodes.If, nodes.For, nodes.Filter, nodes.Not, nodes.And, nodes.Or),
)
_DEEPEST: Final = 30
_LOOPS: Final = 2


def check_template(source: str, names: Collection[str]) -> None:
    """Make sure that a template keeps the rules.

    Args:
        source: its text.
        names: the values that it gets.

    Raises:
        TemplateFaultError: it does not, or it is no template.
    """
    if len(source) > LONGEST:
        raise TemplateFaultError(f"has more than {LONGEST:,} characters", 0)
    try:
        tree = ENVIRONMENT.parse(source)
        _check(tree, depth=0, loops=0)
    except TemplateSyntaxError as error:
        raise TemplateFaultError(error.message or "is no template", error.lineno) from error
    except RecursionError as error:
        raise TemplateFaultError("is nested too deep", 0) from error
    for name in sorted(meta.find_undeclared_variables(tree) - set(names)):
        line = min(node.lineno for node in tree.find_all(nodes.Name) if node.name == name)
        raise TemplateFaultError(f"there is no `{name}` here, only {', '.join(sorted(names))}", line)


def _check(node: nodes.Node, depth: int, loops: int) -> None:
    if depth > _DEEPEST:
        raise TemplateFaultError("is nested too deep", node.lineno)
    if not isinstance(node, _KINDS):
        what = type(node).__name__.lower()
        raise TemplateFaultError(
            f"only values, `if`, `for` and filters may stand here, not `{what}`", node.lineno
        )
    if isinstance(node, nodes.For):
        loops += 1
        if loops > _LOOPS:
            raise TemplateFaultError(f"more than {_LOOPS} loops stand in each other", node.lineno)
    if isinstance(node, nodes.Filter):
        _check_filter(node)
    for child in node.iter_child_nodes():
        _check(child, depth + 1, loops)


def _check_filter(node: nodes.Filter) -> None:
    """A filter takes a value, not what another filter made: a chain of them could grow without end."""
    if node.name not in FILTERS:
        raise TemplateFaultError(f"the filters are {', '.join(FILTERS)}, not `{node.name}`", node.lineno)
    plain = isinstance(node.node, nodes.Name | nodes.Getattr) and not node.kwargs
    if not plain or not all(isinstance(argument, nodes.Const) for argument in node.args):
        raise TemplateFaultError("a filter takes a single value", node.lineno)
