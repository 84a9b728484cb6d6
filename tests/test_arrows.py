"""What the import contracts cannot see: what a fresh Python really loads."""

import subprocess
import sys

import pytest

HEAVY = {"docx", "pydantic", "rich", "textual"}


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh Python has after some code and had not before it."""
    script = f"""
import sys
before = set(sys.modules)
try:
    {code}
except SystemExit:
    pass
print()
print(*{{name.partition(".")[0] for name in set(sys.modules) - before}})
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def test_the_model_loads_the_standard_library_only() -> None:
    every_module = (
        "import importlib, pkgutil, ue_tui.model as m; "
        "[importlib.import_module(found.name) for found in pkgutil.walk_packages(m.__path__, 'ue_tui.model.')]"
    )

    assert loaded_by(every_module) - sys.stdlib_module_names == {"ue_tui"}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(option: str) -> None:
    loaded = loaded_by(f"sys.argv = ['ue-tui', {option!r}]; from ue_tui.cli import main; main()")

    assert "ue_tui" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize(
    ("module", "too_early"),
    [
        ("ue_tui.store", {"docx", "pydantic", "rich", "textual"}),
        ("ue_tui.tui.app", {"docx", "pydantic"}),
        ("ue_tui.word", {"docx", "pydantic", "rich", "textual"}),
    ],
)
def test_a_library_is_loaded_where_it_is_first_needed(module: str, too_early: set[str]) -> None:
    assert loaded_by(f"import {module}") & too_early == set()
