using System.Text;

namespace Pipeline.Kubernetes.Connecting;

/// <summary>Where a cluster is and who one is there. Nothing is read from the environment: neither <c>KUBECONFIG</c> nor a home directory.</summary>
public sealed record ClusterConnection
{
    private ClusterConnection()
    {
    }

    /// <summary>The kubeconfig file; null for a cluster that is reached without one.</summary>
    public string? Kubeconfig { get; private init; }

    /// <summary>The context in the kubeconfig. Default its <c>current-context</c>.</summary>
    public string? Context { get; private init; }

    /// <summary>Whether this program runs in the cluster and uses its pod's service account.</summary>
    public bool IsInCluster { get; private init; }

    /// <summary>The API server's address, for a connection by token.</summary>
    public Uri? Server { get; private init; }

    /// <summary>PEM file with the certificate authority of <see cref="Server"/>; null to trust this machine's authorities.</summary>
    public string? CertificateAuthority { get; private init; }

    /// <summary>The cluster that this must be: uid of its <c>kube-system</c> namespace. Verified before anything else; null verifies nothing.</summary>
    public string? ExpectedUid { get; init; }

    /// <summary>Longest wait for a connection. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    internal string? Token { get; private init; }

    /// <summary>A cluster as a kubeconfig describes it: client certificates, tokens, and exec plugins (as for EKS, GKE and AKS).</summary>
    /// <param name="path">The file.</param>
    /// <param name="context">The context; null for the file's current one.</param>
    public static ClusterConnection FromKubeconfig(string path, string? context = null) => new() { Kubeconfig = path, Context = context };

    /// <summary>The cluster that this program runs in, as its pod's service account.</summary>
    public static ClusterConnection InCluster() => new() { IsInCluster = true };

    /// <summary>A cluster by address and bearer token.</summary>
    /// <param name="server">For example <c>https://10.0.0.1:6443</c>.</param>
    /// <param name="token">A service account's token, or another bearer token.</param>
    /// <param name="certificateAuthority">PEM file with the server's certificate authority; null to trust this machine's authorities.</param>
    public static ClusterConnection WithToken(Uri server, string token, string? certificateAuthority = null) =>
        new() { Server = server, Token = token, CertificateAuthority = certificateAuthority };

    // The token stays out of what a record prints.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(Kubeconfig is not null ? $"Kubeconfig = {Kubeconfig}, Context = {Context ?? "current"}" : IsInCluster ? "InCluster" : $"Server = {Server}, Token = ***");
        return true;
    }
}
