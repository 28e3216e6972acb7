package org.portcullis.pdp.mapping;

import org.portcullis.profile.Dn;

/**
 * Who a pool account is held for. The primary group is part of it, so that one person in two roles has two accounts; it is
 * empty when no group map line gives one.
 */
public record LeaseKey(Pool pool, Dn dn, String primaryGroup) {}
