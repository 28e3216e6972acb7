/** Questions with the answers they must get, written for people, and asked of the same rooms that a server has. */
@NullMarked
package org.portcullis.pdp.suite;

import org.jspecify.annotations.NullMarked;
