/** What is known of an exchange before its content is read: who calls, when, under which call id. */
@NullMarked
package org.portcullis.pdp.context;

import org.jspecify.annotations.NullMarked;
