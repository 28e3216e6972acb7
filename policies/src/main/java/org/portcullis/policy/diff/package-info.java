/** What is different between two packs, rule by rule and record by record. */
@NullMarked
package org.portcullis.policy.diff;

import org.jspecify.annotations.NullMarked;
