using System.Collections.Concurrent;
using Pipeline.Secrets.Caching;

namespace Pipeline.Secrets.Tests.Caching;

internal sealed class EventList : IProgress<SecretsManagerEvent>
{
    private readonly ConcurrentQueue<SecretsManagerEvent> _events = [];

    public IReadOnlyList<SecretsManagerEventKind> Kinds => [.. _events.Select(x => x.Kind)];

    public IReadOnlyList<string> Messages => [.. _events.Select(x => x.Message)];

    public void Report(SecretsManagerEvent value) => _events.Enqueue(value);
}
