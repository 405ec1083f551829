import re

from build_scripts.bundle_contents import shipped
from build_scripts.environment import ROOT


def test_the_notice_names_everything_that_ships_with_its_licence() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    listed = set(re.findall(r"^   ([a-z][a-z0-9-]+) {2,}\S", notice, re.MULTILINE))
    by_name = {
        name for name in shipped(ROOT) if "pyside6" not in name and "shiboken6" not in name
    }
    assert sorted(by_name - listed) == []
    assert "LGPL-3.0-only" in notice


def test_every_font_has_its_licence_beside_it_and_in_the_notice() -> None:
    fonts = ROOT / "resources" / "fonts"
    notice = (ROOT / "NOTICE").read_text("utf-8")
    licences = sorted(path.name for path in fonts.glob("*OFL.txt"))
    assert licences
    assert [name for name in licences if name not in notice] == []
    families = {path.stem.split("-")[0] for path in fonts.glob("*.ttf")}
    assert families == {name.split("-")[0] for name in licences}


def test_the_licence_is_apache_2_whole() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
