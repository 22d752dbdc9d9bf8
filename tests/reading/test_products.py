"""The parser multiplies with numpy: the same parse, on one thread."""

from __future__ import annotations

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from diurna.reading.english import load
from diurna.reading.products import Threads, quicken

NEWS = [
    "Dockers in Mombasa walked out on Tuesday after the port authority refused to reopen wage talks.",
    "The president's envoy Marek Dolan met Croatian officials in Split, a day after Zagreb recalled its ambassador.",
    "Two soldiers were killed and nine wounded when a roadside bomb hit their lorry near Kidal, the army said.",
]


def test_a_quickened_pipeline_parses_as_the_shipped_one() -> None:
    shipped, quick = load(), quicken(load())
    for sentence in NEWS:
        one, other = shipped(sentence), quick(sentence)
        assert [(t.tag_, t.dep_, t.head.i) for t in one] == [(t.tag_, t.dep_, t.head.i) for t in other]
        assert [(e.text, e.label_) for e in one.ents] == [(e.text, e.label_) for e in other.ents]


@pytest.mark.parametrize(("turned_x", "turned_y"), [(False, False), (True, False), (False, True), (True, True)])
def test_products_are_those_of_the_library(*, turned_x: bool, turned_y: bool) -> None:
    from thinc.api import NumpyOps

    quick = quicken(load()).get_pipe("tok2vec").model.ops
    x = np.arange(15, dtype=np.float32).reshape((5, 3) if turned_x else (3, 5))
    y = np.arange(10, dtype=np.float32).reshape((2, 5) if turned_y else (5, 2))
    wanted = NumpyOps().gemm(x, y, trans1=turned_x, trans2=turned_y)
    assert np.array_equal(quick.gemm(x, y, trans1=turned_x, trans2=turned_y), wanted)
    out = np.zeros((3, 2), np.float32)
    assert quick.gemm(x, y, out=out, trans1=turned_x, trans2=turned_y) is out
    assert np.array_equal(out, wanted)


def test_one_thread_while_it_lasts() -> None:
    def threads() -> list[int]:
        return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]

    before = threads()
    with Threads().one():
        assert set(threads()) <= {1}
    assert threads() == before
