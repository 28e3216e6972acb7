/** Certificates, keys and trust as grid sites keep them in files. Reads; never decides whether a chain is valid. */
@NullMarked
package org.portcullis.client.credential;

import org.jspecify.annotations.NullMarked;
