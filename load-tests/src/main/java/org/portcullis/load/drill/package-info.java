/** Exercises that tell whether a server stays useful when too much is asked of it. */
@NullMarked
package org.portcullis.load.drill;

import org.jspecify.annotations.NullMarked;
