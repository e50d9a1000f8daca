using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using k8s;

namespace Pipeline.Embedded.Kubernetes.Tests;

/// <summary>Embedded clusters for tests.</summary>
internal static class TestCluster
{
    /// <summary>Without controllers and pods: what is written stays as it is.</summary>
    public static Task<EmbeddedCluster> StartAsync() => EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { RunsControllers = false, RunsPods = false });

    public static k8s.Kubernetes Client(EmbeddedCluster cluster) => new(Configuration(cluster));

    public static KubernetesClientConfiguration Configuration(EmbeddedCluster cluster) => KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.KubeconfigPath);

    /// <summary>Plain HTTP/2 with the cluster's own certificate authority, as the administrator or as nobody.</summary>
    public static HttpClient Http(EmbeddedCluster cluster, bool withCertificate = true)
    {
        var configuration = Configuration(cluster);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(configuration.SslCaCerts);
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        if (withCertificate)
        {
            var certificate = Convert.FromBase64String(configuration.ClientCertificateData);
            var key = Convert.FromBase64String(configuration.ClientCertificateKeyData);
            options.ClientCertificates = [X509Certificate2.CreateFromPem(System.Text.Encoding.UTF8.GetString(certificate), System.Text.Encoding.UTF8.GetString(key))];
        }

        return new HttpClient(new SocketsHttpHandler { SslOptions = options })
        {
            BaseAddress = cluster.Address,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    /// <summary>Looks until a condition holds, for 10 seconds at most.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Not so within 10 s: {what}");
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
