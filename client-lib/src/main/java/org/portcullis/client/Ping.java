package org.portcullis.client;

import java.net.URI;
import java.time.Duration;

/** How connecting to one server went: {@code detail} is the TLS version, or what went wrong. */
public record Ping(URI server, boolean reached, Duration took, String detail) {}
