using Pipeline.ObjectStorage;

namespace AgentKit.Server.Health;

/// <summary>The object store answers.</summary>
internal sealed class ObjectStoreCheck(IObjectStore objects) : IReadinessCheck
{
    public string Name => "object_store";

    public async Task<ReadinessVerdict> CheckAsync(CancellationToken cancellationToken)
    {
        await objects.PingAsync(cancellationToken);
        return ReadinessVerdict.Ready;
    }
}
