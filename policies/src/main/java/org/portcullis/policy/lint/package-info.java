/** What can be seen wrong with a pack by reading its files as they are written: policies as XML, values as YAML. */
@NullMarked
package org.portcullis.policy.lint;

import org.jspecify.annotations.NullMarked;
