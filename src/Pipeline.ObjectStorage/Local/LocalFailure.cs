using System.Runtime.CompilerServices;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.Local;

/// <summary>Says what a disk's failure means for the store. What the caller's stream threw comes out as it is.</summary>
internal static class LocalFailure
{
    public static T Translate<T>(ObjectStoreLocation location, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception exception) when (Explain(location, exception) is { } explained)
        {
            throw explained;
        }
    }

    public static async Task<T> TranslateAsync<T>(ObjectStoreLocation location, MeasuredContent? content, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception exception) when (exception != content?.SourceFailure && Explain(location, exception) is { } explained)
        {
            throw explained;
        }
    }

    public static async IAsyncEnumerable<T> Translate<T>(ObjectStoreLocation location, IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var enumerator = items.GetAsyncEnumerator(cancellationToken);
        while (await TranslateAsync(location, content: null, async () => await enumerator.MoveNextAsync()))
            yield return enumerator.Current;
    }

    private static ObjectStoreException? Explain(ObjectStoreLocation location, Exception exception) => exception switch
    {
        UnauthorizedAccessException => new ObjectStoreException(ObjectStorageErrors.Denied, $"{location} can't be used: {exception.Message} Give this process's user the right to read and write there.", exception),
        IOException => new ObjectStoreException(ObjectStorageErrors.Unavailable, $"{location} can't be used at the moment: {exception.Message}", exception) { IsTransient = true },
        _ => null,
    };
}
