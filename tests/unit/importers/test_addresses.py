"""Addresses in texts: which are found, which are not, and that hostile texts take no longer than others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archrules.importers.addresses import Address, addresses_in, addresses_of_setting, setting_words
from archrules.importers.interpolation import UNKNOWN


def found(text: str) -> list[tuple[str, str, str]]:
    return [(address.host, address.port, address.scheme) for address in addresses_in(text)]


def hosts(name: str, value: str) -> list[str]:
    return [address.host for address in addresses_of_setting(name, value)]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("http://cart:8080/api?x=1", [("cart", "8080", "http")]),
        ("http://cart", [("cart", "", "http")]),
        ("HTTPS://Cart/", [("Cart", "", "https")]),
        ("jdbc:postgresql://db:5432/shop", [("db", "5432", "postgresql")]),
        ("postgresql+asyncpg://u:p@db/shop", [("db", "", "postgresql+asyncpg")]),
        ("mongodb://u:p@a:27017,b:27018/x", [("a", "27017", "mongodb"), ("b", "27018", "mongodb")]),
        ("amqp://a:5672,amqp://b:5672", [("a", "5672", "amqp"), ("b", "5672", "amqp")]),
        ("PLAINTEXT://kafka:9092", [("kafka", "9092", "plaintext")]),
        ("redis:6379", [("redis", "6379", "")]),
        ("redis:6379/0", [("redis", "6379", "")]),
        ("kafka1:9092,kafka2:9092", [("kafka1", "9092", ""), ("kafka2", "9092", "")]),
        ("1@kafka:9093", [("kafka", "9093", "")]),
        ("user:secret@tcp(db:3306)/shop", [("db", "3306", "")]),
        ("Server=db;Database=shop", [("db", "", "")]),
        ("server=tcp:db,1433;User=sa", [("db", "1433", "")]),
        ("Data Source=db;x=y", [("db", "", "")]),
        ("host=db user=x", [("db", "", "")]),
        ('{"url": "http://cart:80"}', [("cart", "80", "http")]),
        ("-Durl=http://cart -Dx=y", [("cart", "", "http")]),
        (f"http://cart:{UNKNOWN}/", [("cart", UNKNOWN, "http")]),
    ],
)
def test_an_address_is_found(text: str, addresses: list[tuple[str, str, str]]) -> None:
    assert found(text) == addresses


@pytest.mark.parametrize(
    "text",
    [
        "cart",
        "",
        "http://",
        f"http://{UNKNOWN}:80",
        f"http://a{UNKNOWN}/",
        "http:cart",
        "cart:http",
        "cart:",
        ":80",
        "cart:123456",
        "12:30:45",
        "a:1:2",
        "ghost=db",
        "/data:/var/lib",
        "user@cart",
    ],
)
def test_what_is_no_address_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "name",
    [
        "DB_HOST",
        "db.host",
        "dbHost",
        "PGHOST",
        "CART_ADDR",
        "CART_SERVICE_URL",
        "HOST_1",
        "KAFKA_BROKERS",
        "--db-host",
    ],
)
def test_a_name_alone_counts_where_a_host_is_held(name: str) -> None:
    assert hosts(name, "cart") == ["cart"]


def test_names_may_be_listed_where_hosts_are_held() -> None:
    assert hosts("NODES", "a, b;c d:80") == ["d", "a", "b", "c"]


@pytest.mark.parametrize(
    "name", ["DB_NAME", "POSTGRES_USER", "", "HOST_NAME_PREFIX", "PASSWORD", "SERVICE_NAME"]
)
def test_a_name_alone_does_not_count_elsewhere(name: str) -> None:
    assert hosts(name, "cart") == []


@pytest.mark.parametrize(
    "name",
    [
        "NO_PROXY",
        "ALLOWED_HOSTS",
        "CORS_ORIGIN_URL",
        "VIRTUAL_HOST",
        "REDIRECT_URL",
        "APP_URL",
        "PUBLIC_HOST",
        "KAFKA_ADVERTISED_LISTENERS",
    ],
)
def test_a_setting_that_does_not_say_whom_it_calls_holds_no_address(name: str) -> None:
    assert hosts(name, "http://cart:80") == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("DB_HOST_1", ["db", "host"]),
        ("orderServiceURL", ["order", "service", "url"]),
        ("spring.redis.host", ["spring", "redis", "host"]),
        ("ConnectionStrings__Db", ["connection", "strings", "db"]),
        ("", []),
    ],
)
def test_a_name_of_a_setting_has_words(name: str, words: list[str]) -> None:
    assert setting_words(name) == words


@given(st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True), st.integers(1, 65_535))
def test_the_host_of_any_url_is_found(host: str, port: int) -> None:
    assert list(addresses_in(f"see http://{host}:{port}/x.")) == [Address(host, str(port), "http")]


@given(st.text('a:/@.,;=h t()[]"1\0'))
def test_a_host_is_a_part_of_the_text(text: str) -> None:
    assert all(address.host in text for address in addresses_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "a." * 150_000,
        "a://" * 75_000,
        "a:1," * 75_000,
        "server=" * 40_000,
        "a@" * 150_000,
        "http://" + "a." * 150_000,
    ],
)
def test_a_long_text_is_searched_in_one_go(text: str) -> None:
    assert len(found(text)) <= 75_000
