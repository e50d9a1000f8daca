using System.Buffers.Binary;
using System.Text.Json;

namespace Pipeline.ObjectStorage.Local;

/// <summary>
/// One object is one file: its bytes, then a footer in JSON, the footer's length (4 bytes, little endian) and 8 bytes that mark the form. So bytes and
/// description become visible in one rename, and hash and size, which are known at the end, need no second pass.
/// </summary>
internal static class LocalObjectFile
{
    private const int TailBytes = 12;
    private const int MaxFooterBytes = 64 * 1024;

    private static ReadOnlySpan<byte> Magic => "PIPEOBJ1"u8;

    public static byte[] FooterOf(LocalFooter footer)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(footer, LocalJson.Default.LocalFooter);
        var bytes = new byte[json.Length + TailBytes];
        json.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(json.Length), json.Length);
        Magic.CopyTo(bytes.AsSpan(json.Length + 4));
        return bytes;
    }

    /// <summary>Opens an object's file; null when there is none.</summary>
    public static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The footer and the content's length. The file's position is the content's start afterwards.</summary>
    public static (LocalFooter Footer, long LengthBytes) Read(FileStream file, string path)
    {
        var length = file.Length;
        // One read fetches nearly every footer whole.
        var tail = new byte[Math.Min(length, 1024)];
        RandomAccess.Read(file.SafeFileHandle, tail, length - tail.Length);
        if (tail.Length < TailBytes || !tail.AsSpan(tail.Length - Magic.Length).SequenceEqual(Magic))
            throw Damaged(path, "It doesn't end as this store's files do.");
        var json = BinaryPrimitives.ReadInt32LittleEndian(tail.AsSpan(tail.Length - TailBytes));
        if (json is < 2 or > MaxFooterBytes || json + TailBytes > length)
            throw Damaged(path, "Its description has an impossible length.");
        if (json + TailBytes > tail.Length)
        {
            tail = new byte[json + TailBytes];
            RandomAccess.Read(file.SafeFileHandle, tail, length - tail.Length);
        }

        try
        {
            var footer = JsonSerializer.Deserialize(tail.AsSpan(tail.Length - TailBytes - json, json), LocalJson.Default.LocalFooter)!;
            return (footer, length - json - TailBytes);
        }
        catch (JsonException exception)
        {
            throw Damaged(path, "Its description can't be read.", exception);
        }
    }

    /// <summary>Whether a file holds an object of another key: where the file system doesn't tell the two names apart. False where there is none, or none of this store's.</summary>
    public static bool IsOfAnother(string path, string key)
    {
        using var file = Open(path);
        try
        {
            return file is not null && Read(file, path).Footer.Key != key;
        }
        catch (ObjectStoreException)
        {
            return false;
        }
    }

    public static StoredObject Describe(LocalFooter footer, long lengthBytes) => new()
    {
        Key = footer.Key,
        LengthBytes = lengthBytes,
        ETag = footer.ETag,
        LastModified = footer.LastModified,
        ContentType = footer.ContentType,
        Sha256 = footer.Sha256,
        Metadata = footer.Metadata,
    };

    public static ObjectStoreException Damaged(string path, string problem, Exception? innerException = null) =>
        new(ObjectStorageErrors.Damaged, $"The file {path} isn't an object of this store. {problem} Restore it from a backup, or remove it.", innerException);
}
