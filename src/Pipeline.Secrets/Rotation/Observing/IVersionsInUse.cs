namespace Pipeline.Secrets.Rotation.Observing;

/// <summary>Tells who uses which version of a secret.</summary>
public interface IVersionsInUse
{
    /// <summary>Asks everyone, now.</summary>
    Task<VersionsReport> ReadAsync(SecretName name, CancellationToken cancellationToken);
}
