package org.portcullis.pdp.transport;

import java.io.IOException;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.transport.http.HTTPTransportFactory;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;

/** CXF's transport in a servlet, for the reference codec: hands over each message before any interceptor reads it. */
final class CxfTransport implements AutoCloseable {
    private final Bus bus = new CXFBusFactory().createBus();
    private final SoapDoor door;

    CxfTransport(SoapExchange exchange) {
        BusFactory.setThreadDefaultBus(null);
        door = new SoapDoor(exchange);
    }

    /** What Jetty serves. */
    Handler handler() {
        CXFNonSpringServlet servlet = new CXFNonSpringServlet(null, false);
        servlet.setBus(bus);
        ServletHolder holder = new ServletHolder(servlet);
        holder.setInitParameter("hide-service-list-page", "true");
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(holder, "/*");
        context.setErrorHandler(new SilentErrors());
        return context;
    }

    /** Takes messages from now on; the servlet must have been started. */
    void listen() throws IOException {
        bus.getExtension(HTTPTransportFactory.class)
                .getDestination(everyPath(), bus)
                .setMessageObserver(door);
    }

    /** Clients were configured with any path there is; all of them lead to the one endpoint. */
    private static EndpointInfo everyPath() {
        EndpointInfo endpoint = new EndpointInfo();
        endpoint.setAddress("/");
        return endpoint;
    }

    @Override
    public void close() {
        bus.shutdown(true);
    }
}
