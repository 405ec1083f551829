"""What goes into the frozen program and what stays out, as plain lists for selfcheck.spec."""

import importlib.metadata
import re
import runpy
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Never used at run time; some would cost start-up time by their run-time hooks, too.
EXCLUDED_MODULES = [
    *("tkinter", "unittest", "doctest", "pdb", "pydoc", "lib2to3", "distutils", "ensurepip"),
    *("setuptools", "pkg_resources", "_distutils_hack", "pip", "wheel"),
    *("numpy", "pandas", "lxml", "IPython", "matplotlib", "multiprocessing", "curses"),
    *("pygments", "markdown_it"),  # rich colours source code with them
    *("PIL.AvifImagePlugin", "PIL._avif", "PIL.ImageTk", "PIL._imagingtk"),
    *("mypy", "hypothesis", "pytest", "_pytest", "PyInstaller", "coverage"),
    # for going online, which this program never does (pyHanko insists on aiohttp and certifi)
    *("requests", "urllib3", "charset_normalizer"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2"),
    *("PySide6.QtSql", "PySide6.QtTest", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"),
    *("PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtXml"),
]

# Imported by name at run time, where PyInstaller cannot see it.
HIDDEN = [
    "_rl_accel",  # ReportLab's speed-up
    "alembic.op",
    "logging.config",
    "sqlalchemy.dialects.sqlite",
]

# Parts of Qt that a hook brings along and nothing here loads.
UNWANTED = re.compile(
    r"""PySide6/(?:Qt/)?translations/(?!qtbase_zh_CN)
    |PySide6/(?:Qt/)?plugins/(?:networkinformation|sqldrivers|tls|qmltooling|generic
        |egldeviceintegrations|virtualkeyboard|wayland-graphics-integration-server)/
    |PySide6/(?:Qt/)?plugins/imageformats/.*(?:qicns|qpdf|qtga|qtiff|qwbmp|qgif)
    |PySide6/(?:Qt/)?plugins/platforms/.*(?:qeglfs|qlinuxfb|qminimalegl|qvkkhrdisplay|qvnc|qdirect2d)
    |PySide6/(?:Qt/)?plugins/platforminputcontexts/.*virtualkeyboard
    |(?:PySide6/(?:Qt/lib/)?)?(?:lib)?Qt6?(?:Qml|Quick|VirtualKeyboard|EglF|Pdf|Sql|Test)
    |PySide6/opengl32sw
    # the GTK theme, and all that only it needs
    |PySide6/(?:Qt/)?plugins/platformthemes/libqgtk3
    |lib(?:atk|cairo|pango|gdk|gio-|gmodule|gobject|harfbuzz\.so|graphite2|thai|datrie|fribidi)
    |lib(?:pixman|mount|blkid|selinux)
    |(?:pillow\.libs/)?libavif
    """,
    re.VERBOSE,
)
LICENCE_FILE = re.compile(r"\.dist-info/.*(?:LICEN[CS]E|COPYING|NOTICE|AUTHORS)", re.IGNORECASE)


def is_wanted(name: str) -> bool:
    """Whether a file that PyInstaller found belongs into the program's folder."""
    return UNWANTED.match(PurePosixPath(name.replace("\\", "/")).as_posix()) is None


def hidden_imports(root: Path) -> list[str]:
    """All of our own modules (screens are imported by name), and the others' hidden ones."""
    source = root / "src"
    own = [
        ".".join(path.relative_to(source).with_suffix("").parts)
        for path in sorted((source / "selfcheck").rglob("*.py"))
        if not path.name.startswith("0")  # a migration's name is no module's name
    ]
    modules = [name.removesuffix(".__init__") for name in own]
    token = ["pkcs11", "pyhanko.sign.pkcs11"] if _is_installed("python-pkcs11") else []
    return [name for name in modules if not name.endswith("__main__")] + HIDDEN + token


def files_to_ship(root: Path) -> list[tuple[str, str]]:
    """Pairs of (file or folder, folder in the bundle) of all that is read as a file."""
    migrations = "selfcheck/migrations"
    return [
        (str(root / "forms"), "forms"),
        (str(root / "resources"), "resources"),
        # Alembic reads its steps as files
        (str(root / "src" / migrations / "env.py"), migrations),
        (str(root / "src" / migrations / "versions" / "*.py"), f"{migrations}/versions"),
        *(
            (str(schema), str(schema.parent.relative_to(root / "src")))
            for schema in _data(root)
        ),
        (str(root / "LICENSE"), "."),
        (str(root / "NOTICE"), "."),
        (str(root / "LICENSES"), "LICENSES"),
        *licences(root),
    ]


def licences(root: Path) -> Iterator[tuple[str, str]]:
    """The licence texts that the packages in it bring, each under its package's name."""
    for name in sorted(shipped(root)):
        for file in importlib.metadata.files(name) or []:
            if LICENCE_FILE.search(str(file)):
                yield str(file.locate()), f"LICENSES/{name}"


def shipped(root: Path) -> set[str]:
    """Every package that is installed with the program: its dependencies, and theirs."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [text for texts in project["optional-dependencies"].values() for text in texts]
    waiting = [Requirement(text) for text in [*project["dependencies"], *extras]]
    found: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        needs = importlib.metadata.distribution(name).requires or []
        waiting += [Requirement(text) for text in needs]
    return found


def version(root: Path) -> str:
    """The project's version, such as 0.1.0."""
    return str(runpy.run_path(str(root / "src" / "selfcheck" / "version.py"))["VERSION"])


def icon(root: Path) -> str | None:
    """The program's icon where the system shows one in the file itself."""
    found = root / "resources" / "icons" / "app.ico"
    return str(found) if found.is_file() and sys.platform == "win32" else None


def version_resource(root: Path, name: str) -> Any:  # PyInstaller's class has no types
    """What Windows shows under Properties, Details; None elsewhere."""
    if sys.platform != "win32":
        return None
    from PyInstaller.utils.win32 import versioninfo as v

    text = version(root)
    numbers = tuple(int(part) for part in [*text.split("."), "0", "0"][:4])
    table = v.StringTable(
        "080404b0",  # simplified Chinese, Unicode
        [
            v.StringStruct("FileDescription", "重大事故隐患自查"),
            v.StringStruct("FileVersion", text),
            v.StringStruct("OriginalFilename", f"{name}.exe"),
            v.StringStruct("ProductName", "selfcheck"),
            v.StringStruct("ProductVersion", text),
            v.StringStruct("LegalCopyright", "Apache-2.0"),
        ],
    )
    return v.VSVersionInfo(
        ffi=v.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            v.StringFileInfo([table]),
            v.VarFileInfo([v.VarStruct("Translation", [0x804, 1200])]),
        ],
    )


def _data(root: Path) -> list[Path]:
    """Files inside the package that are no Python, such as a JSON Schema."""
    package = root / "src" / "selfcheck"
    skip = {".py", ".pyc", ".md"}
    return sorted(p for p in package.rglob("*") if p.is_file() and p.suffix not in skip)


def _is_installed(package: str) -> bool:
    try:
        importlib.metadata.distribution(package)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True
