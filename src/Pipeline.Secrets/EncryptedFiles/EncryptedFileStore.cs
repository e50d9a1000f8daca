using System.Globalization;
using Pipeline.Errors;
using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.EncryptedFiles;

/// <summary>
/// Secrets in one encrypted file, for laptops and rehearsals. Names and values are encrypted (AES-256-GCM); the file is replaced as a whole; one
/// process writes at a time, readers need no lock. The last ten versions of each secret stay; a version's number is never given again.
/// </summary>
internal sealed class EncryptedFileStore(EncryptedFileLocation location, SecretStoreOptions options) : ISecretStore
{
    private const int KeptVersions = 10;

    private readonly FileKey _key = new(location, options);
    private readonly string _path = options.FullPath(location.File);

    public string Description => location.ToString();

    public async Task<SecretVersion?> GetAsync(SecretName name, string? version, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(cancellationToken);
        return content.Secrets.TryGetValue(name.Value, out var versions) && versions.LastOrDefault(x => version is null || x.Version == version) is { } found
            ? Version(name, found)
            : null;
    }

    public async Task<IReadOnlyList<SecretName>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(cancellationToken);
        return [.. content.Secrets.Keys.Select(SecretName.Parse).Where(x => x.IsBelow(prefix)).OrderBy(x => x.Value, StringComparer.Ordinal)];
    }

    public async Task<SecretVersion> PutAsync(SecretName name, Secret value, ExpectedVersion? expected, CancellationToken cancellationToken)
    {
        using var writing = await FileLock.TakeAsync(_path + ".lock", options.Time, cancellationToken);
        var content = await ReadAsync(cancellationToken);
        var versions = content.Secrets.GetValueOrDefault(name.Value, []);
        if (expected is not null && expected.Version != (versions.Count == 0 ? null : versions[^1].Version))
            throw new SecretConflictException(name);

        var stored = new StoredSecret(content.NextVersion.ToString(CultureInfo.InvariantCulture), options.Time.GetUtcNow(), value.Reveal());
        var secrets = new SortedDictionary<string, IReadOnlyList<StoredSecret>>(content.Secrets.ToDictionary(), StringComparer.Ordinal) { [name.Value] = [.. versions.TakeLast(KeptVersions - 1), stored] };
        await WriteAsync(new StoredSecrets(content.NextVersion + 1, secrets), cancellationToken);
        return Version(name, stored);
    }

    public async Task DeleteAsync(SecretName name, CancellationToken cancellationToken)
    {
        using var writing = await FileLock.TakeAsync(_path + ".lock", options.Time, cancellationToken);
        var content = await ReadAsync(cancellationToken);
        if (content.Secrets.ContainsKey(name.Value))
            await WriteAsync(content with { Secrets = content.Secrets.Where(x => x.Key != name.Value).ToDictionary() }, cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static SecretVersion Version(SecretName name, StoredSecret stored) => new(name, stored.Version, new Secret(stored.Value), stored.Created);

    private async Task<StoredSecrets> ReadAsync(CancellationToken cancellationToken)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(_path, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return StoredSecrets.None;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new SecretStoreException(SecretErrors.StoreUnreadable, $"The file {_path} with the encrypted secrets can't be read by this user.", exception);
        }

        try
        {
            var envelope = Envelope.Parse(bytes);
            return StoredSecrets.Parse(envelope.Open(await _key.ForAsync(envelope.Key, cancellationToken)));
        }
        catch (DamagedFileException)
        {
            throw new SecretStoreException(SecretErrors.Damaged, $"The file {_path} with the encrypted secrets is damaged: it was changed or cut off after it was written. Restore it from a copy, or delete it and fill it again.");
        }
        catch (WrongKeyException)
        {
            throw new SecretStoreException(SecretErrors.WrongKey, $"The file {_path} with the encrypted secrets was written with another key than {_key.Description} holds.");
        }
    }

    private async Task WriteAsync(StoredSecrets content, CancellationToken cancellationToken)
    {
        try
        {
            var (derivation, key) = await _key.ForWritingAsync(isNew: !File.Exists(_path), cancellationToken);
            await ReplaceAsync(Envelope.Seal(derivation, key, content.ToBytes()).ToBytes(), cancellationToken);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new SecretStoreException(SecretErrors.StoreUnreadable, $"The file {_path} with the encrypted secrets can't be written by this user: {exception.Message}", exception);
        }
    }

    // Under the lock there is one writer: what a killed one left under this name is overwritten.
    private async Task ReplaceAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        var temporary = _path + ".new";
        File.Delete(temporary);
        await using (var stream = new FileStream(temporary, PrivateFile.ToCreate()))
        {
            await stream.WriteAsync(bytes, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, _path, overwrite: true);
    }
}
