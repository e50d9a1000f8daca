namespace Pipeline.Secrets.Rotation.Observing;

/// <summary>For users that report nothing: a person has looked, and says that all of them use the new version.</summary>
public sealed class ConfirmedByPerson : IVersionsInUse
{
    /// <summary>Nobody who would have to be asked.</summary>
    public Task<VersionsReport> ReadAsync(SecretName name, CancellationToken cancellationToken) => Task.FromResult(new VersionsReport([]));
}
