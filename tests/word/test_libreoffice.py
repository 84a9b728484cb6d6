import re
import subprocess
from pathlib import Path

import pytest

from tests.word.reading import Reader, words
from tests.word.samples import NOW, SAMPLES
from ue_tui.word import render

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]


def as_text(soffice: str, document: bytes, folder: Path) -> str:
    """What LibreOffice reads in a document."""
    path = folder / "handout.docx"
    path.write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "handout.txt").read_text(encoding="utf-8-sig")


def parts_of(text: str) -> list[str]:
    return re.findall(r"[^\s\u00ad\u200b-\u202e]+", text.replace("\u2011", "-"))


@pytest.mark.parametrize("name", SAMPLES)
def test_libreoffice_gives_every_word_back_in_order(name: str, soffice: str, tmp_path: Path) -> None:
    document = render(SAMPLES[name](), now=NOW)
    expected = [word for p in Reader(document).find("//w:body//w:p") for word in parts_of(words(p))]

    given = "".join(parts_of(as_text(soffice, document, tmp_path).replace("•", "")))

    position = 0
    for word in expected:
        position = given.find(word, position)
        assert position >= 0, word
        position += len(word)
