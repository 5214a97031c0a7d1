"""xuanchuan: legal-publicity campaigns from dated, verified law."""

__version__ = "0.1.0"
