import re
from io import BytesIO

import docx
import pytest

from tests.word.reading import NAMES, Reader, W
from tests.word.samples import NOW, SAMPLES, ordinary
from ue_tui.word import render
from ue_tui.word.styles import GREY, LOOKS, SHADES
from ue_tui.word.template import template


def test_the_template_is_built_once() -> None:
    assert template() is template()


def test_the_template_opens_with_python_docx_and_is_empty() -> None:
    document = docx.Document(BytesIO(template()))

    assert document.element.body.xpath("w:p | w:tbl") == []
    assert document.core_properties.author == ""


def test_nothing_of_the_librarys_own_template_is_left() -> None:
    made = Reader(ordinary())

    assert not any("thumbnail" in name or "customXml" in name for name in made.parts)
    assert not any(b"python-docx" in content or b"2013" in content for content in made.parts.values())


def test_every_style_in_use_is_defined_and_every_one_based_on_another_that_is() -> None:
    made = Reader(SAMPLES["hostile"]())
    defined = {style.get(f"{W}styleId") for style in made.find("//w:style", "word/styles.xml")}
    used = {
        style
        for part in ("word/document.xml", "word/header.xml", "word/footer.xml")
        for style in made.values("//w:pStyle | //w:rStyle | //w:tblStyle", part)
    }
    leaning = set(made.values("//w:basedOn | //w:next", "word/styles.xml"))

    assert used | leaning <= defined
    assert len(defined) < 25


def test_settings_name_the_zoom_in_percent_and_the_word_of_today() -> None:
    made = Reader(ordinary())

    assert made.one("//w:zoom", "word/settings.xml").get(f"{W}percent") == "100"
    assert made.values("//w:compatSetting[@w:name='compatibilityMode']", "word/settings.xml") == ["15"]


def test_the_languages_own_tag_is_the_documents() -> None:
    assert Reader(ordinary()).one("//w:docDefaults//w:lang", "word/styles.xml").get(f"{W}val") == "en"


def test_every_size_is_set_for_complex_scripts_too() -> None:
    for properties in Reader(ordinary()).find("//w:rPr[w:sz or w:b]", "word/styles.xml"):
        sizes = properties.xpath("w:sz/@w:val", namespaces=NAMES)
        assert properties.xpath("w:szCs/@w:val", namespaces=NAMES) == sizes
        assert len(properties.findall(f"{W}b")) == len(properties.findall(f"{W}bCs"))


def test_the_lead_is_the_largest_text_to_say_and_speech_fourteen_points() -> None:
    sizes = {look.id: look.size / 2 for look in LOOKS}

    assert sizes["Speech"] == 14
    assert 16 <= sizes["Lead"] <= 18
    assert sizes["Normal"] == 11
    assert sizes["Prompt"] == 9


@pytest.mark.parametrize("shade", SHADES)
def test_grey_words_stay_readable_on_every_shade(shade: str) -> None:
    def light(color: str) -> float:
        value = int(color[:2], 16) / 255
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    assert (light(shade or "FFFFFF") + 0.05) / (light(GREY) + 0.05) > 4.5


def test_the_same_handout_makes_the_same_parts() -> None:
    assert Reader(render(ordinary(), now=NOW)).parts == Reader(render(ordinary(), now=NOW)).parts


def test_no_part_names_a_machine() -> None:
    for content in Reader(ordinary()).parts.values():
        assert not re.search(rb"/(home|tmp|Users)/", content)
