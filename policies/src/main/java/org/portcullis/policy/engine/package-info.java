/** The XACML engine behind its fence: the only package that may import AuthzForce. */
@NullMarked
package org.portcullis.policy.engine;

import org.jspecify.annotations.NullMarked;
