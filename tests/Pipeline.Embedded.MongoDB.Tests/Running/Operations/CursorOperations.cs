using Pipeline.Embedded.MongoDB.Tests.Running.Entities;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class CursorOperations
{
    public static IReadOnlyDictionary<string, Operation<CursorEntity>> Operations { get; } = new Dictionary<string, Operation<CursorEntity>>
    {
        ["close"] = async (call, _) =>
        {
            await call.Target.CloseAsync();
            return null;
        },
        ["iterateOnce"] = async (call, cancellationToken) => await call.Target.OnceAsync(cancellationToken),
        ["iterateUntilDocumentOrError"] = async (call, cancellationToken) => await call.Target.UntilDocumentAsync(cancellationToken),
    };
}
