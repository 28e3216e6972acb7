package org.portcullis.pdp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.config.AdminList.Role;
import org.portcullis.profile.Dn;

class PepListReaderTest {
    @TempDir
    private Path directory;

    @Test
    void shippedListLetsNobodyAsk() {
        assertThat(PepListReader.read(Path.of("../conf/peps.yaml")).size()).isZero();
    }

    @Test
    void everyCallerIsListed() throws IOException {
        Path file = write("""
                peps:
                  - dn: /C=XX/CN=ce1
                    resources: [ce, wn]
                    hosts: [CE1.example.org]
                    assert-bare: true
                    assume-obligations: true
                  - dn: CN=ce2,C=XX
                """);

        assertThat(PepListReader.read(file).size()).isEqualTo(2);
    }

    @Test
    void whoeverLooksAfterTheServiceDoesNotAsk() throws IOException {
        Path file = write("""
                peps:
                  - {dn: /C=XX/CN=Officer, class: admin}
                  - {dn: "CN=Screen,C=XX", class: monitor}
                  - {dn: /C=XX/CN=ce1, resources: [ce]}
                """);

        CallerLists lists = PepListReader.readAll(file);

        assertThat(lists.peps().size()).isOne();
        assertThat(lists.admins().of(new Dn("/C=XX/CN=Officer"))).contains(Role.ADMIN);
        assertThat(lists.admins().of(new Dn("/C=XX/CN=Screen"))).contains(Role.MONITOR);
        assertThat(lists.admins().of(new Dn("/C=XX/CN=ce1"))).isEmpty();
        assertThat(Role.MONITOR.includes(Role.ADMIN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"banner, BANNER", "mapper, MAPPER", "policy, POLICY"})
    void someMayChangeOneThingAlone(String word, Role role) throws IOException {
        Path file = write("peps: [{dn: /C=XX/CN=Officer, class: " + word + "}]\n");

        assertThat(PepListReader.readAll(file).admins().of(new Dn("/C=XX/CN=Officer")))
                .contains(role);
        assertThat(Role.values()).filteredOn(role::includes).containsExactlyInAnyOrder(role, Role.MONITOR);
        assertThat(Role.ADMIN.includes(role)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "peps: [{}]                                | `peps.dn` is missing",
                "peps: [{dn: nobody}]                      | 1:13: `peps.dn` must be a DN such as /C=XX/O=Grid/CN=ce.example.org",
                "peps: [{dn: /CN=a, resources: [tape]}]    | 1:32: `peps.resources` must be one of ce, se, wn, rb, other, unspecified",
                "peps: [{dn: /CN=a, assert-bare: yes}]     | 1:33: `peps.assert-bare` must be true or false",
                "peps: [{dn: /CN=a, asert-bare: true}]     | 1:20: unknown key `peps.asert-bare`, did you mean `assert-bare`?",
                "peps: [{dn: /CN=a}, {dn: CN=a}]           | 1:26: `peps.dn` is listed before: `/CN=a`",
                "peps: [{dn: /CN=a, class: pep}]           | 1:27: `peps.class` must be one of pep-service, pep-wn, admin, monitor, banner, mapper, policy",
                "peps: [{dn: /CN=a, class: admin, assert-bare: true}] | 1:34: unknown key `peps.assert-bare`",
                "peps: [{dn: /CN=a, class: monitor}, {dn: /CN=a}] | 1:42: `peps.dn` is listed before: `/CN=a`",
                "peps: [{dn: /CN=a, class: pep-wn, resources: [ce]}] | 1:47: `peps.resources` of class pep-wn can only be wn",
                "peps: [{dn: /CN=a, class: pep-wn, assert-bare: true}] | 1:48: `peps.assert-bare` is not for class pep-wn: payloads on worker nodes prove themselves",
                "peps: [{dn: /CN=a, class: pep-wn, actions: [queue]}] | 1:45: `peps.actions` of class pep-wn can only be execute-now",
                "peps: [{dn: /CN=a, class: pep-wn, hosts: [wn1]}] | 1:43: `peps.hosts` is not for class pep-wn: a worker node asks for itself only",
                "peps: [{dn: /CN=a, actions: [run]}]       | 1:30: `peps.actions` must be one of queue, execute-now, access, other",
                "peps: [{dn: /CN=a, hosts: [a.*.org]}]     | 1:28: `peps.hosts` must be host names, *.example.org or *",
                "worker-nodes: ['*']                       | 1:16: `worker-nodes` cannot be every host: name a domain, such as *.wn.example.org",
                "pilots: {fqans: [atlas]}                  | 1:18: `pilots.fqans` must be FQANs such as /atlas/Role=pilot",
                "pilots: {networks: [10.0.0.0]}            | 1:21: `pilots.networks` must be networks such as 10.0.0.0/8",
                "pilots: {proof-of-possession: all}        | 1:31: `pilots.proof-of-possession` must be one of tls, signed, none",
                "peps: /CN=a                               | 1:7: `peps` must be a list",
                "pep: []                                   | 1:1: unknown key `pep`, did you mean `peps`?",
            })
    void whatIsWrongIsSaidWithItsPlace(String yaml, String problem) {
        assertThat(problems(yaml)).containsExactly(problem);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("peps.yaml"), yaml);
    }

    private List<String> problems(String yaml) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> PepListReader.read(write(yaml)));
        assertThat(refused).as(yaml).isNotNull();
        String file = directory.resolve("peps.yaml") + ":";
        return refused.problems().stream()
                .map(line -> line.replace(file, "").strip())
                .toList();
    }
}
