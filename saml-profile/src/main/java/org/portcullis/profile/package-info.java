/** What a PEP and the PDP say to each other, as values: subjects, names, requests, decisions, obligations. */
@NullMarked
package org.portcullis.profile;

import org.jspecify.annotations.NullMarked;
