using AgentKit.Server.Files.Inspecting;
using AgentKit.Server.Files.Receiving;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;
using AgentKit.Server.Files.Storage;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Quarantine;

/// <summary>Looks at an object that didn't come through this service, as closely as at one that did.</summary>
internal sealed class ContentReading(IObjectStore store, FileSettings settings)
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Looks at the first bytes only.</summary>
    /// <exception cref="ContentRefusedException">They are refused.</exception>
    public async Task<FileKind> ReadStartAsync(string key, long lengthBytes, UploadRequest request, CancellationToken cancellationToken)
    {
        var head = new byte[Math.Min(lengthBytes, ContentSniffer.HeadBytes)];
        await using var stream = await new StoredObjectContent(store, key, lengthBytes).OpenAsync(0, head.Length, cancellationToken);
        await stream.ReadExactlyAsync(head, cancellationToken);
        var sniffed = ContentSniffer.Sniff(head, request.Hints);
        return (sniffed.Refusal ?? KindRules.CheckStart(sniffed.Kind!.Value, request)) is { } refusal ? throw new ContentRefusedException(refusal) : sniffed.Kind!.Value;
    }

    /// <summary>Looks at every byte.</summary>
    /// <returns>What it is, and its checksum.</returns>
    /// <exception cref="ContentRefusedException">It is refused.</exception>
    public async Task<(FileKind Kind, string Sha256)> ReadWholeAsync(string key, long lengthBytes, UploadRequest request, CancellationToken cancellationToken)
    {
        var kind = await ReadStartAsync(key, lengthBytes, request, cancellationToken);
        var content = new StoredObjectContent(store, key, lengthBytes);
        using var checksum = new Sha256Check(request.Sha256);
        var checks = PassingChecks.For(kind, lengthBytes);
        await using (var stream = await content.OpenAsync(0, null, cancellationToken))
        {
            var buffer = new byte[BufferBytes];
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                checksum.Append(buffer.AsSpan(0, read));
                Refuse(checks.Append(buffer.AsSpan(0, read)));
            }
        }

        Refuse(checksum.Complete() ?? checks.Complete());
        kind = await StoredInspection.InspectAsync(content, kind, settings.Inspection, cancellationToken);
        Refuse(KindRules.CheckWhole(kind, request));
        return (kind, checksum.Sha256!);
    }

    private static void Refuse(Refusal? refusal)
    {
        if (refusal is not null)
            throw new ContentRefusedException(refusal);
    }
}
