/** The doors: TLS, HTTP, SOAP. The only package that sees Jetty, servlets and CXF. */
@NullMarked
package org.portcullis.pdp.transport;

import org.jspecify.annotations.NullMarked;
