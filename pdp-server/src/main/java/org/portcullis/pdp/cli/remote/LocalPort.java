package org.portcullis.pdp.cli.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.portcullis.pdp.json.JsonText;

/** The socket of the server on this machine, which knows who calls by the user that he is. */
record LocalPort(Path socket) implements AdminPort {
    @Override
    public AdminReply send(Call call) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer left = ByteBuffer.wrap(text(call).getBytes(UTF_8));
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.shutdownOutput();
            return reply(new String(Channels.newInputStream(channel).readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UnreachableException("no answer from " + socket + ": " + e.getMessage(), e);
        }
    }

    private static String text(Call call) {
        String headers = call.headers().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\n")
                .collect(Collectors.joining());
        String body = call.body().isEmpty() ? "" : JsonText.of(call.body());
        return call.method() + " " + call.target() + "\n" + headers + "Content-Type: application/json\n\n" + body;
    }

    private static AdminReply reply(String text) throws IOException {
        String[] parts = text.split("\n", 3);
        if (parts.length < 3 || !parts[0].matches("[1-5][0-9]{2}")) {
            throw new IOException("it lets in root and the user that the server runs as, and nobody else");
        }
        return new AdminReply(Integer.parseInt(parts[0]), parts[1], parts[2]);
    }

    @Override
    public String name() {
        return "this machine";
    }
}
