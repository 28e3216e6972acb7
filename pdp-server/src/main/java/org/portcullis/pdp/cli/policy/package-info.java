/** The commands of {@code portcullis policy}. */
@NullMarked
package org.portcullis.pdp.cli.policy;

import org.jspecify.annotations.NullMarked;
