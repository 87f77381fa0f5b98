#!/usr/bin/env python3
"""Holds the files for nightly runs against what reads them: nightly_test.py DATELINE-INDEX SERVICE-FILE

The unit as it is installed, its timer and the line for cron are looked at; systemd-analyze verifies the units where
it is installed, and is said to be missing elsewhere. The line for cron is run with a stand-in for dateline-index.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"

failures = []


def check(holds, message):
    if not holds:
        failures.append(message)


def check_service(service, index):
    text = service.read_text()
    for line in ("Type=oneshot", "SuccessExitStatus=1 143", "Restart=no", "ProtectSystem=strict", "NoNewPrivileges=yes",
                 "PrivateNetwork=yes"):
        check(f"\n{line}\n" in text, f"{service.name}: no line {line}")
    check("@" not in re.search(r"^ExecStart=(\S+)", text, re.MULTILINE)[1], f"{service.name}: ExecStart is not filled in")
    check_command(re.search(r"^ExecStart=(.*)$", text, re.MULTILINE)[1].split()[1:], index)


def check_command(arguments, index):
    """Every option is known: the run fails only because there is no such source."""
    with tempfile.TemporaryDirectory() as home:
        arguments = [argument.replace("/var/log/dateline", home) for argument in arguments]
        done = subprocess.run([index, *arguments], capture_output=True, text=True, env={"HOME": home}, check=False)
    check(done.returncode == 2 and "option" not in done.stderr, f"{arguments}: {done.returncode} {done.stderr}")


def verify_units(service, timer, index):
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        print("systemd-analyze is not installed: the units were not verified")
        return
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        installed = re.sub(r"^ExecStart=\S+", f"ExecStart={index}", service.read_text(), flags=re.MULTILINE)
        (folder / "dateline-index.service").write_text(installed)
        shutil.copy(timer, folder / timer.name)
        units = [str(folder / "dateline-index.service"), str(folder / timer.name)]
        done = subprocess.run([analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False)
        # Units of the machine's own may be at fault, too.
        ours = [line for line in (done.stdout + done.stderr).splitlines() if "dateline" in line]
        check(not ours, "systemd-analyze verify: " + "\n".join(ours))


def check_cron(cron, index):
    lines = [line for line in cron.read_text().splitlines() if re.match(r"[\d*]", line)]
    check(len(lines) == 1, f"{cron.name}: {len(lines)} lines with a time")
    command = re.match(r"(?:\S+\s+){5}\S+\s+(.*)", lines[0])[1]
    check("%" not in command, f"{cron.name}: cron takes % for the end of a line")
    check_command(re.search(r"\$\(dateline-index (.*?) 2>&1\)", command)[1].split(), index)
    for code, mail in ((0, ""), (75, ""), (1, "said\n"), (2, "said\n")):
        with tempfile.TemporaryDirectory() as folder:
            stand_in = pathlib.Path(folder) / "dateline-index"
            stand_in.write_text(f"#!/bin/sh\necho said >&2\nexit {code}\n")
            stand_in.chmod(0o755)
            done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False,
                                  env={"PATH": f"{folder}:{os.environ.get('PATH', '/usr/bin:/bin')}"})
            check(done.stdout + done.stderr == mail, f"{cron.name}: exit {code} mails {done.stdout + done.stderr!r}")


def main():
    index, service = sys.argv[1], pathlib.Path(sys.argv[2])
    check_service(service, index)
    verify_units(service, DOCS / "systemd" / "dateline-index.timer", index)
    check_cron(DOCS / "cron" / "dateline-index", index)
    for failure in failures:
        print(failure)
    return 1 if failures else 0


sys.exit(main())
