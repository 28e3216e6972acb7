/** What the site itself finds out about a subject before deciding. */
@NullMarked
package org.portcullis.pdp.enrich;

import org.jspecify.annotations.NullMarked;
