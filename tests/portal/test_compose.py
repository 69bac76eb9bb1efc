"""compose.yaml, as far as a parser can tell: no container engine is at hand where these run."""

import re
from typing import Any

import pytest
import yaml
from django.conf import settings

TEXT = (settings.BASE_DIR / "compose.yaml").read_text()
EXAMPLE = (settings.BASE_DIR / "docs/compose.env.example").read_text()
SETTINGS = "".join(
    file.read_text() for file in sorted((settings.BASE_DIR / "portal/settings").glob("*.py"))
)
LASTING = ("web", "worker", "mail", "daily", "postgresql", "elasticsearch")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load(TEXT)
    return parsed


def test_every_service_is_there(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"certificates", "key", "prepare", *LASTING}


@pytest.mark.parametrize("name", LASTING)
def test_what_keeps_running_is_watched_and_started_again(
    compose: dict[str, Any], name: str
) -> None:
    service = compose["services"][name]
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"]


def test_every_volume_is_kept_and_used(compose: dict[str, Any]) -> None:
    used = {
        volume.partition(":")[0]
        for service in compose["services"].values()
        for volume in service.get("volumes", ())
    }
    assert used == set(compose["volumes"])


def test_every_dependency_is_a_service_whose_state_can_be_known(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for service in services.values():
        for name, wanted in service.get("depends_on", {}).items():
            if wanted["condition"] == "service_healthy":
                assert "healthcheck" in services[name]
            else:
                assert wanted["condition"] == "service_completed_successfully"
                assert services[name]["restart"] == "no"


def test_the_cluster_is_closed(compose: dict[str, Any]) -> None:
    cluster = compose["services"]["elasticsearch"]
    assert "ports" not in cluster
    assert "ports" not in compose["services"]["postgresql"]
    assert cluster["image"].endswith(":8.19.3")
    for switch in ("enabled", "http.ssl.enabled", "transport.ssl.enabled"):
        assert cluster["environment"][f"xpack.security.{switch}"] == "true"
    assert compose["services"]["web"]["environment"]["ELASTICSEARCH_URL"].startswith("https:")
    assert '"names": ["portal", "portal-*"]' in TEXT
    assert "-k " not in TEXT
    assert "--insecure" not in TEXT


def test_every_setting_is_one_that_the_portal_reads(compose: dict[str, Any]) -> None:
    for name in compose["services"]["web"]["environment"]:
        readable = {name, name.removesuffix("_FILE")}
        assert any(f'"{variable}"' in SETTINGS for variable in readable), name


def test_every_secret_comes_from_the_environment_and_stands_in_the_example() -> None:
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", TEXT))
    assert asked == set(re.findall(r"^(\w+)=", EXAMPLE, flags=re.MULTILINE))
    for line in EXAMPLE.splitlines():
        if re.match(r"\w*(KEY|PASSWORD)=", line):
            assert line.endswith("=")
