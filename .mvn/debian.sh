# Sourced by the scripts at the top: finds what they need, or installs it from Debian's packages and says so.

JAVA_RELEASE=17

install_packages() {
    echo "installing Debian packages: $*" >&2
    if [ "$(id -u)" -ne 0 ]; then
        echo "not root: install them yourself with: apt-get install $*" >&2
        exit 1
    fi
    # A package list that is there already is good enough; a fresh machine has none.
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1 ||
        { apt-get update >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >/dev/null; }
}

# need COMMAND PACKAGE: makes sure that a command is there.
need() {
    command -v "$1" >/dev/null 2>&1 || install_packages "$2"
}

# need_file FILE PACKAGE...: makes sure that a file is there.
need_file() {
    file=$1
    shift
    [ -e "$file" ] || install_packages "$@"
}

java_release() {
    javac -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

# The build runs on JDK 17, wherever it lives.
need_java() {
    if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/javac" ]; then
        PATH=$JAVA_HOME/bin:$PATH
    fi
    if [ "$(java_release || true)" != "$JAVA_RELEASE" ]; then
        jdk=$(find /usr/lib/jvm -maxdepth 1 -name "java-$JAVA_RELEASE-openjdk-*" 2>/dev/null | head -n 1)
        if [ -z "$jdk" ] || [ ! -x "$jdk/bin/javac" ]; then
            install_packages "openjdk-$JAVA_RELEASE-jdk-headless"
            jdk=$(find /usr/lib/jvm -maxdepth 1 -name "java-$JAVA_RELEASE-openjdk-*" | head -n 1)
        fi
        JAVA_HOME=$jdk
        PATH=$JAVA_HOME/bin:$PATH
    fi
    export PATH
    if [ -n "${JAVA_HOME:-}" ]; then
        export JAVA_HOME
    fi
}

need_maven() {
    need mvn maven
}

# promtool comes with all of Prometheus, and a daemon that would be started: it is taken out of the package alone.
need_promtool() {
    command -v promtool >/dev/null 2>&1 && return
    tools=$PWD/target/tools
    if [ ! -x "$tools/promtool" ]; then
        echo "taking promtool out of Debian's package prometheus, into target/tools" >&2
        mkdir -p "$tools/package"
        (cd "$tools/package" &&
            { apt-get download -q prometheus || { apt-get update && apt-get download -q prometheus; }; } &&
            dpkg-deb --fsys-tarfile prometheus_*.deb | tar -xO ./usr/bin/promtool >../promtool.part &&
            chmod 755 ../promtool.part && mv ../promtool.part ../promtool) >/dev/null 2>&1 ||
            echo "WARNING: there is no promtool: tests of the alert rules are SKIPPED" >&2
        rm -rf "$tools/package"
    fi
    PATH=$tools:$PATH
    export PATH
}
