package org.portcullis.pdp.config;

import org.portcullis.pdp.context.PepList;

/** Everybody who may call: those who ask, and those who look after the service. */
public record CallerLists(PepList peps, AdminList admins) {}
