"""Names of databases in addresses and beside them, and what is no name of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.importers.addresses import addresses_in, setting_words
from archrules.importers.databases import NamedDatabases, database_name
from archrules.importers.interpolation import UNKNOWN
from archrules.model.base import NAME_LENGTH


def database(text: str) -> list[str]:
    return [address.database for address in addresses_in(text)]


def beside(host: str, **settings: str) -> str:
    named = NamedDatabases((setting_words(name), value) for name, value in {host: "db", **settings}.items())
    return named.beside(setting_words(host))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("postgres://db/shop", ["shop"]),
        ("postgres://u:p@db:5432/shop?sslmode=off", ["shop"]),
        ("postgres://db/shop/", ["shop"]),
        ("postgres://db/sh%6Fp", ["shop"]),
        ("jdbc:postgresql://db:5432/shop", ["shop"]),
        ("jdbc:sqlserver://db:1433;databaseName=shop;encrypt=true", ["shop"]),
        ("mongodb://a:27017,b:27017/shop?replicaSet=r", ["shop", "shop"]),
        ("u:p@tcp(db:3306)/shop?parseTime=true", ["shop"]),
        ("db:5432/shop", ["shop"]),
        ("Server=db;Database=shop;User Id=sa", ["shop"]),
        ("Data Source=db;Initial Catalog=shop", ["shop"]),
        ("host=db user=x dbname=shop", ["shop"]),
        ("postgres://db/a postgres://db/b", ["a", "b"]),
    ],
)
def test_an_address_names_its_database(text: str, expected: list[str]) -> None:
    assert database(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "postgres://db",
        "postgres://db/",
        "postgres://db:5432?sslmode=off",
        "http://search:9200/shop",
        "mongodb://u:p@db/admin",
        "db:5432",
        "host=db user=x",
    ],
)
def test_an_address_that_names_none_has_none(text: str) -> None:
    assert database(text) == [""]


@pytest.mark.parametrize(
    "text",
    [
        f"postgres://db/{UNKNOWN}",
        f"postgres://db/shop{UNKNOWN}",
        "postgres://db/a/b",
        "postgres://db/a%00b",
        "postgres://db/%E2%80%AE",
        f"postgres://db/{'x' * 129}",
        "host=db dbname=a dbname=b",
    ],
)
def test_a_database_that_cannot_be_told_is_unknown(text: str) -> None:
    assert database(text) == [UNKNOWN]


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("DB_HOST", "DB_NAME"),
        ("DB_HOST", "DB_DATABASE"),
        ("DATABASE_HOST", "DATABASE_NAME"),
        ("POSTGRES_HOST", "POSTGRES_DB"),
        ("PGHOST", "PGDATABASE"),
        ("MYSQL_HOST", "MYSQL_DATABASE"),
        ("MONGO_URL", "MONGO_DB_NAME"),
        ("WORDPRESS_DB_HOST", "WORDPRESS_DB_NAME"),
        ("ORDERS_DB_HOST", "ORDERS_DB_NAME"),
        ("ORDERS_HOST", "ORDERS_DB_NAME"),
        ("KC_DB_URL_HOST", "KC_DB_URL_DATABASE"),
        ("db-host", "db-name"),
        ("dbHost", "dbName"),
        ("HOST", "DATABASE"),
        ("DB_HOST", "POSTGRES_DB"),
        ("DB_HOST", "PGDATABASE"),
    ],
)
def test_a_setting_names_the_database_of_the_host_beside_it(host: str, name: str) -> None:
    assert beside(host, **{name: "shop"}) == "shop"


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("DB_HOST", "DB_USER"),
        ("DB_HOST", "DB_USER_NAME"),
        ("DB_HOST", "AUDIT_DB_NAME"),
        ("APP_HOST", "APP_NAME"),
        ("ORDERS_HOST", "POSTGRES_DB"),
        ("DB_PORT", "DB_NAME"),
    ],
)
def test_other_settings_name_none(host: str, name: str) -> None:
    assert beside(host, **{name: "shop"}) == ""


def test_the_closest_name_counts() -> None:
    assert beside("DB_HOST", DB_NAME="shop", MYSQL_DATABASE="other") == "shop"


def test_a_name_of_another_product_counts_only_where_one_host_is_named() -> None:
    assert beside("DB_HOST", MYSQL_HOST="mysql", MYSQL_DATABASE="shop") == ""


@pytest.mark.parametrize("value", [UNKNOWN, "a b", "postgres://db/shop", "\u202eshop", "x" * 129])
def test_a_value_that_is_no_plain_name_is_unknown(value: str) -> None:
    assert beside("DB_HOST", DB_NAME=value) == UNKNOWN


def test_two_names_for_one_host_are_unknown() -> None:
    assert beside("DB_HOST", DB_NAME="a", DB_DATABASE="b") == UNKNOWN


@given(st.text())
def test_whatever_is_told_is_a_short_plain_name(text: str) -> None:
    name = database_name(text)
    assert name == UNKNOWN or (name.isprintable() and name.isascii() and len(name) < NAME_LENGTH)
