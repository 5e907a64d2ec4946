"""A small map with data beside it, as tests write them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.project.histories import History

MAP = """\
title: Coat
language: en
data:
  events: {uri: events.csv}
  surveys: {uri: surveys.csv}
  customers: {uri: customers.csv}
  window: P1D
  min_n: {suppress: 1, indicative: 2}
  segments: {plan: customers.plan}
match: {surveys: [all]}
metrics:
  - {type: nps, value: 0}
personas:
  - {name: Ana, match: {segment: {plan: gold}}}
  - Bo
stages:
  - name: Look
    match: [look]
    touchpoints:
      - {name: Shop, channel: web, emotion: 1}
  - name: Buy
    touchpoints:
      - name: Pay
        channel: web
        emotion: -1
        match: {events: [{event: pay, where: {amount: {gt: 0}}}], surveys: [till]}
        metrics:
          # What the team believes.
          - {type: conversion, value: 90, target: ">= 50"}
          - type: csat
            scale: [1, 5]
            target: ">= 10"
"""
EVENTS = """\
customer,time,event,channel,amount
a,2025-01-01T00:00:00Z,look,web,
a,2025-01-01T01:00:00Z,pay,web,5
b,2025-01-01T00:00:00Z,look,app,
b,2025-01-01T02:00:00Z,pay,app,0
c,2025-01-02T00:00:00Z,look,web,
c,2025-01-09T00:00:00Z,pay,web,9
d,2025-01-10T00:00:00Z,look,web,
d,2025-01-10T01:00:00Z,wave,web,
"""
SURVEYS = """\
customer,time,touchpoint,kind,score
a,2025-01-03,till,csat,5
b,2025-01-03,till,csat,2
a,2025-01-04,all,nps,10
c,2025-01-05,all,nps,3
"""
CUSTOMERS = "customer,plan\na,gold\nb,tin\nc,gold\nd,tin\n"
FILE = "coat.journey.yaml"


def lay_out(
    folder: Path,
    text: str = MAP,
    *,
    events: str = EVENTS,
    surveys: str = SURVEYS,
    customers: str = CUSTOMERS,
) -> Path:
    """The map and its data in a folder; the map's file."""
    for name, content in _files(text, events, surveys, customers):
        (folder / name).write_text(content, encoding="utf-8")
    return folder / FILE


def _files(text: str, events: str, surveys: str, customers: str) -> Iterable[tuple[str, str]]:
    yield FILE, text
    yield "events.csv", events
    yield "surveys.csv", surveys
    yield "customers.csv", customers


def commit(folder: Path) -> History:
    """The map with its data, which are a repository's first commit."""
    made = History(folder)
    lay_out(folder)
    made.commit(subject="As it was")
    return made
