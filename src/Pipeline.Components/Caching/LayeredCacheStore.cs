using Pipeline.Engine.Caching;
using Pipeline.Errors;

namespace Pipeline.Components.Caching;

/// <summary>
/// A local store before a shared one: what the local one lacks is fetched from the shared one and kept, what is new goes to both.
/// The shared one never fails a build: its first failure in reading, and its first in writing, is a warning; after <see cref="MaxFailures"/>
/// it is left out for the rest of the run, so that a server which is down costs seconds, not minutes.
/// </summary>
public sealed class LayeredCacheStore(ICacheStore local, ICacheStore shared, Action<string> warn) : ICacheStore, IDisposable
{
    /// <summary>After so many failures the shared store isn't asked any more.</summary>
    public const int MaxFailures = 3;

    private int _failures;
    private int _readWarnings;
    private int _writeWarnings;

    /// <inheritdoc/>
    public string Description => $"{local.Description}, shared through {shared.Description}";

    private bool IsShared => Volatile.Read(ref _failures) < MaxFailures;

    /// <inheritdoc/>
    public async Task<byte[]?> FindEntryAsync(string key, CancellationToken cancellationToken)
    {
        if (await local.FindEntryAsync(key, cancellationToken) is { } known)
            return known;
        var entry = await ReadAsync(() => shared.FindEntryAsync(key, cancellationToken), null, cancellationToken);
        if (entry is not null)
            await KeepAsync(() => local.SaveEntryAsync(key, entry, cancellationToken), cancellationToken);
        return entry;
    }

    /// <inheritdoc/>
    public async Task SaveEntryAsync(string key, byte[] entry, CancellationToken cancellationToken)
    {
        await local.SaveEntryAsync(key, entry, cancellationToken);
        // An entry whose contents didn't all arrive would only cost others a useless search.
        if (Volatile.Read(ref _writeWarnings) == 0)
            await WriteAsync(() => shared.SaveEntryAsync(key, entry, cancellationToken), cancellationToken);
    }

    /// <summary>Whether the blob is in both, so that nothing is left to save.</summary>
    public async Task<bool> HasBlobAsync(string hash, CancellationToken cancellationToken) =>
        await local.HasBlobAsync(hash, cancellationToken)
        && await ReadAsync(() => shared.HasBlobAsync(hash, cancellationToken), true, cancellationToken);

    /// <inheritdoc/>
    public async Task<Stream?> OpenBlobAsync(string hash, CancellationToken cancellationToken)
    {
        if (await local.OpenBlobAsync(hash, cancellationToken) is { } known)
            return known;
        var content = await ReadAsync(() => shared.OpenBlobAsync(hash, cancellationToken), null, cancellationToken);
        if (content is null)
            return null;
        await using (content)
        {
            if (await KeepAsync(() => local.SaveBlobAsync(hash, content, cancellationToken), cancellationToken))
                return await local.OpenBlobAsync(hash, cancellationToken);
        }

        // The content is wrong, which the reader notices and reports; or it can't be kept here, and is read from there.
        return await ReadAsync(() => shared.OpenBlobAsync(hash, cancellationToken), null, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task SaveBlobAsync(string hash, Stream content, CancellationToken cancellationToken)
    {
        await local.SaveBlobAsync(hash, content, cancellationToken);
        await WriteAsync(
            async () =>
            {
                if (await shared.HasBlobAsync(hash, cancellationToken))
                    return;
                await using var kept = await local.OpenBlobAsync(hash, cancellationToken);
                if (kept is not null)
                    await shared.SaveBlobAsync(hash, kept, cancellationToken);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RemoveBlobAsync(string hash, CancellationToken cancellationToken)
    {
        await local.RemoveBlobAsync(hash, cancellationToken);
        await WriteAsync(() => shared.RemoveBlobAsync(hash, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        await local.TidyAsync(cancellationToken);
        await WriteAsync(() => shared.TidyAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Disposes both, where they need it.</summary>
    public void Dispose()
    {
        (local as IDisposable)?.Dispose();
        (shared as IDisposable)?.Dispose();
    }

    private async Task<T> ReadAsync<T>(Func<Task<T>> read, T otherwise, CancellationToken cancellationToken)
    {
        if (!IsShared)
            return otherwise;
        try
        {
            return await read();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(ref _readWarnings, SharedCacheErrors.CannotRead, exception, "The build goes on with the local cache.");
            return otherwise;
        }
    }

    private async Task WriteAsync(Func<Task> write, CancellationToken cancellationToken)
    {
        if (!IsShared)
            return;
        try
        {
            await write();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(ref _writeWarnings, SharedCacheErrors.CannotWrite, exception, "The build goes on; its results are kept in the local cache alone.");
        }
    }

    // Copies of what the shared store has. Without them the build is slower, and no more.
    private static async Task<bool> KeepAsync(Func<Task> keep, CancellationToken cancellationToken)
    {
        try
        {
            await keep();
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Failed(ref int warnings, ErrorCode code, Exception exception, string consequence)
    {
        Interlocked.Increment(ref _failures);
        if (Interlocked.Increment(ref warnings) == 1)
            warn($"{code}: {code.Title}: {exception.Message} {consequence} {code.Cure}");
    }
}
