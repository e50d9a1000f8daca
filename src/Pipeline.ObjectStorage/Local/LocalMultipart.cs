using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.ObjectStorage.Transfer;

namespace Pipeline.ObjectStorage.Local;

/// <summary>An upload in progress is a folder below <c>uploads</c>: <c>upload.json</c>, and a file for each part, which has the form of objects.</summary>
internal sealed class LocalMultipart(LocalFolder folder, LocalObjectWriter writer, TimeProvider timeProvider, Action<LocalCrashPoint> passed)
{
    private const string Description = "upload.json";
    private const string PartSuffix = ".part";

    public string Begin(string key, MultipartOptions options)
    {
        var id = Guid.NewGuid().ToString("N");
        var upload = new LocalUpload { Key = key, ContentType = options.ContentType, Metadata = options.Metadata.ToDictionary(), Begun = timeProvider.GetUtcNow() };
        var prepared = folder.NewTemporary();
        LocalDurability.CreateDirectory(Path.Join(prepared, "parts"));
        using (var file = new FileStream(Path.Join(prepared, Description), FileMode.CreateNew))
        {
            JsonSerializer.Serialize(file, upload, LocalJson.Default.LocalUpload);
            file.Flush(flushToDisk: true);
        }

        LocalDurability.SyncDirectory(prepared);
        passed(LocalCrashPoint.UploadPrepared);
        Directory.Move(prepared, folder.UploadOf(id)!);
        LocalDurability.SyncDirectory(folder.Uploads);
        passed(LocalCrashPoint.UploadBegun);
        return id;
    }

    public async Task<UploadedPart> PutPartAsync(string key, string uploadId, int number, MeasuredContent content, long lengthBytes, CancellationToken cancellationToken)
    {
        var parts = Path.Join(Find(key, uploadId).Path, "parts");
        var (temporary, footer) = await writer.WriteTemporaryAsync(content, Empty(key) with { ContentType = "application/octet-stream" }, lengthBytes, cancellationToken);
        try
        {
            File.Move(temporary, Path.Join(parts, number.ToString("D5", CultureInfo.InvariantCulture) + PartSuffix), overwrite: true);
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException)
        {
            File.Delete(temporary);
            throw new UploadNotFoundException(key, uploadId, exception);
        }

        LocalDurability.SyncDirectory(parts);
        passed(LocalCrashPoint.PartPublished);
        return new UploadedPart(number, footer.ETag, lengthBytes);
    }

    public IReadOnlyList<UploadedPart> ListParts(string key, string uploadId) => [.. Parts(key, uploadId).Select(x => x.Part)];

    public async Task<StoredObject> CompleteAsync(string key, string uploadId, IReadOnlyList<UploadedPart> parts, bool onlyIfAbsent, CancellationToken cancellationToken)
    {
        if (Completed(key, uploadId) is { } completed)
        {
            Abort(key, uploadId);
            return completed;
        }

        var (_, upload) = Find(key, uploadId);
        var stored = Parts(key, uploadId).ToDictionary(x => x.Part.Number);
        foreach (var part in parts)
        {
            if (!stored.TryGetValue(part.Number, out var found) || found.Part.ETag != part.ETag || found.Part.LengthBytes != part.LengthBytes)
                throw MultipartParts.Invalid(key, $"Part {part.Number} isn't there as it is named, with {part.LengthBytes} bytes and the tag {part.ETag}: it is missing or was replaced.");
        }

        var length = parts.Sum(x => x.LengthBytes);
        await using var stream = new PartsStream([.. parts.Select(x => stored[x.Number].Path)]);
        using var content = new MeasuredContent(key, stream, length, expectedSha256: null);
        var description = Empty(key) with { ContentType = upload.ContentType, Metadata = upload.Metadata, UploadId = uploadId };
        var (temporary, footer) = await writer.WriteTemporaryAsync(content, description, length, cancellationToken);
        try
        {
            writer.Publish(temporary, folder.FileOf(key), key, onlyIfAbsent);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        Abort(key, uploadId);
        return LocalObjectFile.Describe(footer, length);
    }

    public void Abort(string key, string uploadId)
    {
        if (folder.UploadOf(uploadId) is not { } path || Read(path) is not { } upload || upload.Key != key)
            return;
        var removed = folder.NewTemporary();
        try
        {
            Directory.Move(path, removed);
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }

        LocalDurability.SyncDirectory(folder.Uploads);
        passed(LocalCrashPoint.UploadForgotten);
        Directory.Delete(removed, recursive: true);
    }

    public async IAsyncEnumerable<PendingUpload> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var pending = new List<PendingUpload>();
        foreach (var directory in Directory.EnumerateDirectories(folder.Uploads))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(directory) is { } upload && upload.Key.StartsWith(prefix, StringComparison.Ordinal))
                pending.Add(new PendingUpload(upload.Key, Path.GetFileName(directory), upload.Begun));
        }

        pending.Sort((x, y) => ObjectKey.Compare(x.Key, y.Key) is var order && order != 0 ? order : x.Begun.CompareTo(y.Begun));
        foreach (var upload in pending)
            yield return upload;
    }

    /// <summary>The object that this very upload became, where a completion was cut off after it.</summary>
    private StoredObject? Completed(string key, string uploadId)
    {
        var path = folder.FileOf(key);
        using var file = LocalObjectFile.Open(path);
        if (file is null)
            return null;
        var (footer, length) = LocalObjectFile.Read(file, path);
        return footer.UploadId == uploadId ? LocalObjectFile.Describe(footer, length) : null;
    }

    private IEnumerable<(UploadedPart Part, string Path)> Parts(string key, string uploadId)
    {
        var directory = Path.Join(Find(key, uploadId).Path, "parts");
        foreach (var path in Directory.EnumerateFiles(directory, "*" + PartSuffix).Order(StringComparer.Ordinal))
        {
            using var file = LocalObjectFile.Open(path);
            if (file is null)
                continue;
            var (footer, length) = LocalObjectFile.Read(file, path);
            yield return (new UploadedPart(int.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture), footer.ETag, length), path);
        }
    }

    private (string Path, LocalUpload Upload) Find(string key, string uploadId) =>
        folder.UploadOf(uploadId) is { } path && Read(path) is { } upload && upload.Key == key ? (path, upload) : throw new UploadNotFoundException(key, uploadId);

    private static LocalUpload? Read(string path)
    {
        try
        {
            using var file = File.OpenRead(Path.Join(path, Description));
            return JsonSerializer.Deserialize(file, LocalJson.Default.LocalUpload);
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException)
        {
            return null;
        }
        catch (JsonException exception)
        {
            throw LocalObjectFile.Damaged(path, "Its description can't be read.", exception);
        }
    }

    private static LocalFooter Empty(string key) => new() { Key = key, ETag = "", LastModified = default, ContentType = "", Sha256 = "" };
}
