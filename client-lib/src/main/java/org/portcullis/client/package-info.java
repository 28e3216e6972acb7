/** The PEP's side: ask a PDP, believe only a complete answer, fail closed. */
@NullMarked
package org.portcullis.client;

import org.jspecify.annotations.NullMarked;
