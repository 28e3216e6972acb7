/** Configuration: read once, strictly, into values; every problem is reported with its line. */
@NullMarked
package org.portcullis.pdp.config;

import org.jspecify.annotations.NullMarked;
