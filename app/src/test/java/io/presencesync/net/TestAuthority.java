package io.presencesync.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Certificates as openssl makes them: a root, an intermediate below it, and servers' certificates, all in one folder.
public final class TestAuthority {
    private static final String SETTINGS = """
            [ca]
            default_ca = here
            [here]
            new_certs_dir = .
            database = index.txt
            rand_serial = yes
            unique_subject = no
            default_md = sha256
            policy = any
            [any]
            commonName = supplied
            """;

    private final Path folder;

    /// Makes the root (`root.pem`) and the intermediate (`middle.pem`).
    public TestAuthority(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Files.writeString(file("ca.cnf"), SETTINGS);
        Files.writeString(file("index.txt"), "");
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=TestRoot -days 30"
                + " -addext basicConstraints=critical,CA:TRUE -keyout root.key -out root.pem");
        signed("middle", "TestMiddle", "basicConstraints=critical,CA:TRUE", "root", "-days 30");
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /// A certificate `NAME.pem` with its key `NAME.key`, issued by the root or the intermediate.
    ///
    /// @param extension such as `subjectAltName=IP:127.0.0.1`; empty for none
    /// @param dates `-days 30`, or `-startdate 20200101000000Z -enddate 20200201000000Z`
    public void signed(String name, String subject, String extension, String issuer, String dates)
            throws IOException, InterruptedException {
        Files.writeString(file(name + ".ext"), extension + "\n");
        openssl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=" + subject + " -keyout " + name
                + ".key -out " + name + ".csr");
        openssl("ca -batch -notext -config ca.cnf -in " + name + ".csr -cert " + issuer + ".pem -keyfile " + issuer
                + ".key -extfile " + name + ".ext " + dates + " -out " + name + ".pem");
    }

    /// One that issues itself.
    public void selfSigned(String name, String extension) throws IOException, InterruptedException {
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=" + name + " -days 30 -addext "
                + extension + " -keyout " + name + ".key -out " + name + ".pem");
    }

    /// Several files as one.
    public Path joined(String name, String... parts) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            all.append(Files.readString(file(part)));
        }
        return Files.writeString(file(name), all);
    }

    private void openssl(String words) throws IOException, InterruptedException {
        Process made = new ProcessBuilder(("openssl " + words).split(" "))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(file("openssl.log").toFile())
                .start();
        assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue())
                .as(words + "\n" + Files.readString(file("openssl.log")))
                .isZero();
    }
}
