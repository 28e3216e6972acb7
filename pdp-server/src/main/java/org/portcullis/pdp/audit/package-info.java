/** The trail: one record per answer, kept before the answer leaves. */
@NullMarked
package org.portcullis.pdp.audit;

import org.jspecify.annotations.NullMarked;
