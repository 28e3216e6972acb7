/** What shows that a log is as it was written: each line carries a number and a hash of all before it, and now and then that hash is signed. */
@NullMarked
package org.portcullis.pdp.seal;

import org.jspecify.annotations.NullMarked;
