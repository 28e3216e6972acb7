/** The admin port for people who would rather look than read: pages without scripts, made of what the API answers them. */
@NullMarked
package org.portcullis.pdp.console;

import org.jspecify.annotations.NullMarked;
