namespace Pipeline.Containers.Registries.Credentials;

/// <summary>Where credentials come from.</summary>
public interface ICredentialSource
{
    /// <summary>The credential for a registry (<c>ghcr.io</c>, <c>localhost:5000</c>, <c>docker.io</c>); null for none.</summary>
    ValueTask<RegistryCredential?> FindAsync(string registry, CancellationToken cancellationToken);
}
