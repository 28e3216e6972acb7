/** A bare Permit becomes one that the PEP can carry out. */
@NullMarked
package org.portcullis.pdp.fulfil;

import org.jspecify.annotations.NullMarked;
