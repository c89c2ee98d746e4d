"""The fonts that posters are set in: copied by the build from npm packages into `web/poster/fonts`, each with its licence (OFL 1.1).

Noto Sans for Latin, Greek, Cyrillic and Devanagari, and its sisters for Arabic and Ethiopic; two weights of each, about 2.4 MB.
The pages themselves load no font.
"""

import shutil
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "poster" / "fonts"
PACKAGES = {"noto-sans": "NotoSans", "noto-sans-arabic": "NotoSansArabic", "noto-sans-ethiopic": "NotoSansEthiopic"}
WEIGHTS = ("400Regular", "700Bold")


def font_files(packages: Path) -> dict[str, Path]:
    """The files to copy: name in the target, and where it lies below the folder of the packages."""
    files: dict[str, Path] = {}
    for package, family in PACKAGES.items():
        folder = packages / "@expo-google-fonts" / package
        files |= {f"{family}-{weight}.ttf": folder / weight / f"{family}_{weight}.ttf" for weight in WEIGHTS}
        files[f"{family}-LICENSE.txt"] = folder / "LICENSE_FONT"
    return files


def fonts_in_place(target: Path = TARGET) -> bool:
    """Whether every font and licence is there."""
    return all((target / name).is_file() for name in font_files(Path()))


def copy_fonts(packages: Path, target: Path = TARGET) -> None:
    """Copy the fonts, so that whoever reads meanwhile sees whole files; what is no longer wanted goes."""
    target.mkdir(parents=True, exist_ok=True)
    wanted = font_files(packages)
    with tempfile.TemporaryDirectory(dir=target.parent) as made:
        for name, source in wanted.items():
            shutil.copyfile(source, Path(made) / name)
            (Path(made) / name).replace(target / name)
    for old in target.iterdir():
        if old.name not in wanted:
            old.unlink()
