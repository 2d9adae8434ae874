package io.presencesync.cli;

import io.presencesync.config.SystemTrust;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Whether the certificate of whoever answers is that of the service. The one in the settings is trusted by its key, so
/// that self-signed ones, those of another name and those renewed with the same key are too. An address that somebody
/// named may also show a certificate the system trusts, or one of `--ca-file`, of the right name. Nothing else is.
final class ServiceTrust extends X509ExtendedTrustManager {
    private final ServiceAddress address;
    private final @Nullable OwnCertificate own;
    private final X509ExtendedTrustManager others;
    private volatile @Nullable Problem refused;
    private volatile @Nullable X509Certificate shown;

    /// @param own that of the settings; null when there is none
    /// @param authorities trusted besides those of the system
    ServiceTrust(ServiceAddress address, @Nullable OwnCertificate own, List<X509Certificate> authorities) {
        this.address = address;
        this.own = own;
        this.others = others(authorities);
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java speaks TLS", impossible);
        }
    }

    /// Why the last certificate was refused; null when none was.
    @Nullable
    Problem refused() {
        return refused;
    }

    /// The last certificate seen, accepted or not.
    @Nullable
    X509Certificate shown() {
        return shown;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String method, SSLEngine engine)
            throws CertificateException {
        judge(chain[0], () -> others.checkServerTrusted(chain, method, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String method, Socket socket) throws CertificateException {
        judge(chain[0], () -> others.checkServerTrusted(chain, method, socket));
    }

    /// Without a connection the name cannot be compared.
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String method) throws CertificateException {
        throw new CertificateException("not without its connection");
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private void judge(X509Certificate certificate, Check check) throws CertificateException {
        shown = certificate;
        refused = null;
        if (own != null && own.sameKey(certificate)) {
            return;
        }
        CertificateProblems problems = new CertificateProblems(address, own, certificate);
        if (!address.named()) {
            throw refuse(problems.other());
        }
        judgeByOthers(certificate, check, problems);
    }

    private void judgeByOthers(X509Certificate certificate, Check check, CertificateProblems problems)
            throws CertificateException {
        try {
            certificate.checkValidity();
            check.run();
        } catch (CertificateExpiredException expired) {
            throw refuse(problems.expired());
        } catch (CertificateNotYetValidException early) {
            throw refuse(problems.notYetValid());
        } catch (CertificateException untrusted) {
            throw refuse(problems.untrusted(untrusted));
        }
    }

    private CertificateException refuse(Problem problem) {
        refused = problem;
        return new CertificateException(problem.message());
    }

    private static X509ExtendedTrustManager others(List<X509Certificate> authorities) {
        try {
            return SystemTrust.and(authorities);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the system's certificates cannot be used", unusable);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String method) throws CertificateException {
        throw new CertificateException("we are the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String method, Socket socket) throws CertificateException {
        throw new CertificateException("we are the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String method, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("we are the client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return others.getAcceptedIssuers();
    }
}
