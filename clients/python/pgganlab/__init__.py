"""A client of PgGanLab's REST API. It needs nothing but Python's standard library; start at `Lab`."""

from .connection import LabError
from .downloads import Download
from .lab import Lab
from .records import Analysis, Comparison, Curves, Experiment, Page, Preview, Run, Sample, SettingEffect, Sweep, Swd
from .tables import RunTable

__all__ = [
    "Analysis", "Comparison", "Curves", "Download", "Experiment", "Lab", "LabError", "Page", "Preview", "Run",
    "RunTable", "Sample", "SettingEffect", "Sweep", "Swd",
]
