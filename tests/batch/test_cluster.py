"""A real Dask cluster of two workers makes the shards; one of them is killed midway and nothing is lost."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import threading
import time
import zipfile

import pytest

from tests.batch.rosters import ROOT, run, write_csv
from tests.batch.test_batch_command import HEAD, OUT, rows

pytestmark = pytest.mark.slow
distributed = pytest.importorskip("distributed")


@pytest.fixture
def cluster(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_worker_killed_midway_loses_nothing(cluster, tmp_path):
    write_csv(tmp_path / "名单.csv", [HEAD, *rows(12000)])
    workers = [info["pid"] for info in cluster.get_client().run(lambda: {"pid": os.getpid()}).values()]

    def kill_one():
        while not list((tmp_path / OUT).glob("*.zip")):
            time.sleep(0.01)
        os.kill(workers[0], signal.SIGKILL)

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    done = run(
        tmp_path, "广播稿", "--to", "txt", "--roster", "名单.csv", "--day", "12.4", "--dask", cluster.scheduler_address
    )
    killer.join(10)
    assert not killer.is_alive()
    assert done.returncode == 0, done.stderr
    assert "12000 行 = 做了 12000 + 先不做 0 + 重复 0" in done.stdout
    made = json.loads((tmp_path / OUT / "清单.json").read_text(encoding="utf-8"))
    assert len(made["files"]) == 12000
    assert len(made["zips"]) == 12
    for one in made["zips"]:
        data = (tmp_path / OUT / one["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one["sha256"]
    named = {one["path"] for one in made["files"]}
    inside = set()
    for one in made["zips"]:
        with zipfile.ZipFile(tmp_path / OUT / one["path"]) as parcel:
            inside |= {f"{one['path']}/{name}" for name in parcel.namelist()}
    assert inside == named
    assert not list((tmp_path / OUT).glob("*.tmp"))
    assert "12000 个上次已做好" in run(tmp_path, "--resume", OUT).stdout


def test_an_address_where_no_cluster_is_is_said_plainly(tmp_path):
    write_csv(tmp_path / "名单.csv", [HEAD, *rows(3)])
    done = run(tmp_path, "广播稿", "--roster", "名单.csv", "--day", "12.4", "--dask", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "连不上 Dask 集群" in done.stderr
    assert "Traceback" not in done.stderr
