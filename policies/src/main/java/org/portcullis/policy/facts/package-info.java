/** What policies may ask about: facts computed from a request, the site's data and the time, never taken from a client. */
@NullMarked
package org.portcullis.policy.facts;

import org.jspecify.annotations.NullMarked;
