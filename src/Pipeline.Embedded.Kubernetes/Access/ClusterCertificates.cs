using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Pipeline.Embedded.Kubernetes.Access;

/// <summary>The cluster's certificate authority, the server's certificate and the administrator's, and the key that service account tokens are signed with.</summary>
internal sealed class ClusterCertificates : IDisposable
{
    private static readonly TimeSpan s_validity = TimeSpan.FromDays(3650);

    private ClusterCertificates(string authority, string server, string administrator, string tokenKey)
    {
        AuthorityPem = authority;
        ServerPem = server;
        AdministratorPem = administrator;
        TokenKeyPem = tokenKey;
        Authority = X509Certificate2.CreateFromPem(authority);
        Server = Loaded(server);
        TokenKey = ECDsa.Create();
        TokenKey.ImportFromPem(tokenKey);
    }

    /// <summary>Certificate and key, as the kubeconfig's authority needs the first of them only.</summary>
    public string AuthorityPem { get; }

    public string ServerPem { get; }

    public string AdministratorPem { get; }

    public string TokenKeyPem { get; }

    public X509Certificate2 Authority { get; }

    public X509Certificate2 Server { get; }

    public ECDsa TokenKey { get; }

    /// <summary>New certificates, for ten years from a day ago.</summary>
    public static ClusterCertificates Create(DateTimeOffset now)
    {
        var from = now.AddDays(-1);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=embedded-kubernetes-ca", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature, critical: true));
        authorityRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authorityRequest.PublicKey, critical: false));
        using var authority = authorityRequest.CreateSelfSigned(from, from + s_validity);
        using var tokenKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.Parse("10.96.0.1"));
        foreach (var name in (string[])["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"])
            names.AddDnsName(name);
        return new ClusterCertificates(
            authority.ExportCertificatePem(),
            Issue(authority, "CN=kube-apiserver", "1.3.6.1.5.5.7.3.1", names.Build(), from),
            Issue(authority, $"O={UserIdentity.Masters}, CN=kubernetes-admin", "1.3.6.1.5.5.7.3.2", null, from),
            tokenKey.ExportPkcs8PrivateKeyPem());
    }

    public static ClusterCertificates FromPem(string authority, string server, string administrator, string tokenKey) => new(authority, server, administrator, tokenKey);

    public void Dispose()
    {
        Authority.Dispose();
        Server.Dispose();
        TokenKey.Dispose();
    }

    private static string Issue(X509Certificate2 authority, string subject, string purpose, X509Extension? names, DateTimeOffset from)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        if (names is not null)
            request.CertificateExtensions.Add(names);
        using var certificate = request.Create(authority, from, authority.NotAfter, RandomNumberGenerator.GetBytes(16));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem();
    }

    // TLS on Windows takes no key that lives in memory only.
    private static X509Certificate2 Loaded(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem, pem);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
