/** XML from strangers: read strictly, within bounds, into plain values. */
@NullMarked
package org.portcullis.client.xml;

import org.jspecify.annotations.NullMarked;
