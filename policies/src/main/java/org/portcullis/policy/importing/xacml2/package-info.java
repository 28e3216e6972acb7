/** XACML 2.0, read and made into a pack. */
@NullMarked
package org.portcullis.policy.importing.xacml2;

import org.jspecify.annotations.NullMarked;
