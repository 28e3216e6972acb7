package org.portcullis.policy.lint;

import java.util.Set;

/** The reason codes that are documented for rules: those of the shipped pack. */
final class ReasonWords {
    static final Set<String> ALL = Set.of(
            "no-policy",
            "denied-by-policy",
            "limited-proxy",
            "proxy-too-long",
            "vo-not-supported",
            "site-approval-missing",
            "site-approval-expired",
            "site-approval-suspended",
            "pilot-role-missing",
            "pilot-owner-not-registered",
            "vo-mismatch",
            "vo-unknown",
            "payload-is-pilot",
            "role-not-via-pilot",
            "identity-switch-required",
            "framework-not-attested",
            "payload-identity-missing",
            "vouching-not-allowed",
            "ac-too-long",
            "pip-stale",
            "scope-insufficient");

    private ReasonWords() {}
}
