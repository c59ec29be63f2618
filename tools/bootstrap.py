"""Make .venv from the hashed locks: what `make setup` runs before anything is installed.

Knows the standard library alone, and writes what even an old Python can read, so that
the sentence about the version can be said.
"""

import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "bin")
LOCKS = {"run": ["run.txt"], "dev": ["run.txt", "dev.txt"]}
COMMAND = """#!{python}
import sys

from dure.config.cli import main

sys.exit(main())
"""


def main(kind):
    if sys.version_info < (3, 11):
        stop("Dure needs Python 3.11 or newer; this is %s." % sys.version.split()[0])
    if not os.access(ROOT, os.W_OK) or (os.path.isdir(VENV) and not os.access(VENV, os.W_OK)):
        stop(
            "This folder cannot be written to: %s\n"
            "Copy it to where you may write (for example under your home), and start there." % ROOT
        )
    environment(kind)
    type_face()


def environment(kind):
    if is_done(kind):
        return
    if not is_whole():
        say("Making the environment .venv ...")
        shutil.rmtree(VENV, ignore_errors=True)
        run(
            [sys.executable, "-m", "venv", VENV],
            "Python's venv module did not work. On Debian and Ubuntu: "
            "sudo apt-get install -y python3-venv",
        )
    say(
        "Installing what Dure %s (about a minute) ..."
        % ("needs" if kind == "run" else "is tested with")
    )
    command = [os.path.join(BIN, "python"), "-m", "pip", "install", "--quiet"]
    command += ["--disable-pip-version-check", "--require-hashes"]
    for lock in LOCKS[kind]:
        command += ["--requirement", os.path.join(ROOT, "requirements", lock)]
    run(
        command,
        "Not everything could be installed (pip's words are above). With a network, or with "
        "PIP_INDEX_URL or PIP_FIND_LINKS pointing to a mirror, start the same command again.",
    )
    link_source()
    for done in LOCKS[kind]:
        write(stamp(done), state(done))


def is_done(kind):
    """Whether .venv holds what the locks say, made here and with this Python."""
    return is_whole() and all(read(stamp(lock)) == state(lock) for lock in LOCKS[kind])


def is_whole():
    python = os.path.join(BIN, "python")
    return os.path.exists(python) and read(os.path.join(VENV, ".dure-place")) in ("", ROOT)


def stamp(lock):
    return os.path.join(VENV, ".dure-" + lock)


def state(lock):
    content = read(os.path.join(ROOT, "requirements", lock)).encode("utf-8")
    return hashlib.sha256(content).hexdigest()


def link_source():
    """Our modules are found through a .pth file: nothing is built, an edit counts at once."""
    where = subprocess.check_output(
        [
            os.path.join(BIN, "python"),
            "-c",
            "import sysconfig; print(sysconfig.get_path('purelib'))",
        ]
    )
    packages = where.decode().strip()
    write(os.path.join(packages, "dure.pth"), os.path.join(ROOT, "src") + "\n")
    command = os.path.join(BIN, "dure")
    write(command, COMMAND.format(python=os.path.join(BIN, "python")))
    os.chmod(command, 0o755)
    write(os.path.join(VENV, ".dure-place"), ROOT)


def type_face():
    """Pretendard through npm; without npm through Node's wheel; else the system's fonts."""
    lock = os.path.join(ROOT, "package-lock.json")
    modules = os.path.join(ROOT, "node_modules")
    done = os.path.join(modules, ".dure-package-lock")
    wanted = hashlib.sha256(read(lock).encode("utf-8")).hexdigest()
    if read(done) == wanted:
        return
    npm = shutil.which("npm") or node_wheel()
    if npm is not None:
        say("Fetching the type face ...")
        path = BIN + os.pathsep + os.environ.get("PATH", "")
        command = [npm, "ci", "--ignore-scripts"]
        if succeeds(command, cwd=ROOT, env=dict(os.environ, PATH=path)):
            write(done, wanted)
            return
    say(
        "The type face could not be fetched; pages use the fonts of the system. "
        "`make setup` tries again, with npm (sudo apt-get install -y npm) or with a network."
    )


def node_wheel():
    npm = os.path.join(BIN, "npm")
    if os.path.exists(npm):
        return npm
    say("npm is not installed; taking Node from its wheel ...")
    command = [os.path.join(BIN, "python"), "-m", "pip", "install", "--quiet", "--require-hashes"]
    command += ["--disable-pip-version-check", "--requirement"]
    command += [os.path.join(ROOT, "requirements", "node.txt")]
    return npm if succeeds(command) else None


def succeeds(command, **where):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.call(command, **quiet, **where) == 0


def run(command, complaint):
    """Quiet when it works; when it does not, its last words and what to do."""
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    except OSError as error:
        stop("%s\n\n%s" % (error, complaint))
    if done.returncode:
        words = done.stdout.decode("utf-8", "replace").strip().splitlines()
        stop("\n".join(words[-15:]) + "\n\n" + complaint)


def read(path):
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def say(sentence):
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def stop(sentence):
    sys.stderr.write("\n" + sentence + "\n")
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "dev")
