/** What a pack is read from: its files, where in them something stands, and what is wrong there. */
@NullMarked
package org.portcullis.policy.source;

import org.jspecify.annotations.NullMarked;
