#!/usr/bin/env python3
"""Makes everything that a release hands out besides wheels, from the wheels:

    packaging/assemble.py WHEELS OUT [--partial]

Every program is built once, into a wheel. From there it goes into an archive for each target, the packages of npm and the
image, with man pages and completions that the program of this machine writes. OUT then holds

    archives/       the archives and SHA256SUMS
    npm/            a folder for each package, ready for `npm publish`
    image/          what `docker build` is given
    medproof.rb     the formula of Homebrew, from the checksums
    medproof.json   the manifest of Scoop, from the checksums

Archives of one wheel are the same, byte for byte, whenever and wherever they are made. With --partial targets may be
missing, as where one wheel is tried; a release has to have all.
"""

import argparse
import gzip
import hashlib
import io
import json
import platform
import re
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPOSITORY = "https://github.com/medproof/medproof"

# What a platform is called: by wheels, and by Rust.
TARGETS = {
    r"(manylinux\w*|linux)_x86_64": "x86_64-unknown-linux-gnu",
    r"(manylinux\w*|linux)_aarch64": "aarch64-unknown-linux-gnu",
    r"musllinux\w*_x86_64": "x86_64-unknown-linux-musl",
    r"musllinux\w*_aarch64": "aarch64-unknown-linux-musl",
    r"macosx\w*_x86_64": "x86_64-apple-darwin",
    r"macosx\w*_arm64": "aarch64-apple-darwin",
    r"win_amd64": "x86_64-pc-windows-msvc",
    r"win_arm64": "aarch64-pc-windows-msvc",
}

# The package of npm for a target. On Linux the program that needs no library of the system serves all systems.
NPM = {
    "linux-x64": "x86_64-unknown-linux-musl",
    "linux-arm64": "aarch64-unknown-linux-musl",
    "darwin-x64": "x86_64-apple-darwin",
    "darwin-arm64": "aarch64-apple-darwin",
    "win32-x64": "x86_64-pc-windows-msvc",
    "win32-arm64": "aarch64-pc-windows-msvc",
}

# What docker calls a machine.
IMAGES = {"amd64": "x86_64-unknown-linux-musl", "arm64": "aarch64-unknown-linux-musl"}

SHELLS = {"bash": "medproof.bash", "zsh": "_medproof", "fish": "medproof.fish", "powershell": "medproof.ps1", "elvish": "medproof.elv"}


def main():
    parser = argparse.ArgumentParser(description="Makes what a release hands out, from its wheels.")
    parser.add_argument("wheels", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--partial", action="store_true", help="targets may be missing")
    arguments = parser.parse_args()
    version = version_of_package()
    programs = read_wheels(arguments.wheels, version)
    missing = sorted(set(TARGETS.values()) - set(programs))
    if missing and not arguments.partial:
        sys.exit(f"no wheel was built for {', '.join(missing)}")
    documents = write_documents(programs, version)
    out = arguments.out
    sums = write_archives(programs, documents, out / "archives")
    write_npm(programs, out / "npm", arguments.partial)
    write_image(programs, out / "image", arguments.partial)
    out.joinpath("medproof.rb").write_text(formula(version, sums), encoding="utf-8")
    out.joinpath("medproof.json").write_text(scoop(version, sums), encoding="utf-8")


def version_of_package():
    """The version that Cargo.toml gives, which everything else follows."""
    text = ROOT.joinpath("Cargo.toml").read_text(encoding="utf-8")
    return re.search(r'^version = "(.+)"$', text, re.MULTILINE).group(1)


def read_wheels(folder, version):
    """The program of each target."""
    programs = {}
    for wheel in sorted(folder.glob("*.whl")):
        name, of, _, _, tags = wheel.stem.split("-")
        if (name, of) != ("medproof", version):
            sys.exit(f"{wheel.name} is no wheel of medproof {version}")
        target = target_of(tags)
        with zipfile.ZipFile(wheel) as archive:
            inside = [info for info in archive.infolist() if re.search(r"\.data/scripts/medproof(\.exe)?$", info.filename)]
            if len(inside) != 1:
                sys.exit(f"{wheel.name} holds {len(inside)} programs")
            programs[target] = archive.read(inside[0])
    if not programs:
        sys.exit(f"there is no wheel in {folder}")
    return programs


def target_of(tags):
    """The target of a wheel's platform tag, which may name several versions of one platform."""
    for pattern, target in TARGETS.items():
        if all(re.fullmatch(pattern, tag) for tag in tags.split(".")):
            return target
    sys.exit(f"nobody knows the platform {tags}")


def write_documents(programs, version):
    """Man pages and completions, as the program of this machine writes them: names in an archive, and texts."""
    machine = {"x86_64": "x86_64", "amd64": "x86_64", "arm64": "aarch64", "aarch64": "aarch64"}[platform.machine().lower()]
    system = {"Linux": ["unknown-linux-gnu", "unknown-linux-musl"], "Darwin": ["apple-darwin"], "Windows": ["pc-windows-msvc"]}
    own = [target for end in system[platform.system()] if (target := f"{machine}-{end}") in programs]
    if not own:
        sys.exit("none of the wheels is for this machine, which writes man pages and completions")
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / program_name(own[0])
        program.write_bytes(programs[own[0]])
        program.chmod(0o755)

        def said(*words):
            return subprocess.run([program, *words], check=True, stdout=subprocess.PIPE).stdout

        if not said("--version").decode().startswith(f"medproof {version}"):
            sys.exit("the program in the wheel has another version")
        documents = {f"completions/{file}": said("completions", shell) for shell, file in SHELLS.items()}
        pages = said("man", "--list").decode().split()
        documents.update({f"man/{page}.1": said("man", page) for page in pages})
    return documents


def program_name(target):
    return "medproof.exe" if "windows" in target else "medproof"


def write_archives(programs, documents, out):
    """An archive for each target, with the checksums of all. Returns these by target."""
    out.mkdir(parents=True, exist_ok=True)
    texts = {name: ROOT.joinpath(name).read_bytes() for name in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"]}
    sums = {}
    for target, program in sorted(programs.items()):
        folder = f"medproof-{target}"
        files = {f"{folder}/{name}": data for name, data in sorted({**texts, **documents}.items())}
        files[f"{folder}/{program_name(target)}"] = program
        archive = out / (folder + (".zip" if "windows" in target else ".tar.gz"))
        archive.write_bytes(zipped(files) if archive.suffix == ".zip" else tarred(files))
        sums[target] = hashlib.sha256(archive.read_bytes()).hexdigest()
    lines = [f"{sums[target]}  medproof-{target}{'.zip' if 'windows' in target else '.tar.gz'}\n" for target in sorted(sums)]
    out.joinpath("SHA256SUMS").write_text("".join(lines), encoding="ascii")
    return sums


def mode_of(name):
    return 0o755 if name.rsplit("/", 1)[-1] in ("medproof", "medproof.exe") else 0o644


def tarred(files):
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(data), mode_of(name)
            archive.addfile(entry, io.BytesIO(data))
    return gzip.compress(raw.getvalue(), compresslevel=9, mtime=0)


def zipped(files):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFREG | mode_of(name)) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return raw.getvalue()


def write_npm(programs, out, partial):
    """The packages of npm: those of the platforms with their program, and the one that chooses among them."""
    shutil.copytree(ROOT / "npm" / "medproof", out / "medproof", dirs_exist_ok=True)
    for name, target in NPM.items():
        program = programs.get(target)
        if program is None and partial:
            # One wheel is tried: that of this machine may need the libraries of its system.
            program = programs.get(target.replace("musl", "gnu"))
        if program is None:
            continue
        shutil.copytree(ROOT / "npm" / name, out / name, dirs_exist_ok=True)
        path = out / name / program_name(target)
        path.write_bytes(program)
        path.chmod(0o755)
    for folder in out.iterdir():
        for text in ["LICENSE-MIT", "LICENSE-APACHE"]:
            shutil.copy(ROOT / text, folder / text)


def write_image(programs, out, partial):
    """What `docker build` is given: a program for each machine."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "Dockerfile", out / "Dockerfile")
    for machine, target in IMAGES.items():
        if target in programs or not partial:
            path = out / f"medproof-{machine}"
            path.write_bytes(programs[target])
            path.chmod(0o755)


def formula(version, sums):
    """The formula of Homebrew. A target that is missing is left out."""
    systems = []
    for system, vendor in [("macos", "apple-darwin"), ("linux", "unknown-linux-musl")]:
        machines = []
        for condition, machine in [("arm?", "aarch64"), ("intel?", "x86_64")]:
            target = f"{machine}-{vendor}"
            if target in sums:
                machines.append(
                    f"    if Hardware::CPU.{condition}\n"
                    f'      url "{REPOSITORY}/releases/download/v{version}/medproof-{target}.tar.gz"\n'
                    f'      sha256 "{sums[target]}"\n'
                    "    end\n"
                )
        if machines:
            systems.append(f"  on_{system} do\n{''.join(machines)}  end\n")
    return (
        "class Medproof < Formula\n"
        '  desc "Proofreader of medical content repositories"\n'
        f'  homepage "{REPOSITORY}"\n'
        f'  version "{version}"\n'
        '  license any_of: ["MIT", "Apache-2.0"]\n\n'
        + "\n".join(systems)
        + "\n  def install\n"
        '    bin.install "medproof"\n'
        '    man1.install Dir["man/*.1"]\n'
        '    bash_completion.install "completions/medproof.bash" => "medproof"\n'
        '    zsh_completion.install "completions/_medproof"\n'
        '    fish_completion.install "completions/medproof.fish"\n'
        "  end\n\n"
        "  test do\n"
        '    assert_match version.to_s, shell_output("#{bin}/medproof --version")\n'
        "  end\n"
        "end\n"
    )


def scoop(version, sums):
    """The manifest of Scoop. A target that is missing is left out."""

    def entry(target, tag, checksum):
        url = f"{REPOSITORY}/releases/download/v{tag}/medproof-{target}.zip"
        return {"url": url, **({"hash": checksum} if checksum else {}), "extract_dir": f"medproof-{target}"}

    machines = {"64bit": "x86_64-pc-windows-msvc", "arm64": "aarch64-pc-windows-msvc"}
    manifest = {
        "version": version,
        "description": "The proofreader of medical content",
        "homepage": REPOSITORY,
        "license": "MIT|Apache-2.0",
        "architecture": {name: entry(target, version, sums[target]) for name, target in machines.items() if target in sums},
        "bin": "medproof.exe",
        "checkver": "github",
        "autoupdate": {
            "architecture": {name: entry(target, "$version", None) for name, target in machines.items()},
            "hash": {"url": "$baseurl/SHA256SUMS"},
        },
    }
    return json.dumps(manifest, indent=4) + "\n"


if __name__ == "__main__":
    main()
