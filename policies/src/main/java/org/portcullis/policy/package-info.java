/** The pure core: what a policy pack is and how it answers. Values in, values out; no clock, no log, no network. */
@NullMarked
package org.portcullis.policy;

import org.jspecify.annotations.NullMarked;
