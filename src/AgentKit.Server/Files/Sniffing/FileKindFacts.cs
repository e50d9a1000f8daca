namespace AgentKit.Server.Files.Sniffing;

/// <summary>What is known of a kind of file.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Its name in settings, documents and messages.</param>
/// <param name="MediaType">What it is served as.</param>
/// <param name="DeclaredAs">Other media types that clients send for it.</param>
/// <param name="Extensions">The endings that a name of it may have: an ending decides what the receiver's system opens a file with.</param>
internal sealed record FileKindFacts(FileKind Kind, string Name, string MediaType, string[] DeclaredAs, string[] Extensions)
{
    public bool IsText => Kind is FileKind.Csv or FileKind.Tsv or FileKind.Json or FileKind.Xml or FileKind.Text or FileKind.Svg;

    public bool IsZip => Kind is FileKind.Zip or FileKind.Docx or FileKind.Xlsx or FileKind.Pptx;

    public bool IsImage => Kind is FileKind.Png or FileKind.Jpeg or FileKind.Gif or FileKind.WebP or FileKind.Tiff or FileKind.Psd;
}
