"""What every test can use."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before any test imports Textual: it reads the environment once.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

# Machines differ in speed by a factor of two from minute to minute: a time limit for an example would fail at random.
settings.register_profile("ue-tui", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ue-tui")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout's own folder."""
    return Path(__file__).parents[1]


@pytest.fixture
def nasty() -> str:
    """Words of a person that would be a crash or a hole in the text if they were read as markup."""
    return "[/b] [x] [red] [b +"


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice; in CI a test that needs it fails without it, elsewhere it is skipped."""
    if found := shutil.which("soffice"):
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("LibreOffice (soffice) is missing, and in CI nothing is skipped.")
    pytest.skip("LibreOffice (soffice) is not installed.")
