"""The fixtures of the CSL suite that once came out as expected still do.

The kit is no part of the repository. Its names are in ``passing.txt``, written with
``benchmarks/csl_fixtures.py FOLDER --names``; a name may be added, none may go.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT.parent / "shared" / "csl" / "fixtures"
PASSING = (Path(__file__).parent / "passing.txt").read_text(encoding="utf-8").split()


def runner():
    path = ROOT / "benchmarks" / "csl_fixtures.py"
    spec = importlib.util.spec_from_file_location("csl_fixtures", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["csl_fixtures"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.skipif(not FOLDER.is_dir(), reason="the CSL development kit is not here")
def test_no_fixture_is_lost():
    run = runner().run_fixture
    locales = os.fspath(FOLDER.parent / "locales")
    lost = [name for name in PASSING if not run(FOLDER / f"{name}.txt", locales).exact]
    assert lost == []


def test_the_list_is_in_order():
    assert sorted(set(PASSING), key=str) == PASSING
    assert len(PASSING) > 400
