"""Imports point inwards: bot → handlers → knowledge."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGES = ("knowledge", "handlers", "bot")
_NETWORK = {"telegram", "httpx", "aiohttp", "requests", "socket", "starlette", "uvicorn"}
_DATABASE = {"sqlite3", "sqlalchemy", "alembic", "aiosqlite", "psycopg"}
FORBIDDEN = {
    "knowledge": {"bot", "handlers", "tests", "asyncio", "typer", "rich"} | _NETWORK | _DATABASE,
    "handlers": {"bot", "tests", "yaml", "jieba", "rapidfuzz"} | _DATABASE,
    "bot": {"tests"},
}
NOT_NOUNS = {"utils", "util", "helpers", "helper", "common", "const", "constants", "misc", "tools"}
_LONGEST_INIT = 10
INSIDE_KNOWLEDGE = (
    ("model", "figures", "privacy"),
    ("language",),
    ("files", "index", "conflicts"),
    ("loading", "ranking"),
    ("derived",),
    ("answering",),
    ("announcements", "evaluation"),
)

MODULES = [
    pytest.param(package, path, id=str(path.relative_to(PROJECT)))
    for package in PACKAGES
    for path in sorted((PROJECT / package).rglob("*.py"))
]


def imported_names(path: Path) -> Iterator[str]:
    """The full name of every module that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


def imported_packages(path: Path) -> set[str]:
    """The top-level packages that a file imports; a relative import names its own package."""
    return {name.partition(".")[0] for name in imported_names(path)} - {""}


@pytest.mark.parametrize("package", PACKAGES)
def test_the_packages_that_are_checked_have_modules(package: str) -> None:
    assert list((PROJECT / package).glob("*.py"))


@pytest.mark.parametrize(("package", "path"), MODULES)
def test_imports_point_inwards(package: str, path: Path) -> None:
    assert not imported_packages(path) & FORBIDDEN[package]


@pytest.mark.parametrize(("package", "path"), MODULES)
def test_a_module_is_named_after_what_it_holds(package: str, path: Path) -> None:
    assert path.stem not in NOT_NOUNS


@pytest.mark.parametrize("path", [PROJECT / package / "__init__.py" for package in PACKAGES], ids=PACKAGES)
def test_nothing_happens_when_a_package_is_imported(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert all(isinstance(node, ast.Expr | ast.ImportFrom | ast.Assign) for node in tree.body)
    assert len(tree.body) <= _LONGEST_INIT


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("import telegram", id="a plain import"),
        pytest.param("import telegram.ext as t", id="a submodule under another name"),
        pytest.param("from telegram import Bot", id="a name from it"),
        pytest.param("from telegram.ext import filters", id="a name from its submodule"),
        pytest.param("def f():\n    import telegram", id="inside a function"),
    ],
)
def test_an_import_is_seen_wherever_it_stands(line: str, tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(line + "\n", "utf-8")
    assert imported_packages(module) & FORBIDDEN["knowledge"] == {"telegram"}


def test_a_word_that_only_begins_like_a_forbidden_package_is_allowed(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("import botany\nfrom . import bot\n", "utf-8")
    assert not imported_packages(module) & FORBIDDEN["knowledge"]


def _needs(path: Path) -> set[str]:
    """The full names of what a module imports when it runs."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = [ast.Pass()]
    return {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
    }


def _name(path: Path) -> str:
    """The full name of a module; a package goes by that of its folder."""
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_needs_itself_in_a_circle(package: str) -> None:
    modules = {_name(path): path for path in (PROJECT / package).rglob("*.py")}
    needs = {name: _needs(path) & modules.keys() for name, path in modules.items()}
    assert any(needs.values())
    TopologicalSorter(needs).prepare()


def test_packages_inside_knowledge_need_only_those_before_them() -> None:
    layer = {package: number for number, packages in enumerate(INSIDE_KNOWLEDGE) for package in packages}
    assert layer.keys() == {path.parent.name for path in (PROJECT / "knowledge").glob("*/__init__.py")}
    for path in (PROJECT / "knowledge").glob("*/*.py"):
        needed = {name.split(".")[1] for name in _needs(path) if name.startswith("knowledge.")}
        for package in needed - {path.parent.name}:
            assert layer[package] < layer[path.parent.name], f"{path} needs knowledge/{package}"
