using System.Text;
using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.MountedFiles;

/// <summary>
/// Secrets in a directory, one file each: a Kubernetes Secret volume, a CSI volume, Docker's <c>/run/secrets</c>. Files are read at every call,
/// so that what the kubelet swaps in is seen at once; the version is the value's fingerprint, the same in every pod.
/// </summary>
/// <remarks>
/// One line break at the end is no part of the value, as with .NET's key-per-file configuration. Names that begin with <c>.</c> are skipped: Kubernetes
/// keeps the volume's real content in <c>..data</c>, which it swaps as a whole.
/// </remarks>
internal sealed class MountedFileStore(MountedFilesLocation location, SecretStoreOptions options) : IChangingSecretStore
{
    /// <summary>Kubernetes' limit for a whole Secret.</summary>
    internal const int MaxBytes = 1024 * 1024;

    private const int AttemptsDuringSwap = 5;

    // Names have few segments, and a link may lead back up.
    private const int MaxDepth = 8;
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _directory = options.FullPath(location.Directory);
    private readonly FingerprintMemory _fingerprints = new();

    public string Description => location.ToString();

    public bool IsReadOnly => true;

    public async Task<SecretVersion?> GetAsync(SecretName name, string? version, CancellationToken cancellationToken)
    {
        EnsureDirectory();
        if (!name.IsBelow(location.Prefix) || name.Value[location.Prefix.Length..].TrimStart('/') is not { Length: > 0 } rest)
            return null;

        foreach (var candidate in new[] { rest.Replace('/', '.'), rest }.Distinct(StringComparer.Ordinal))
        {
            var path = Path.Combine(_directory, candidate);
            if (await ReadAsync(path, cancellationToken) is not { } file)
                continue;
            var value = new Secret(file.Text);
            var fingerprint = _fingerprints.Of(name, value);
            return version is null || version == fingerprint ? new SecretVersion(name, fingerprint, value, file.Written) : null;
        }

        return null;
    }

    public Task<IReadOnlyList<SecretName>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        EnsureDirectory();
        return Task.FromResult<IReadOnlyList<SecretName>>(
        [
            .. Files(_directory)
                .Select(x => NameOf(Path.GetRelativePath(_directory, x))).OfType<SecretName>()
                .Where(x => x.IsBelow(prefix))
                .DistinctBy(x => x.Value)
                .OrderBy(x => x.Value, StringComparer.Ordinal),
        ]);
    }

    public Task<SecretVersion> PutAsync(SecretName name, Secret value, ExpectedVersion? expected, CancellationToken cancellationToken) => throw new SecretReadOnlyException(Description);

    public Task DeleteAsync(SecretName name, CancellationToken cancellationToken) => throw new SecretReadOnlyException(Description);

    public IDisposable OnChange(Action changed) => new DirectoryWatch(_directory, Files, changed, options.Time);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void EnsureDirectory()
    {
        // A volume that is gone is a store that is away, not one without secrets: the values that were read before stay in use for a while.
        if (!Directory.Exists(_directory))
            throw new SecretStoreException(SecretErrors.StoreUnreadable, $"The directory {_directory} with the secrets isn't there. Mount it, or correct the store's address ({location}).") { IsTransient = true };
    }

    private SecretName? NameOf(string relative)
    {
        var rest = relative.Replace(Path.DirectorySeparatorChar, '/').Replace('.', '/');
        return SecretName.TryParse(location.Prefix.Length == 0 ? rest : $"{location.Prefix}/{rest}", out var name) ? name : null;
    }

    private static async Task<(string Text, DateTimeOffset Written)?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var info = new FileInfo(path);
                if (!info.Exists)
                    return null;
                await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: true);
                if (stream.Length > MaxBytes)
                    throw Unreadable(path, $"is larger than {MaxBytes} bytes", null);
                var bytes = new byte[stream.Length];
                await stream.ReadExactlyAsync(bytes, cancellationToken);
                return (WithoutLineBreak(s_utf8.GetString(bytes)), new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero));
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException && attempt < AttemptsDuringSwap)
            {
                // The kubelet swapped the volume's content in between: what is there now is read.
                await Task.Yield();
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
            catch (DecoderFallbackException)
            {
                // The inner exception would show bytes of the secret.
                throw Unreadable(path, "isn't UTF-8 text. Store binary values as base64", null);
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
            {
                throw Unreadable(path, "can't be read by this user", exception);
            }
        }
    }

    private static SecretStoreException Unreadable(string path, string why, Exception? inner) =>
        new(SecretErrors.StoreUnreadable, $"The file {path} {why}.", inner);

    private static string WithoutLineBreak(string text) => text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    private static IEnumerable<string> Files(string directory) => Files(directory, MaxDepth);

    private static IEnumerable<string> Files(string directory, int depth)
    {
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos().Where(x => !x.Name.StartsWith('.')))
        {
            // A file of a Secret volume is a link; so may be a directory of a projected one.
            var target = entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry;
            if (!target.Exists)
                continue;
            if (!target.Attributes.HasFlag(FileAttributes.Directory))
                yield return entry.FullName;
            else if (depth > 0)
            {
                foreach (var file in Files(entry.FullName, depth - 1))
                    yield return file;
            }
        }
    }
}
