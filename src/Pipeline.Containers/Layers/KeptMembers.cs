using System.Collections.Concurrent;
using System.Text;
using Pipeline.Containers.Layouts;

namespace Pipeline.Containers.Layers;

/// <summary>
/// Contents as gzip members, by their digest. Kept from one build to the next, only what changed is compressed anew; since a member depends on its content and
/// the compressor alone, the layer is the same with and without.
/// </summary>
internal sealed class KeptMembers(string directory)
{
    // A file: the member's digest in hexadecimal, a new line, the member. So a half-written or changed one is told.
    private const int HeaderLength = 65;

    private readonly ConcurrentDictionary<string, Digest> used = new();

    /// <summary>Compresses a content, unless its member is there.</summary>
    /// <param name="content">Its digest.</param>
    /// <param name="writeContent">Writes it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The digest of what was written; where that is another, nothing is kept.</returns>
    public async Task<Digest> AddAsync(Digest content, Func<Stream, Task> writeContent, CancellationToken cancellationToken)
    {
        var member = PathOf(content);
        return !used.TryAdd(member, content) || IsWhole(member) ? content : await CompressAsync(content, writeContent, member, cancellationToken);
    }

    /// <summary>Writes the member of a content that was added.</summary>
    public async Task CopyToAsync(Digest content, Stream output, CancellationToken cancellationToken)
    {
        await using var member = new FileStream(PathOf(content), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan) { Position = HeaderLength };
        await member.CopyToAsync(output, 262144, cancellationToken);
    }

    /// <summary>Removes what this build didn't need.</summary>
    public void RemoveOthers()
    {
        foreach (var file in Directory.Exists(directory) ? Directory.GetFiles(directory) : [])
        {
            if (!used.ContainsKey(file))
                File.Delete(file);
        }
    }

    private async Task<Digest> CompressAsync(Digest content, Func<Stream, Task> writeContent, string member, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var temporary = Path.Combine(directory, $".{Guid.NewGuid():N}.tmp");
        try
        {
            Digest written;
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65536))
            {
                file.Position = HeaderLength;
                await using var hashing = new HashingStream(file);
                written = await GzipMember.WriteAsync(hashing, writeContent, cancellationToken);
                await hashing.FlushAsync(cancellationToken);
                file.Position = 0;
                await file.WriteAsync(Encoding.ASCII.GetBytes(hashing.Digest.Hex + "\n"), cancellationToken);
            }

            if (written == content)
                File.Move(temporary, member, overwrite: true);
            return written;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static bool IsWhole(string member)
    {
        if (!File.Exists(member))
            return false;
        using var file = new FileStream(member, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var header = new byte[HeaderLength];
        return file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength
            && Encoding.ASCII.GetString(header, 0, HeaderLength - 1) == FileDigest.OfRest(file).Hex;
    }

    private string PathOf(Digest content) => Path.Combine(directory, $"{content.Hex}.{GzipMember.Compressor}");
}
