using System.Runtime.CompilerServices;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.Local;

/// <summary>Objects in a folder, for development and single machines. Any number of processes may use it at once; its file names tell letters' case apart.</summary>
internal sealed class LocalObjectStore : IObjectStore
{
    private readonly LocalFolder _folder;
    private readonly LocalObjectWriter _writer;
    private readonly LocalMultipart _multipart;
    private readonly LocalPresigning? _presigning;
    private readonly TimeProvider _timeProvider;
    private readonly Action<LocalCrashPoint> _passed;
    private readonly Lock _gate = new();
    private bool _prepared;

    public LocalObjectStore(ObjectStoreLocation location, ObjectStoreOptions options, LocalPresigning? presigning, Action<LocalCrashPoint>? passed = null)
    {
        Location = location;
        _presigning = presigning;
        _timeProvider = options.TimeProvider;
        _passed = passed ?? (_ => { });
        _folder = new LocalFolder(location.Container);
        _writer = new LocalObjectWriter(_folder, _timeProvider, _passed);
        _multipart = new LocalMultipart(_folder, _writer, _timeProvider, _passed);
    }

    public ObjectStoreLocation Location { get; }

    public async Task<StoredObject> PutAsync(string key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(key);
        ObjectMetadata.Check(key, options.ContentType, options.Metadata);
        ObjectMetadata.CheckSha256(key, options.ExpectedSha256);
        using var measured = new MeasuredContent(key, content, options.LengthBytes, options.ExpectedSha256);
        return await LocalFailure.TranslateAsync(Location, measured, async () =>
        {
            Prepare();
            var path = _folder.FileOf(key);
            _writer.RefuseAnothers(path, key);
            if (options.OnlyIfAbsent && File.Exists(path))
                throw new ObjectExistsException(key);
            var description = new LocalFooter { Key = key, ETag = "", LastModified = default, Sha256 = "", ContentType = options.ContentType, Metadata = options.Metadata.ToDictionary() };
            var (temporary, footer) = await _writer.WriteTemporaryAsync(measured, description, options.LengthBytes, cancellationToken);
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                _writer.Publish(temporary, path, key, options.OnlyIfAbsent);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }

            return LocalObjectFile.Describe(footer, measured.LengthBytes);
        });
    }

    public Task<ObjectContent?> GetAsync(string key, ByteRange? range, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        ByteRanges.Check(range);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(LocalFailure.Translate(Location, () => Open(key, range)));
    }

    public async Task<StoredObject?> HeadAsync(string key, CancellationToken cancellationToken)
    {
        await using var content = await GetAsync(key, range: null, cancellationToken);
        return content?.Stored;
    }

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, string? startAfter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return LocalFailure.Translate(Location, LocalListing.ListAsync(_folder, prefix, startAfter, cancellationToken), cancellationToken);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        cancellationToken.ThrowIfCancellationRequested();
        LocalFailure.Translate(Location, () =>
        {
            var path = _folder.FileOf(key);
            if (!File.Exists(path) || LocalObjectFile.IsOfAnother(path, key))
                return false;
            File.Delete(path);
            LocalDurability.SyncDirectory(Path.GetDirectoryName(path)!);
            _passed(LocalCrashPoint.ObjectDeleted);
            _folder.Prune(path);
            return true;
        });
        return Task.CompletedTask;
    }

    public async Task<StoredObject> CopyAsync(string sourceKey, string destinationKey, CopyOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(destinationKey);
        ObjectMetadata.Check(destinationKey, options);
        await using var source = await GetAsync(sourceKey, range: null, cancellationToken) ?? throw new ObjectNotFoundException(sourceKey);
        return await PutAsync(destinationKey, source.Stream, new PutOptions
        {
            ContentType = options.ContentType ?? source.Stored.ContentType!,
            Metadata = options.Metadata ?? source.Stored.Metadata,
            OnlyIfAbsent = options.OnlyIfAbsent,
            LengthBytes = source.Stored.LengthBytes,
            // A copy of bytes that decayed on the disk is refused.
            ExpectedSha256 = source.Stored.Sha256,
        }, cancellationToken);
    }

    public Task<string> BeginMultipartAsync(string key, MultipartOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(key);
        ObjectMetadata.Check(key, options.ContentType, options.Metadata);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(LocalFailure.Translate(Location, () =>
        {
            Prepare();
            return _multipart.Begin(key, options);
        }));
    }

    public async Task<UploadedPart> PutPartAsync(string key, string uploadId, int number, Stream content, long lengthBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ObjectKey.Check(key);
        MultipartParts.CheckNumber(key, number);
        using var measured = new MeasuredContent(key, content, lengthBytes, expectedSha256: null);
        return await LocalFailure.TranslateAsync(Location, measured, () => _multipart.PutPartAsync(key, uploadId, number, measured, lengthBytes, cancellationToken));
    }

    public Task<IReadOnlyList<UploadedPart>> ListPartsAsync(string key, string uploadId, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(LocalFailure.Translate(Location, () => _multipart.ListParts(key, uploadId)));
    }

    public async Task<StoredObject> CompleteMultipartAsync(string key, string uploadId, IReadOnlyList<UploadedPart> parts, CompleteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ObjectKey.Check(key);
        var ordered = MultipartParts.Ordered(key, parts);
        return await LocalFailure.TranslateAsync(Location, content: null, () => _multipart.CompleteAsync(key, uploadId, ordered, options.OnlyIfAbsent, cancellationToken));
    }

    public Task AbortMultipartAsync(string key, string uploadId, CancellationToken cancellationToken)
    {
        ObjectKey.Check(key);
        cancellationToken.ThrowIfCancellationRequested();
        LocalFailure.Translate(Location, () =>
        {
            _multipart.Abort(key, uploadId);
            return true;
        });
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<PendingUpload> ListMultipartAsync(string prefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return LocalFailure.Translate(Location, Pending(prefix, cancellationToken), cancellationToken);
    }

    public Task<PresignedRequest> PresignPutAsync(string key, PresignPutOptions options, CancellationToken cancellationToken) =>
        Task.FromResult(new LocalPresigner(Location, _presigning, _timeProvider).Put(key, options));

    public Task<PresignedRequest> PresignGetAsync(string key, PresignGetOptions options, CancellationToken cancellationToken) =>
        Task.FromResult(new LocalPresigner(Location, _presigning, _timeProvider).Get(key, options));

    public Task PingAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LocalFailure.Translate(Location, () =>
        {
            _folder.Create();
            var path = _folder.NewTemporary();
            File.WriteAllBytes(path, [1]);
            File.Delete(path);
            return true;
        });
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private ObjectContent? Open(string key, ByteRange? range)
    {
        var path = _folder.FileOf(key);
        var file = LocalObjectFile.Open(path);
        if (file is null)
            return null;
        try
        {
            var (footer, length) = LocalObjectFile.Read(file, path);
            if (footer.Key != key)
            {
                // Found by a name that this file system takes for the same: case, or another form of Unicode.
                file.Dispose();
                return null;
            }

            var within = ByteRanges.Within(range, key, length);
            file.Position = within?.From ?? 0;
            return new ObjectContent(LocalObjectFile.Describe(footer, length), new SegmentStream(file, within is { To: { } to, From: var from } ? to - from + 1 : length), within);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private async IAsyncEnumerable<PendingUpload> Pending(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Prepare();
        await foreach (var upload in _multipart.ListAsync(prefix, cancellationToken))
            yield return upload;
    }

    private void Prepare()
    {
        lock (_gate)
        {
            _folder.Create();
            if (_prepared)
                return;
            LocalSweep.Run(_folder, _timeProvider);
            _prepared = true;
        }
    }
}
