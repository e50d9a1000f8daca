namespace AgentKit.Server.Files.Sniffing;

/// <summary>The kinds of files that are told apart by their bytes and that a category may take. <see cref="FileKinds"/> has their names.</summary>
internal enum FileKind
{
    Pdf,
    Png,
    Jpeg,
    Gif,
    WebP,
    Tiff,
    Psd,
    Eps,
    Svg,
    Mp4,
    Ttf,
    Otf,
    Woff,
    Woff2,
    Zip,
    Docx,
    Xlsx,
    Pptx,
    Gzip,
    Csv,
    Tsv,
    Json,
    Xml,
    Text,
}
