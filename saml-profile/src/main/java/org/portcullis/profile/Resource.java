package org.portcullis.profile;

import java.util.List;

/**
 * What the subject wants to use. {@code id} is the resource-id as sent, empty when a GUMS-style PEP names only the host
 * certificate; {@code hosts} are the hosts the PEP named, by DNS name or by the name in their certificate, each once: none or
 * one in practice.
 */
public record Resource(ResourceType type, String id, List<String> hosts) {
    /** Copies the list. */
    public Resource {
        hosts = List.copyOf(hosts);
    }
}
