"""The project as a stranger finds it: its README, its pinned versions, and the wheel that is made of it."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

COMMANDS = ["demo", "init", "projector", "sheet", "status", "check", "show", "set", "clock", "export", "schema"]
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def requirements(root: Path) -> dict[str, list[Requirement]]:
    """What the project asks for: to run (`""`), and by the name of each extra."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {"": project["dependencies"], **project["optional-dependencies"]}
    return {name: [Requirement(line) for line in lines] for name, lines in asked.items()}


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints, where it succeeds; else its own words are the failure."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files_under(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("ending", ["ue-tui demo", "python -m pytest -n auto"])
def test_readme_opens_with_one_line_for_each_shell(readme: str, ending: str) -> None:
    opening = readme.partition("\n## ")[0]
    [posix] = re.findall(rf"^python3 -m venv \.venv && .*\.venv/bin/{ending}$", opening, re.MULTILINE)
    [windows] = re.findall(rf"^python -m venv \.venv; .*\.venv\\Scripts\\{ending}$", opening, re.MULTILINE)

    # Word for word the same, but for what the two shells write differently.
    assert windows == posix.replace("python3", "python").replace(" &&", ";").replace(".venv/bin/", ".venv\\Scripts\\")


def test_ci_takes_its_test_command_from_the_readme(root: Path, readme: str) -> None:
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    [looked_for] = re.findall(r"grep -m 1 -F '(.+)' README\.md", script)

    assert len([line for line in readme.splitlines() if looked_for in line]) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme_and_explains_itself(root: Path, readme: str, command: str) -> None:
    assert re.search(rf"^\| `ue-tui {command}\b", readme, re.MULTILINE)
    assert "Usage:" in run(sys.executable, "-m", "ue_tui", command, "--help", cwd=root)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_to_a_file_leads_somewhere(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in link]

    assert [link for link in links if not (root / link).exists()] == []


def test_constraints_are_exact_versions_and_hold_no_address(
    root: Path, requirements: dict[str, list[Requirement]]
) -> None:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))

    assert all(re.fullmatch(r"#.*|[a-z0-9-]+==[0-9][0-9a-z.]*", line) for line in lines)
    assert not any("://" in line for line in lines)
    for asked in [*requirements[""], *requirements["dev"]]:
        assert asked.specifier.contains(pins[canonicalize_name(asked.name)]), asked


def test_every_library_that_the_program_imports_is_asked_for(
    root: Path, requirements: dict[str, list[Requirement]]
) -> None:
    imported = set()
    for path in (root / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
    made_by = packages_distributions()
    # python-docx brings lxml and is built on it, as pydantic is on its core.
    asked = {canonicalize_name(one.name) for one in requirements[""]} | {"lxml", "pydantic-core"}

    for name in imported - sys.stdlib_module_names - {"ue_tui"}:
        assert {canonicalize_name(made) for made in made_by.get(name, ())} & asked, f"{name} is not asked for"


@pytest.mark.slow
def test_wheel_installed_outside_the_checkout_carries_the_sample_event(root: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", tmp_path / "dist", root, cwd=tmp_path)
    [wheel] = (tmp_path / "dist").glob("*.whl")
    sample = {name.removeprefix("ue_tui/sample/") for name in zipfile.ZipFile(wheel).namelist() if "/sample/" in name}
    assert {name.partition("/")[0] for name in sample} == {"sessions", "worksheets"}

    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / SCRIPTS
    run(scripts / "python", "-m", "pip", "install", "-q", "-c", root / "constraints.txt", wheel, cwd=tmp_path)

    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["version"]["path"]
    [number] = re.findall(r'^__version__ = "(.+)"$', (root / version).read_text(encoding="utf-8"), re.MULTILINE)
    assert number in run(scripts / "ue-tui", "--version", cwd=tmp_path)

    run(scripts / "ue-tui", "demo", "--no-open", tmp_path / "event", cwd=tmp_path)
    for folder in ("sessions", "worksheets"):
        copied = files_under(tmp_path / "event" / folder)
        assert copied
        assert copied.items() >= files_under(root / folder).items()
