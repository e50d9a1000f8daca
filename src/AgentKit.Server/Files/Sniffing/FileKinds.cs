namespace AgentKit.Server.Files.Sniffing;

/// <summary>The table of kinds. Media types are those of IANA's registry; the others are what browsers and systems send in practice.</summary>
internal static class FileKinds
{
    private static readonly FileKindFacts[] s_all =
    [
        new(FileKind.Pdf, "pdf", "application/pdf", ["application/x-pdf", "application/illustrator", "application/postscript"], ["pdf", "ai"]),
        new(FileKind.Png, "png", "image/png", ["image/x-png"], ["png"]),
        new(FileKind.Jpeg, "jpeg", "image/jpeg", ["image/jpg", "image/pjpeg"], ["jpg", "jpeg", "jpe", "jfif"]),
        new(FileKind.Gif, "gif", "image/gif", [], ["gif"]),
        new(FileKind.WebP, "webp", "image/webp", [], ["webp"]),
        new(FileKind.Tiff, "tiff", "image/tiff", [], ["tif", "tiff"]),
        new(FileKind.Psd, "psd", "image/vnd.adobe.photoshop", ["image/x-photoshop", "application/x-photoshop", "application/photoshop"], ["psd", "psb"]),
        new(FileKind.Eps, "eps", "application/postscript", ["image/x-eps", "application/eps", "application/illustrator"], ["eps", "ps", "ai"]),
        new(FileKind.Svg, "svg", "image/svg+xml", ["application/xml", "text/xml"], ["svg"]),
        new(FileKind.Mp4, "mp4", "video/mp4", ["video/quicktime", "video/x-m4v"], ["mp4", "m4v", "mov"]),
        new(FileKind.Ttf, "ttf", "font/ttf", ["application/x-font-ttf", "font/sfnt", "application/font-sfnt"], ["ttf"]),
        new(FileKind.Otf, "otf", "font/otf", ["application/x-font-otf", "application/vnd.ms-opentype", "font/sfnt", "application/font-sfnt"], ["otf"]),
        new(FileKind.Woff, "woff", "font/woff", ["application/font-woff"], ["woff"]),
        new(FileKind.Woff2, "woff2", "font/woff2", ["application/font-woff2"], ["woff2"]),
        new(FileKind.Zip, "zip", "application/zip", ["application/x-zip-compressed", "application/x-zip"], ["zip"]),
        new(FileKind.Docx, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ["application/zip"], ["docx"]),
        new(FileKind.Xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["application/zip"], ["xlsx"]),
        new(FileKind.Pptx, "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ["application/zip"], ["pptx"]),
        new(FileKind.Gzip, "gzip", "application/gzip", ["application/x-gzip"], ["gz", "gzip"]),
        // Browsers on Windows with Excel installed send a spreadsheet's type for CSV.
        new(FileKind.Csv, "csv", "text/csv", ["text/plain", "application/csv", "application/vnd.ms-excel", "text/x-csv"], ["csv", "txt"]),
        new(FileKind.Tsv, "tsv", "text/tab-separated-values", ["text/plain", "text/tsv", "application/vnd.ms-excel"], ["tsv", "tab", "txt"]),
        new(FileKind.Json, "json", "application/json", ["text/json", "text/plain", "application/x-ndjson", "application/jsonl", "application/ld+json"], ["json", "jsonl", "ndjson", "txt"]),
        new(FileKind.Xml, "xml", "application/xml", ["text/xml", "text/plain", "application/rss+xml", "application/atom+xml"], ["xml", "rss", "atom", "txt"]),
        new(FileKind.Text, "text", "text/plain", ["text/markdown"], ["txt", "text", "log", "md"]),
    ];

    public static IReadOnlyList<FileKindFacts> All => s_all;

    public static FileKindFacts Of(FileKind kind) => s_all[(int)kind];

    public static FileKindFacts? Find(string name) => Array.Find(s_all, x => x.Name == name);
}
