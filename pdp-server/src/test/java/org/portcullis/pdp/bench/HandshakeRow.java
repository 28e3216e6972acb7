package org.portcullis.pdp.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One server and how it is asked; {@code session}: {@code new}, or {@code resumed} from the connection before. */
record HandshakeRow(String server, String key, String protocol, String session) {
    static HandshakeRow of(String text) {
        String[] words = text.split(" ", -1);
        return new HandshakeRow(words[0], words[1], words[2], words[3]);
    }

    boolean isOpenssl() {
        return server.equals("openssl");
    }

    boolean isResumed() {
        return session.equals("resumed");
    }

    /** What starts the server in a directory with certificates, at that port where it cannot choose one. */
    List<String> command(Path world, int port) {
        return isOpenssl() ? openssl(port) : java(world);
    }

    private List<String> openssl(int port) {
        return List.of(
                "openssl",
                "s_server",
                "-accept",
                String.valueOf(port),
                "-cert",
                key + ".cert.pem",
                "-key",
                key + ".key.pem",
                "-CAfile",
                "ca.pem",
                "-Verify",
                "10",
                "-verify_return_error",
                "-verify_quiet",
                "-allow_proxy_certs",
                "-HTTP",
                "-quiet");
    }

    private List<String> java(Path world) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:-UseDynamicNumberOfCompilerThreads"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(HandshakeServer.class.getName(), server, world.toString(), key));
        return command;
    }

    @Override
    public String toString() {
        return String.join(" ", server, key, protocol, session);
    }
}
