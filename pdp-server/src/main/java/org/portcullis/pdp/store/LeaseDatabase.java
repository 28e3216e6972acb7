package org.portcullis.pdp.store;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Where the tables of leases are. Used by one thread at a time. */
interface LeaseDatabase extends AutoCloseable {
    /** Looks without changing anything. */
    <T> T read(Function<Handle, T> work);

    /** Does the work, all of it or nothing, while no other server or command writes; it is on disk on return. */
    <T> T write(Function<Handle, T> work);

    /** Does the work and takes it back. */
    void rehearse(Consumer<Handle> work);

    @Override
    void close();
}
