using System.Text;
using Pipeline.Embedded.Kubernetes.Access;

namespace Pipeline.Embedded.Kubernetes.Starting;

/// <summary>The kubeconfig of the cluster's administrator.</summary>
internal static class KubeconfigText
{
    public const string Context = "embedded";

    public static string Of(string address, ClusterCertificates certificates)
    {
        var (certificate, key) = Split(certificates.AdministratorPem);
        return $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: {Context}
              cluster:
                server: {address}
                certificate-authority-data: {Encode(certificates.AuthorityPem)}
            users:
            - name: {Context}-admin
              user:
                client-certificate-data: {Encode(certificate)}
                client-key-data: {Encode(key)}
            contexts:
            - name: {Context}
              context:
                cluster: {Context}
                user: {Context}-admin
            current-context: {Context}

            """;
    }

    private static (string Certificate, string Key) Split(string pem)
    {
        var at = pem.IndexOf("-----BEGIN PRIVATE KEY-----", StringComparison.Ordinal);
        return (pem[..at].TrimEnd() + "\n", pem[at..].TrimEnd() + "\n");
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
