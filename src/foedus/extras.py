"""The one door to what a plain install does not bring: packages that stand in an extra."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from foedus.errors import InputError


class Extra(NamedTuple):
    """Where a module comes from."""

    distribution: str
    name: str


EXTRAS = {
    "alembic": Extra("alembic", "team"),
    "duckdb": Extra("duckdb", "events"),
    "httpx": Extra("httpx", "llm"),
    "ibis": Extra("ibis-framework", "events"),
    "openpyxl": Extra("openpyxl", "spreadsheet"),
    "pandas": Extra("pandas", "pandas"),
    "psycopg": Extra("psycopg", "team"),
    "pypdf": Extra("pypdf", "documents"),
    "pyarrow": Extra("pyarrow", "pandas"),  # Polars and pandas hand frames to each other through it.
    "pyspark": Extra("pyspark-client", "cluster"),
    "sentencex": Extra("sentencex", "documents"),
    "sqlalchemy": Extra("sqlalchemy", "team"),
    "starlette": Extra("starlette", "workspace"),
    "uvicorn": Extra("uvicorn", "workspace"),
    "vl_convert": Extra("vl-convert-python", "pictures"),
}
"""Modules that an extra brings; a test compares them with what the package declares."""


def need(module: str, *, what: str, otherwise: str = "") -> ModuleType:
    """Return a module of an extra.

    Parameters
    ----------
    module : str
        One of `EXTRAS`.
    what : str
        What is asked for, as the subject of "needs".
    otherwise : str
        What can be done without it.

    Raises
    ------
    InputError
        The module is not installed, or does not load.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise InputError(_lacking(module, error, what=what, otherwise=otherwise)) from None


def _lacking(module: str, error: ImportError, *, what: str, otherwise: str) -> str:
    distribution, extra = EXTRAS[module]
    broken = "" if error.name == module else f", which does not load ({error})"
    way_out = f"; or {otherwise}" if otherwise else ""
    return f'{what} needs {distribution}{broken}: pip install "foedus[{extra}]"{way_out}'
