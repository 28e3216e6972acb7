"""Packs layers into an image after the OCI image specification, in a tar that `docker load` takes as well.

usage: oci.py LAYERS NAME-VERSION DIRECTORY
"""

import gzip
import hashlib
import io
import json
import os
import pathlib
import platform
import sys
import tarfile
import time

USER = "65532:65532"
EPOCH = int(os.environ["SOURCE_DATE_EPOCH"])
CREATED = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(EPOCH))
ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
JAVA = [
    "/usr/lib/java/bin/java",
    "-XX:MaxRAMPercentage=70",
    "-XX:+ExitOnOutOfMemoryError",
    "-Djdk.tls.rejectClientInitiatedRenegotiation=true",
    "-cp",
    "/usr/share/portcullis/lib/*",
    "org.portcullis.pdp.cli.Portcullis",
]


def main(layers, release, directory):
    name, version = release.split("-", 1)
    image = Image(pathlib.Path(directory, f"{release}.oci.tar"))
    packed = [(layer, *image.add_layer(layer)) for layer in sorted(pathlib.Path(layers).iterdir())]
    config = image.add(
        "application/vnd.oci.image.config.v1+json",
        encode(
            {
                "created": CREATED,
                "architecture": ARCHITECTURE,
                "os": "linux",
                "config": {
                    "User": USER,
                    "ExposedPorts": {"8443/tcp": {}, "9404/tcp": {}},
                    "Env": ["PATH=/usr/lib/java/bin", "LANG=C.UTF-8"],
                    "Entrypoint": JAVA,
                    "Cmd": ["server"],
                    "Volumes": {"/var/lib/portcullis": {}, "/var/log/portcullis": {}},
                    "Labels": {
                        "org.opencontainers.image.title": name,
                        "org.opencontainers.image.version": version,
                        "org.opencontainers.image.created": CREATED,
                        "org.opencontainers.image.licenses": "Apache-2.0",
                        "org.opencontainers.image.description": "Site Central Authorization Service",
                    },
                },
                "rootfs": {"type": "layers", "diff_ids": [diff for _, diff, _ in packed]},
                "history": [{"created": CREATED, "created_by": layer.stem} for layer, _, _ in packed],
            }
        ),
    )
    image.finish(config, [blob for _, _, blob in packed], f"{name}:{version}")


class Image:
    """The tar that is written, every blob under its digest."""

    def __init__(self, file):
        self.tar = tarfile.open(file, "w", format=tarfile.USTAR_FORMAT)
        self.put("oci-layout", encode({"imageLayoutVersion": "1.0.0"}))

    def put(self, path, content):
        entry = tarfile.TarInfo(path)
        entry.size, entry.mtime, entry.mode = len(content), EPOCH, 0o644
        self.tar.addfile(entry, io.BytesIO(content))

    def add(self, media_type, content):
        digest = hashlib.sha256(content).hexdigest()
        self.put(f"blobs/sha256/{digest}", content)
        return {"mediaType": media_type, "digest": f"sha256:{digest}", "size": len(content)}

    def add_layer(self, layer):
        content = layer.read_bytes()
        packed = gzip.compress(content, compresslevel=6, mtime=0)
        return "sha256:" + hashlib.sha256(content).hexdigest(), self.add("application/vnd.oci.image.layer.v1.tar+gzip", packed)

    def finish(self, config, layers, tag):
        media_type = "application/vnd.oci.image.manifest.v1+json"
        manifest = self.add(
            media_type,
            encode({"schemaVersion": 2, "mediaType": media_type, "config": config, "layers": layers}),
        )
        manifest["annotations"] = {"org.opencontainers.image.ref.name": tag.split(":")[1]}
        manifest["platform"] = {"architecture": ARCHITECTURE, "os": "linux"}
        self.put("index.json", encode({"schemaVersion": 2, "manifests": [manifest]}))
        self.put("manifest.json", encode([{"Config": path(config), "RepoTags": [tag], "Layers": [path(layer) for layer in layers]}]))
        self.tar.close()


def path(blob):
    return "blobs/" + blob["digest"].replace(":", "/")


def encode(value):
    return json.dumps(value, sort_keys=True).encode()


if __name__ == "__main__":
    main(*sys.argv[1:])
