namespace Pipeline.Embedded.MongoDB;

// Stands for the server until it is merged from main; this file goes then.

internal sealed class EmbeddedMongoServer : IAsyncDisposable
{
    public string ConnectionString => "";
    public static Task<EmbeddedMongoServer> StartAsync(EmbeddedMongoServerOptions options, CancellationToken cancellationToken) => throw new NotSupportedException($"{options} {cancellationToken}");
    public ValueTask DisposeAsync() => default;
}
