/** {@code portcullis doctor}: what is wrong with a server and the machine it is to run on, and what to do about it. */
@NullMarked
package org.portcullis.pdp.cli.doctor;

import org.jspecify.annotations.NullMarked;
