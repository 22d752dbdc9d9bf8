"""Matrix products of the parser by numpy, on one thread.

The library below spaCy brings its own product, which reaches a third of the speed of numpy's (33 against 98 billion
operations a second for 600 x 288 by 288 x 288 numbers), and such products were a quarter of the parser's time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


def quicken(nlp: Any) -> Any:
    """Let a loaded pipeline multiply with numpy; gives the same pipeline."""
    from thinc.api import NumpyOps

    ops: Any = NumpyOps()
    ops.gemm = _product
    for _, pipe in nlp.pipeline:
        if (model := getattr(pipe, "model", None)) is not None:
            for node in model.walk():
                node.ops = ops
    return nlp


def _product(x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
    """The product of two matrices, either turned first, in `out` when there is one."""
    return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


class Threads:
    """Keeps numpy, inside `with threads.one():`, from sharing products out among cores, which other workers need.

    Where numpy's library cannot be told (Accelerate on macOS) nothing changes.
    """

    def __init__(self) -> None:
        from threadpoolctl import ThreadpoolController

        self._libraries = ThreadpoolController()

    def one(self) -> AbstractContextManager[object]:
        """The time in which products run on one thread."""
        limits: AbstractContextManager[object] = self._libraries.limit(limits=1, user_api="blas")
        return limits
