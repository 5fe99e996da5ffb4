"""Makes the TorchScript files of these tests: python3 make_scripts.py (Debian's python3-torch)."""
import torch
from typing import List, Tuple


class Scale(torch.nn.Module):
    """Multiplies, halves where asked, and knows whether it is in training."""

    def __init__(self):
        super().__init__()
        self.factor = torch.nn.Parameter(torch.tensor([2.0, 3.0]))

    def forward(self, x, half: bool = False, plus: float = 0.0, times: int = 1):
        if half:
            x = x / 2
        if self.training:
            x = x + 100
        return x * self.factor * times + plus


class Two(torch.nn.Module):
    def forward(self, x) -> Tuple[torch.Tensor, torch.Tensor]:
        return x + 1, x * 2


class Split(torch.nn.Module):
    def forward(self, x) -> List[torch.Tensor]:
        return torch.split(x, 1)


class Number(torch.nn.Module):
    def forward(self, x) -> int:
        return x.numel()


for module in (Scale, Two, Split, Number):
    torch.jit.save(torch.jit.script(module()), module.__name__.lower() + ".pt")
