package org.portcullis.pdp.cli.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;

/** Whether the server could listen where it is to. */
final class PortsExamination implements Examination {
    @Override
    public List<Finding> of(Patient patient) {
        if (patient.isRunning()) {
            return List.of(Finding.ok("the server is running"));
        }
        return Stream.concat(
                        Stream.of(
                                patient.config().server().listen(),
                                patient.config().health()),
                        patient.config().admin().listen().stream())
                .map(PortsExamination::listen)
                .toList();
    }

    private static Finding listen(InetSocketAddress address) {
        String place = address.getHostString() + ":" + address.getPort();
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return Finding.ok(place + " is free");
        } catch (IOException e) {
            return Finding.fail(Ailment.PORT, place + " cannot be listened on: " + e.getMessage());
        }
    }
}
