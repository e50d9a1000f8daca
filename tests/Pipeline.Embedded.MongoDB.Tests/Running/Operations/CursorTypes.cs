using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class CursorTypes
{
    public static CursorType Parse(string? name) => name switch
    {
        null or "nonTailable" => CursorType.NonTailable,
        "tailable" => CursorType.Tailable,
        "tailableAwait" => CursorType.TailableAwait,
        _ => throw new UnsupportedByRunnerException($"The runner doesn't know the cursor type '{name}'."),
    };
}
