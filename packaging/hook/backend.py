"""Builds the package that pre-commit installs: an empty one that asks for the wheel of medproof.

The interface is that of PEP 517. A backend of its own needs no other package, so that nothing has to be fetched first.
"""

import pathlib
import re
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def _metadata():
    text = ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', text, re.MULTILINE).group(1)
    wheel = re.search(r'^dependencies = \["(.+)"\]$', text, re.MULTILINE).group(1)
    lines = ["Metadata-Version: 2.1", "Name: medproof-hook", f"Version: {version}", f"Requires-Dist: {wheel}"]
    return version, "\n".join(lines) + "\n"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    version, metadata = _metadata()
    folder = f"medproof_hook-{version}.dist-info"
    files = {
        f"{folder}/METADATA": metadata,
        f"{folder}/WHEEL": "Wheel-Version: 1.0\nGenerator: medproof\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},,\n" for name in [*files, f"{folder}/RECORD"])
    name = f"medproof_hook-{version}-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(wheel_directory) / name, "w") as wheel:
        for path, text in {**files, f"{folder}/RECORD": record}.items():
            wheel.writestr(zipfile.ZipInfo(path), text)
    return name


def build_sdist(sdist_directory, config_settings=None):
    raise NotImplementedError("the hook is installed from a clone; the source of medproof is built in python/")
