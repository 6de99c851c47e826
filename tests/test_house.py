"""The shape of the house: small files, short functions, no way round in a circle."""

import ast
import statistics
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

HOME = Path(__file__).parent.parent
FLOORS = ("connectors", "knowledge", "broadcasts", "bot")
FILE_LINES = 250
MEDIAN_LINES, MOST_LINES = 9, 30


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (HOME / folder).rglob("*.py"))


@pytest.mark.parametrize(
    "path", sources(*FLOORS, "tests", "bench"), ids=lambda path: str(path.relative_to(HOME))
)
def test_a_file_is_small(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= FILE_LINES, "it wants a second room"


def test_functions_are_short() -> None:
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in sources(*FLOORS)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert statistics.median(lengths) <= MEDIAN_LINES
    assert lengths[len(lengths) * 9 // 10] <= MOST_LINES


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = grimp.build_graph(*FLOORS, cache_dir=None)
    order = TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    )
    assert len(list(order.static_order())) == len(graph.modules)
