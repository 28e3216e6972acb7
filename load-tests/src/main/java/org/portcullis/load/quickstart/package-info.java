/** The world in which a first decision is tried: a server, a PEP, a worker node, five users of two VOs, one of them banned. */
@NullMarked
package org.portcullis.load.quickstart;

import org.jspecify.annotations.NullMarked;
