/** What the admin port answers: who may look and change, the pages, and how they say no. Knows nothing of sockets. */
@NullMarked
package org.portcullis.pdp.admin;

import org.jspecify.annotations.NullMarked;
