/** What every part of the policies said about one request, and where it stands: for people, never for deciding. */
@NullMarked
package org.portcullis.policy.trace;

import org.jspecify.annotations.NullMarked;
