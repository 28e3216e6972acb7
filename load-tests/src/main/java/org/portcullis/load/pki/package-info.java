/** A throw-away grid PKI: authorities, hosts, users, proxies and VOMS servers, in the files that grid software reads. */
@NullMarked
package org.portcullis.load.pki;

import org.jspecify.annotations.NullMarked;
