/** Thousands of people who are asked about: who they are, on disk and by name, and who is asked about when. */
@NullMarked
package org.portcullis.load.crowd;

import org.jspecify.annotations.NullMarked;
