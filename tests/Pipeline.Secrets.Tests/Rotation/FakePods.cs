using Pipeline.Secrets.Rotation.Observing;

namespace Pipeline.Secrets.Tests.Rotation;

/// <summary>Pods that take over what is current, some looks later.</summary>
internal sealed class FakePods(ISecretStore store, int looksUntilMoved = 0) : IVersionsInUse
{
    private int _looks;
    private string? _version;

    public string? Doubt { get; set; }

    public bool ReportFingerprints { get; set; }

    public bool NeverMove { get; set; }

    public async Task<VersionsReport> ReadAsync(SecretName name, CancellationToken cancellationToken)
    {
        var current = (await store.GetAsync(name, null, cancellationToken))!;
        if (!NeverMove && _looks++ >= looksUntilMoved)
            _version = ReportFingerprints ? SecretFingerprint.Of(name, current.Value) : current.Version;
        return new VersionsReport([new VersionUser("pod-1", current.Version), new VersionUser("pod-2", _version)], Doubt);
    }
}
