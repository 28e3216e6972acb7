package org.portcullis.pdp.cli;

import java.lang.reflect.Proxy;

/** SIGHUP, reached by name because the compiler refuses the JDK's class for it, which every JDK has nevertheless. */
final class HangupSignal {
    private HangupSignal() {}

    /** Runs the action on each SIGHUP, in a thread of its own. */
    static void onEach(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    HangupSignal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            Object hangup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangup, ours);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java cannot receive SIGHUP", e);
        }
    }
}
