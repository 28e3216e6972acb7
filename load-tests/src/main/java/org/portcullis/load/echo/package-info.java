/** The bare TLS server that every measurement can be held against, in a process of its own. */
@NullMarked
package org.portcullis.load.echo;

import org.jspecify.annotations.NullMarked;
