/** The admin port as commands ask it, and the commands that do nothing else. */
@NullMarked
package org.portcullis.pdp.cli.remote;

import org.jspecify.annotations.NullMarked;
