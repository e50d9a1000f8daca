using AgentKit.Server.Files.Archives;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;

namespace AgentKit.Server.Files.Inspecting;

/// <summary>The checks that need the whole content, after it is stored in quarantine: archives from their directory, markup by a parser.</summary>
internal static class StoredInspection
{
    /// <summary>The kind that it is after all: what begins as a ZIP may be an office document.</summary>
    /// <exception cref="ContentRefusedException">It is refused.</exception>
    public static async Task<FileKind> InspectAsync(IStoredContent content, FileKind kind, InspectionLimits limits, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case FileKind.Zip or FileKind.Docx or FileKind.Xlsx or FileKind.Pptx:
                return await ZipInspector.InspectAsync(content, limits.Archives, cancellationToken);
            case FileKind.Gzip:
                await GzipInspector.InspectAsync(content, limits.Archives, cancellationToken);
                return kind;
            case FileKind.Svg when content.LengthBytes > limits.MaxDrawingBytes:
                throw new ContentRefusedException(new Refusal(RefusalReason.TooLarge, $"A drawing has up to {limits.MaxDrawingBytes} bytes."));
            case FileKind.Svg or FileKind.Xml:
                await MarkupInspector.InspectAsync(content, isDrawing: kind == FileKind.Svg, cancellationToken);
                return kind;
            default:
                return kind;
        }
    }

    /// <summary>Whether a kind needs it at all.</summary>
    public static bool Needs(FileKind kind) => FileKinds.Of(kind).IsZip || kind is FileKind.Gzip or FileKind.Svg or FileKind.Xml;
}
