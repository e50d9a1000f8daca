namespace Pipeline.Secrets.Vault;

/// <summary><c>auth=kubernetes</c>: the pod's service account, which Vault has the cluster confirm.</summary>
/// <param name="Mount">Where the method is mounted. Default <c>kubernetes</c>.</param>
/// <param name="Role">Vault's role.</param>
/// <param name="TokenFile">The service account's token, read at each login, since Kubernetes renews it.</param>
public sealed record VaultKubernetesAuthentication(string Mount, string Role, string TokenFile) : VaultAuthentication
{
    /// <summary>Where Kubernetes mounts it.</summary>
    public const string DefaultTokenFile = "/var/run/secrets/kubernetes.io/serviceaccount/token";
}
