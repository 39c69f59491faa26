"""What a Dockerfile tells: the image below the last stage, those below others, and the health check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.importers.dockerfile import Dockerfile, read_dockerfile
from archrules.importers.interpolation import UNKNOWN


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("FROM postgres:16", "postgres:16"),
        ("from postgres", "postgres"),
        ("# FROM no\nFROM postgres", "postgres"),
        ("FROM --platform=linux/amd64 postgres AS db", "postgres"),
        ("ARG TAG=16\nFROM postgres:$TAG", "postgres:16"),
        ('ARG IMAGE="postgres"\nFROM ${IMAGE:-mysql}', "postgres"),
        ("ARG TAG\nFROM postgres:${TAG:-16}", "postgres:16"),
        ("FROM postgres:$TAG", f"postgres:{UNKNOWN}"),
        ("FROM \\\n  # why\n  postgres", "postgres"),
        ("FROM postgres\r\nRUN x", "postgres"),
        ("RUN echo \\\nFROM mysql\nFROM postgres", "postgres"),
        ("FROM node AS build\nFROM postgres", "postgres"),
        ("FROM postgres AS base\nFROM base", "postgres"),
        ("FROM postgres AS base\nFROM BASE AS two\nFROM two", "postgres"),
    ],
)
def test_the_last_stage_starts_from_an_image(text: str, base: str) -> None:
    assert read_dockerfile(text).base == base


@pytest.mark.parametrize("text", ["", "RUN x", "# FROM postgres", "ARG FROM=postgres"])
def test_without_a_stage_nothing_is_known(text: str) -> None:
    assert read_dockerfile(text) == Dockerfile()


def test_a_stage_may_be_asked_for_by_name() -> None:
    text = "FROM node AS build\nFROM nginx AS web\nFROM postgres"
    assert read_dockerfile(text, "Web").base == "nginx"


def test_an_unknown_stage_stands_for_the_last_one() -> None:
    assert read_dockerfile("FROM node AS build\nFROM nginx", "ghost").base == "nginx"


def test_images_of_other_stages_are_told_without_stages_and_once_each() -> None:
    text = "FROM node AS a\nFROM node AS b\nFROM golang AS c\nFROM c AS d\nFROM nginx"
    assert read_dockerfile(text).others == ("node", "golang")


@pytest.mark.parametrize(
    ("text", "health"),
    [
        ("FROM x\nHEALTHCHECK CMD curl localhost", "stated"),
        ("FROM x\nHEALTHCHECK --interval=5s \\\n CMD curl localhost", "stated"),
        ("FROM x\nHEALTHCHECK NONE", "none"),
        ("FROM x\nHEALTHCHECK CMD a\nHEALTHCHECK none", "none"),
        ("FROM x AS a\nHEALTHCHECK CMD b\nFROM a", "stated"),
        ("FROM x AS a\nHEALTHCHECK CMD b\nFROM y", None),
        ("FROM x", None),
    ],
)
def test_the_health_check_is_that_of_the_last_stage_and_what_it_starts_from(
    text: str, health: str | None
) -> None:
    assert read_dockerfile(text).health == health


def test_stages_that_start_from_each_other_do_not_go_round_in_circles() -> None:
    assert read_dockerfile("FROM b AS a\nFROM a AS b\nFROM b").base == "b"


@given(st.text("FROM AS\nab$\\#=HEALTHCHECK"))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(read_dockerfile(text), Dockerfile)
