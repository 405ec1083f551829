"""The command line as a clerk or a script meets it: output, exit codes, one sentence per error."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from selfcheck import cli
from tests.prepared import a_demo, a_filled_workspace, the_demonstration


def run(*arguments: str) -> int:
    """The exit code of a command run in this process."""
    try:
        cli.main(list(arguments))
    except SystemExit as done:
        return int(done.code or 0)
    return 0


def signers() -> list[str]:
    """The options that name the demo's two enrolled certificates."""
    made = the_demonstration()
    return [part for path in made.certificates.values() for part in ("--signer", str(path))]


def test_a_package_with_enrolled_signers_is_accepted(capsys):
    made = the_demonstration()

    assert run("verify", str(made.package), *signers()) == 0
    assert "完整可信" in capsys.readouterr().out


def test_without_a_signer_list_a_package_is_intact_but_not_accepted(capsys):
    made = the_demonstration()

    assert run("verify", str(made.package), "--json") == 1
    [told] = json.loads(capsys.readouterr().out)["packages"]
    assert told["intact"] is True
    assert told["accepted"] is False
    assert set(told["signers"]) == {"principal", "safety_manager"}


def test_a_flipped_byte_is_refused_and_the_file_named(tmp_path, capsys):
    demo = a_demo(tmp_path)
    content = bytearray(demo.package.read_bytes())
    place = content.index(b'"declaration"')
    content[place + 2] ^= 1
    demo.package.write_bytes(content)

    assert run("verify", str(demo.package), *signers(), "--json") == 1
    [told] = json.loads(capsys.readouterr().out)["packages"]
    assert any("records.json" in finding["where"] for finding in told["findings"])


def test_a_file_that_is_no_package_has_its_own_exit_code(tmp_path, capsys):
    odd = tmp_path / "照片.zip"
    odd.write_bytes(b"hello")

    assert run("verify", str(odd)) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_one_bad_package_does_not_stop_the_others(tmp_path, capsys):
    odd = tmp_path / "odd.zip"
    odd.write_bytes(b"no zip at all")
    good = the_demonstration().package

    assert run("verify", str(odd), str(good), *signers(), "--json") == 2
    told = json.loads(capsys.readouterr().out)["packages"]
    assert [one["accepted"] for one in told] == [False, True]


def test_a_missing_package_is_told_in_a_sentence(tmp_path, capsys):
    assert run("verify", str(tmp_path / "没有.zip")) == 2
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err


def test_the_register_decides_who_is_known(tmp_path, capsys):
    made = the_demonstration()
    run("verify", str(made.package), *signers(), "--json")
    register = tmp_path / "登记册.json"
    lines = []
    for role, path in made.certificates.items():
        info = subprocess.run(
            ["openssl", "x509", "-in", path, "-noout", "-fingerprint", "-sha256"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        lines.append(
            {
                "credit_code": made.package_id[:18],
                "role": role,
                "name": "登记的人",
                "fingerprint": info.split("=")[1].strip().replace(":", "").lower(),
                "valid_from": "2020-01-01T00:00:00+08:00",
                "valid_to": "2099-01-01T00:00:00+08:00",
            }
        )
    register.write_text(json.dumps({"signers": lines}), "utf-8")
    capsys.readouterr()

    assert run("verify", str(made.package), "--register", str(register)) == 0
    lines[0]["revoked_at"] = "2021-01-01T00:00:00+08:00"
    register.write_text(json.dumps({"signers": lines}), "utf-8")
    assert run("verify", str(made.package), "--register", str(register)) == 1


def test_export_refuses_with_every_problem_listed(tmp_path, capsys):
    workspace = a_filled_workspace(tmp_path, complete=False)

    code = run("export", "--workspace", str(workspace), "--out", str(tmp_path / "out"))

    told = capsys.readouterr().err
    assert code == 1
    assert told.count("[DU") > 3
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_a_signed_round_is_exported_again_without_keys_and_with_the_same_bytes(tmp_path):
    demo = a_demo(tmp_path)
    out = tmp_path / "U盘"

    assert run("export", "--workspace", str(demo.workspace), "--out", str(out)) == 0
    assert (out / demo.package.name).read_bytes() == demo.package.read_bytes()


def test_a_wrong_passphrase_is_told_and_nothing_is_signed(tmp_path, capsys):
    workspace = a_filled_workspace(tmp_path)
    made = the_demonstration()
    wrong = tmp_path / "口令.txt"
    wrong.write_text("完全不对的口令啊啊啊啊啊\n", "utf-8")
    keys = {
        path.stem.split("-")[0]: path for path in (made.package.parent / "keys").glob("*.key")
    }

    code = run(
        "export",
        "--workspace", str(workspace),
        "--out", str(tmp_path / "out"),
        "--principal", str(keys["principal"]),
        "--safety-manager", str(keys["safety_manager"]),
        "--passphrase-file", str(wrong),
    )  # fmt: skip

    assert code == 1
    assert "口令不对" in capsys.readouterr().err


def test_forms_check_accepts_what_ships_and_names_what_is_wrong(tmp_path, capsys):
    assert run("forms", "check") == 0
    broken = tmp_path / "plan-x"
    broken.mkdir()
    (broken / "pack.toml").write_text("format = 99\n", "utf-8")
    capsys.readouterr()

    assert run("forms", "check", str(tmp_path)) == 1
    assert "pack.toml" in capsys.readouterr().err


def test_doctor_finds_nothing_in_a_sound_workspace(tmp_path, capsys):
    workspace = a_filled_workspace(tmp_path)

    assert run("doctor", "--workspace", str(workspace), "--json") == 0
    assert json.loads(capsys.readouterr().out)["sound"] is True


def test_doctor_on_a_folder_without_a_workspace_says_so(tmp_path, capsys):
    assert run("doctor", "--workspace", str(tmp_path)) == 1
    assert "没有档案" in capsys.readouterr().err


def test_backup_and_restore_bring_a_broken_database_back(tmp_path, capsys):
    workspace = a_filled_workspace(tmp_path)
    assert run("backup", "--workspace", str(workspace)) == 0
    copy = max((workspace / "backups").glob("selfcheck-*.db"))
    database = workspace / "selfcheck.db"
    database.write_bytes(b"noise" * 4096)
    assert run("doctor", "--workspace", str(workspace)) == 1

    assert run("restore", "--workspace", str(workspace), str(copy)) == 0
    assert run("doctor", "--workspace", str(workspace)) == 0
    assert list(workspace.glob("selfcheck-恢复前-*.db"))


def test_version_names_program_pack_and_criteria(capsys):
    assert run("--version") == 0
    told = capsys.readouterr().out
    assert "selfcheck " in told
    assert "plan-2023" in told
    assert "653 条" in told


@pytest.mark.parametrize("command", ["verify", "export", "doctor", "demo", "forms", "backup"])
def test_every_command_explains_itself(command, capsys):
    assert run(command, "--help") == 0
    assert capsys.readouterr().out


def test_a_gbk_console_never_breaks_a_command(tmp_path):
    odd = tmp_path / "张𠮷.zip"
    odd.write_bytes(b"x")
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "selfcheck", "verify", str(odd)]

    done = subprocess.run(command, env=environment, capture_output=True, check=False)

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_the_command_line_imports_no_qt():
    code = "import sys, selfcheck.cli, selfcheck.demonstration; print('PySide6' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"


def test_a_demo_folder_is_not_used_twice(tmp_path, capsys):
    demo = a_demo(tmp_path)

    assert run("demo", str(demo.folder)) == 1
    assert "已经有一份档案" in capsys.readouterr().err
    assert Path(demo.package).exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["verify"], "缺少 PACKAGES。写法见 selfcheck verify --help。"),
        (["doctor"], "缺少 --workspace。写法见 selfcheck doctor --help。"),
        (["verify", "--bogus"], "没有 --bogus 这个选项。写法见 selfcheck verify --help。"),
        (
            ["demo", "x", "--photos", "-3"],
            "--photos 的值不在允许的范围内。写法见 selfcheck demo --help。",
        ),
        (["export", "--out"], "选项 --out 后面缺少值。写法见 selfcheck --help。"),
        (["bogus"], "没有这个命令。写法见 selfcheck --help。"),
        (["forms"], "后面缺少命令。写法见 selfcheck forms --help。"),
        (
            ["backup", "--workspace", "x", "y"],
            "命令后面有多余的内容。写法见 selfcheck backup --help。",
        ),
    ],
)
def test_a_command_typed_wrongly_is_told_in_chinese(arguments, told, capsys):
    assert run(*arguments) == 2
    assert capsys.readouterr().err == f"{told}\n"


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "utf-8"])
def test_json_is_json_on_every_console(encoding, tmp_path):
    odd = tmp_path / "张𠮷é.zip"
    odd.write_bytes(b"x")
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "selfcheck", "verify", str(odd), "--json"]

    done = subprocess.run(command, env=environment, capture_output=True, check=False)

    assert json.loads(done.stdout.decode(encoding))["packages"][0]["path"] == str(odd)


@pytest.mark.skipif(os.name != "posix", reason="Windows ends a process without asking it")
def test_a_demo_asked_to_end_says_so_and_leaves_no_half_file(tmp_path):
    command = [sys.executable, "-m", "selfcheck", "demo", str(tmp_path / "demo")]
    command += ["--photos", "200"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as working:
        while not list(tmp_path.glob("demo/workspace/evidence/*/*")):
            assert working.poll() is None
            time.sleep(0.02)
        working.send_signal(signal.SIGTERM)
        _, told = working.communicate(timeout=60)

    assert working.returncode == 1
    assert told == "已停止，没有留下写了一半的文件。\n"
    assert not list(tmp_path.rglob("*.partial"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("option", ["", "--signer", "--register"])
def test_a_pipe_is_no_file_and_nobody_waits_for_it(option, tmp_path, capsys):
    pipe = tmp_path / "pipe.zip"
    os.mkfifo(pipe)
    arguments = [str(the_demonstration().package), option, str(pipe)] if option else [str(pipe)]

    assert run("verify", *arguments) in (1, 2)
    assert "pipe.zip" in "".join(capsys.readouterr())


def test_a_bug_is_told_in_one_sentence_and_leaves_its_traces_in_the_log(
    tmp_path, capsys, monkeypatch
):
    monkeypatch.setenv("SELFCHECK_LOGS", str(tmp_path / "日志"))
    workspace = a_filled_workspace(tmp_path)
    with closing(sqlite3.connect(workspace / "selfcheck.db")) as behind:
        behind.execute("UPDATE people SET role = 'boss' WHERE id = 1")
        behind.commit()

    code = run("export", "--workspace", str(workspace), "--out", str(tmp_path / "out"))

    told = capsys.readouterr().err
    assert code == 1
    assert "Traceback" not in told
    assert "selfcheck doctor" in told
    assert "LookupError" in (tmp_path / "日志" / "selfcheck.log").read_text("utf-8")
