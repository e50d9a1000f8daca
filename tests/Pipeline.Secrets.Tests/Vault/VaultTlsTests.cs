using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Pipeline.Errors;
using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.Tests.Vault;

public sealed class VaultTlsTests : IDisposable
{
    private static readonly SecretName s_name = SecretName.Parse("a/b");

    private readonly string _directory = Directory.CreateTempSubdirectory("vault-tls").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_server_is_trusted_by_the_authority_that_the_address_names_and_not_otherwise()
    {
        using var certificate = Certificate();
        using var other = Certificate();
        await using var vault = await FakeVault.StartAsync(listen: x => x.UseHttps(certificate));
        await using var trusting = Open(vault, $"&ca-file={Pem(certificate)}");
        await using var byAnother = Open(vault, $"&ca-file={Pem(other)}");
        await using var bySystem = Open(vault, "");

        Assert.Null(await trusting.GetAsync(s_name, null, default));
        await Assert.ThrowsAsync<SecretStoreException>(() => byAnother.GetAsync(s_name, null, default));
        await Assert.ThrowsAsync<SecretStoreException>(() => bySystem.GetAsync(s_name, null, default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no certificate")]
    public void A_file_of_authorities_that_is_none_is_refused_at_once(string? content)
    {
        var file = Path.Combine(_directory, "none.pem");
        if (content is not null)
            File.WriteAllText(file, content);

        var refused = Assert.Throws<PipelineException>(() => SecretStores.Open(SecretStoreLocation.Parse($"vault://h/secret?auth=token&ca-file={file}"), new SecretStoreOptions()));

        Assert.Equal("PIPE5003", refused.Code.Id);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    private static ISecretStore Open(FakeVault vault, string parameters) => SecretStores.Open(
        SecretStoreLocation.Parse($"vault://{vault.Address.Authority}/secret?auth=token{parameters}"),
        new SecretStoreOptions { Variables = new Dictionary<string, string> { ["VAULT_TOKEN"] = vault.NewToken(isRoot: true) }, RetryDelay = TimeSpan.FromMilliseconds(1) });

    private string Pem(X509Certificate2 certificate)
    {
        var file = Path.Combine(_directory, certificate.Thumbprint + ".pem");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return file;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=vault", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
