"""The network: a small encoder that reads a sentence once, and heads that tell its acts and their parts.

Half way up it says for each word whether it may tell an act at all: what is quiet there need not be read to the end.

For each word and each of the 16 types: whether the word tells such an act. For each act: its status, its modes, and for
each word of the sentence whether it begins or continues the act's actor, recipient, place, time, count or source.
"""

from __future__ import annotations

import torch
from torch import nn
from transformers import BertModel

from labels import ROLES, STATUSES, TYPES, WAYS

PAIR = 256  # width of the layer that reads a sentence once more for each of its acts
MIDDLE = 3  # of six layers
NEAR = 24  # distances between act and word are told apart up to this many pieces


class Network(nn.Module):
    """Encoder and heads; `lower` and `upper` are run once for a sentence, `parts` once for its acts."""

    def __init__(self, base: str, attention: str = "eager") -> None:
        """`attention`: "sdpa" trains a tenth faster; "eager" is what the export understands."""
        super().__init__()
        self.encoder = BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation=attention)
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.15)
        self.hint = nn.Linear(width, 1)
        self.acts = nn.Linear(width, len(TYPES))
        self.status = nn.Linear(width, len(STATUSES))
        self.ways = nn.Linear(width, len(WAYS))
        self.act_side = nn.Linear(width, PAIR)
        self.word_side = nn.Linear(width, PAIR)
        self.distance = nn.Embedding(2 * NEAR + 1, PAIR)
        self.again = nn.TransformerEncoderLayer(PAIR, 4, 2 * PAIR, dropout=0.1, activation="gelu", batch_first=True)
        self.pair = nn.Linear(PAIR, 2 * len(ROLES))
        nn.init.constant_(self.acts.bias, -4.0)
        nn.init.constant_(self.pair.bias, -2.0)

    def lower(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(sentences, pieces) -> the middle layer (sentences, pieces, width), and each piece's hint at an act."""
        h = self._through(self.encoder.embeddings(input_ids=ids), mask, 0, MIDDLE)
        return h, self.hint(self.drop(h))[:, :, 0]

    def upper(self, middle: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The middle layer -> for each piece logits of acts, status, ways, both sides of the pairs; the last layer."""
        h = self._through(middle, mask, MIDDLE, len(self.encoder.encoder.layer))
        d = self.drop(h)
        return self.acts(d), self.status(d), self.ways(d), self.act_side(d), self.word_side(d), h

    def _through(self, h: torch.Tensor, mask: torch.Tensor, first: int, last: int) -> torch.Tensor:
        unseen = (1.0 - mask[:, None, None, :].to(h.dtype)) * -1e4
        for layer in self.encoder.encoder.layer[first:last]:
            h = layer(h, unseen)
            h = h[0] if isinstance(h, tuple) else h
        return h

    def parts(self, act: torch.Tensor, words: torch.Tensor, apart: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(acts, PAIR), (acts, pieces, PAIR), (acts, pieces) twice -> (acts, pieces, begins and insides of ROLES)."""
        apart = apart.clamp(-NEAR, NEAR) + NEAR
        met = act[:, None] + words + self.distance(apart)
        return self.pair(self.again(met, src_key_padding_mask=~mask))
