# Sourced by what tries the packages: how something is claimed and found to be so.

DIST=target/dist

# claim WORDS COMMAND...: what the command does is so, or this ends here and shows what it said.
claim() {
    local words=$1 said
    shift
    if said=$("$@" 2>&1); then
        echo "ok    $words"
    else
        printf 'FAIL  %s\n%s\n' "$words" "$said"
        exit 1
    fi
}

# claim_code CODE WORDS COMMAND...: the command ends so.
claim_code() {
    local wanted=$1 words=$2
    shift 2
    claim "$words" ends_with "$wanted" "$@"
}

ends_with() {
    local wanted=$1 code=0
    shift
    "$@" || code=$?
    test "$code" -eq "$wanted"
}

# nothing COMMAND...: the command has nothing to say.
nothing() {
    local said
    said=$("$@" 2>&1)
    echo "$said"
    test -z "$said"
}

deb() {
    ls "$DIST/$1"_*_all.deb
}

# soon COMMAND...: within a minute, the command comes to be true.
soon() {
    local _
    for _ in $(seq 600); do
        if "$@" 2>/dev/null; then
            return 0
        fi
        sleep 0.1
    done
    return 1
}
