/** Fuzz targets: each hands arbitrary bytes to one boundary of the service and says what must hold whatever they are. */
@NullMarked
package org.portcullis.fuzz;

import org.jspecify.annotations.NullMarked;
