"""Makes extractor.pt and expected.json: python3 make_extractor.py (Debian's python3-torch and python3-numpy).

The extractor is a tiny TorchScript module; the expected numbers are computed here with numpy alone, from its features of the golden
images s32/A (as reals) and s32/B (as fakes).
"""
import json
import struct
from typing import Tuple

import numpy as np
import torch


class Extractor(torch.nn.Module):
    """uint8 [N,3,R,R] to features [N,12] and class probabilities [N,5]."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(4)
        self.conv = torch.nn.Conv2d(3, 12, 5, stride=3)
        self.classes = torch.nn.Linear(12, 5)
        with torch.no_grad():
            self.conv.weight *= 8

    def forward(self, images) -> Tuple[torch.Tensor, torch.Tensor]:
        x = torch.relu(self.conv(images.to(torch.float32) / 127.5 - 1)).mean([2, 3])
        return x, torch.softmax(self.classes(x), 1)


class OnRequest(torch.nn.Module):
    """Probabilities, or features when asked for them, as NVIDIA's inception files."""

    def __init__(self, extractor: Extractor):
        super().__init__()
        self.extractor = extractor

    def forward(self, images, return_features: bool = False):
        features, probabilities = self.extractor(images)
        return features if return_features else probabilities


def golden(name):
    with open("../../Goldens/swd.safetensors", "rb") as file:
        length, = struct.unpack("<Q", file.read(8))
        entry = json.loads(file.read(length))[name]
        file.seek(8 + length + entry["data_offsets"][0])
        data = file.read(entry["data_offsets"][1] - entry["data_offsets"][0])
    return np.frombuffer(data, np.uint8).reshape(entry["shape"])


def fid(a, b):
    eigenvalues = np.linalg.eigvals(np.cov(a, rowvar=False) @ np.cov(b, rowvar=False))
    trace = np.trace(np.cov(a, rowvar=False) + np.cov(b, rowvar=False)) - 2 * np.sqrt(np.maximum(eigenvalues.real, 0)).sum()
    return np.square(a.mean(0) - b.mean(0)).sum() + trace


def kid(a, b):
    k = lambda x, y: (x @ y.T / x.shape[1] + 1) ** 3
    n, m = len(a), len(b)
    within = (k(a, a).sum() - np.trace(k(a, a))) / (n * (n - 1)) + (k(b, b).sum() - np.trace(k(b, b))) / (m * (m - 1))
    return within - 2 * k(a, b).mean()


def inception_score(p, splits=10):
    size = len(p) // splits
    scores = []
    for i in range(splits):
        part = p[i * size:(i + 1) * size]
        kl = part * (np.log(part) - np.log(part.mean(0, keepdims=True)))
        scores.append(np.exp(kl.sum(1).mean()))
    return scores


def share_among(points, manifold, k=3):
    own = np.sqrt(np.square(manifold[:, None] - manifold[None]).sum(2))
    radii = np.sort(own, 1)[:, k]
    distances = np.sqrt(np.square(points[:, None] - manifold[None]).sum(2))
    return float((distances <= radii[None]).any(1).mean())


def main():
    torch.set_grad_enabled(False)
    extractor = Extractor().eval()
    torch.jit.save(torch.jit.script(extractor), "extractor.pt")
    torch.jit.save(torch.jit.script(OnRequest(extractor)), "on_request.pt")
    rows = {}
    for name in "AB":
        images = torch.from_numpy(np.repeat(golden(f"s32/{name}"), 3, 1))
        features, probabilities = extractor(images)
        rows[name] = features.numpy().astype(np.float64), probabilities.numpy().astype(np.float64)
    (a, _), (b, p) = rows["A"], rows["B"]
    expected = {
        "fid": fid(a, b), "kid": kid(a, b), "is": inception_score(p), "precision": share_among(b, a), "recall": share_among(a, b),
        "images": len(a),
    }
    with open("expected.json", "w") as file:
        json.dump(expected, file, indent=2)
        file.write("\n")


main()
