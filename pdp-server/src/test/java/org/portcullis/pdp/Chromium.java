package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.json.JsonText;
import org.portcullis.pdp.json.JsonTree;

/** Debian's Chromium without a screen, told what to do by its DevTools protocol; one tab. */
final class Chromium implements AutoCloseable {
    private static final Path COMMAND = Path.of("/usr/bin/chromium");
    private static final Pattern ADDRESS = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final int SECONDS = 30;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, CompletableFuture<Map<String, Object>>> waiting = new ConcurrentHashMap<>();
    /** Everything that the tab asked for. */
    private final List<String> requests = new CopyOnWriteArrayList<>();
    /** What the browser complained about. */
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private String session = "";

    private Chromium(Process process, String address) {
        this.process = process;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), new Ear())
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
    }

    static boolean isInstalled() {
        return Files.isExecutable(COMMAND);
    }

    /** Starts one that keeps its things in a directory and takes any server certificate. */
    static Chromium start(Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                COMMAND.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-breakpad",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--ignore-certificate-errors",
                "--remote-debugging-port=0",
                "--user-data-dir=" + directory,
                "about:blank");
        builder.environment().put("HOME", directory.toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        Chromium browser = new Chromium(process, address(process.errorReader(UTF_8)));
        browser.openTab();
        return browser;
    }

    /** What it says after that is read and thrown away, so that it never waits for a reader. */
    private static String address(BufferedReader errors) throws IOException {
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                Thread rest = new Thread(() -> errors.lines().forEach(ignored -> {}), "chromium-errors");
                rest.setDaemon(true);
                rest.start();
                return matcher.group(1);
            }
        }
        throw new IOException("chromium did not start");
    }

    private void openTab() {
        String target = text(send("Target.createTarget", Map.of("url", "about:blank")), "targetId");
        session = text(send("Target.attachToTarget", Map.of("targetId", target, "flatten", true)), "sessionId");
        for (String domain : List.of("Page", "Network", "Log", "Runtime")) {
            send(domain + ".enable", Map.of());
        }
        Map<String, Object> screen = new LinkedHashMap<>();
        screen.put("width", 1100);
        screen.put("height", 720);
        screen.put("deviceScaleFactor", 1);
        screen.put("mobile", false);
        send("Emulation.setDeviceMetricsOverride", screen);
    }

    /** Whether pages may be given scripts from now on, which their policy forbids. */
    void bypassPolicy(boolean bypass) {
        send("Page.setBypassCSP", Map.of("enabled", bypass));
    }

    /** Whether scripts run. */
    void runScripts(boolean run) {
        send("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    }

    void open(String url) {
        String error = text(send("Page.navigate", Map.of("url", url)), "errorText");
        if (!error.isEmpty()) {
            throw new IllegalStateException(url + ": " + error);
        }
    }

    /** The value of an expression, as text. */
    String evaluate(String expression) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("expression", expression);
        question.put("returnByValue", true);
        question.put("awaitPromise", true);
        Map<String, Object> answer = send("Runtime.evaluate", question);
        if (answer.containsKey("exceptionDetails")) {
            throw new IllegalStateException(JsonText.of(answer));
        }
        return answer.get("result") instanceof Map<?, ?> result && result.get("value") != null
                ? String.valueOf(result.get("value"))
                : "";
    }

    /** Types words into whatever has the focus. */
    void type(String words) {
        send("Input.insertText", Map.of("text", words));
    }

    /** Presses and lets go a key: {@code Tab} or {@code Enter}. */
    void press(String key) {
        for (String kind : List.of("keyDown", "keyUp")) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("type", kind);
            event.put("key", key);
            event.put("code", key);
            event.put("windowsVirtualKeyCode", key.equals("Tab") ? 9 : 13);
            if (kind.equals("keyDown") && key.equals("Enter")) {
                event.put("text", "\r");
            }
            send("Input.dispatchKeyEvent", event);
        }
    }

    void screenshot(Path file) {
        byte[] picture =
                Base64.getDecoder().decode(text(send("Page.captureScreenshot", Map.of("format", "png")), "data"));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private Map<String, Object> send(String method, Map<String, Object> parameters) {
        String id = String.valueOf(numbers.incrementAndGet());
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", Integer.valueOf(id));
        message.put("method", method);
        message.put("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText(JsonText.of(message), true).join();
        Map<String, Object> all = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        if (all.containsKey("error")) {
            throw new IllegalStateException(method + ": " + all.get("error"));
        }
        return object(all, "result");
    }

    private static String text(Map<String, Object> object, String name) {
        return String.valueOf(object.getOrDefault(name, ""));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> object, String name) {
        return (Map<String, Object>) object.getOrDefault(name, Map.of());
    }

    private void hear(String message) {
        try {
            Map<String, Object> all = JsonTree.read(message.getBytes(UTF_8));
            CompletableFuture<Map<String, Object>> answer = waiting.remove(text(all, "id"));
            if (answer != null) {
                answer.complete(all);
            }
            Map<String, Object> parameters = object(all, "params");
            switch (text(all, "method")) {
                case "Network.requestWillBeSent" -> requests.add(text(object(parameters, "request"), "url"));
                case "Log.entryAdded" -> complaints.add(text(object(parameters, "entry"), "text"));
                default -> {}
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts messages together that come in parts. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String message = text.toString();
                text.setLength(0);
                hear(message);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join());
    }
}
