"""Comity: what one country's forces may bring into another's territory, under which article."""

__version__ = "0.1.0"
