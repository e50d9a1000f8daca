namespace Pipeline.Secrets.Rotation.Observing;

/// <summary>Where there is no one to ask: nothing is ever revoked on its word.</summary>
public sealed class NobodyTells : IVersionsInUse
{
    /// <summary>A doubt.</summary>
    public Task<VersionsReport> ReadAsync(SecretName name, CancellationToken cancellationToken) =>
        Task.FromResult(new VersionsReport([], "nobody can be asked who uses this secret"));
}
