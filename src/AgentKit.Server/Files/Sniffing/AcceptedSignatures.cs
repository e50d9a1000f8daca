using System.Text;

namespace AgentKit.Server.Files.Sniffing;

/// <summary>How the binary kinds begin, from their specifications.</summary>
internal static class AcceptedSignatures
{
    private static readonly (FileKind Kind, Signature Signature)[] s_all =
    [
        (FileKind.Pdf, At(0, "%PDF-")),
        // The signature and the IHDR chunk, which must be the first (PNG, 5.6).
        (FileKind.Png, new Signature(0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])),
        (FileKind.Jpeg, new Signature(0, [0xFF, 0xD8, 0xFF])),
        (FileKind.Gif, At(0, "GIF87a")),
        (FileKind.Gif, At(0, "GIF89a")),
        (FileKind.Tiff, new Signature(0, [0x49, 0x49, 0x2A, 0])),
        (FileKind.Tiff, new Signature(0, [0x4D, 0x4D, 0, 0x2A])),
        (FileKind.Psd, At(0, "8BPS\0\u0001")),
        (FileKind.Psd, At(0, "8BPS\0\u0002")),
        (FileKind.Eps, At(0, "%!PS-Adobe-")),
        // EPS with a preview in front (Encapsulated PostScript 3.0, 5.2).
        (FileKind.Eps, new Signature(0, [0xC5, 0xD0, 0xD3, 0xC6])),
        (FileKind.Ttf, new Signature(0, [0, 1, 0, 0, 0])),
        (FileKind.Otf, At(0, "OTTO\0")),
        (FileKind.Woff, At(0, "wOFF")),
        (FileKind.Woff2, At(0, "wOF2")),
        (FileKind.Zip, At(0, "PK\u0003\u0004")),
        (FileKind.Gzip, new Signature(0, [0x1F, 0x8B, 8])),
    ];

    /// <summary>Brands of ISO base media files that are films (MP4 registration authority); those of HEIF and AVIF images aren't among them.</summary>
    private static readonly string[] s_filmBrands = ["isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "M4VH", "M4VP", "qt  ", "dash", "MSNV", "mp71", "3gp4", "3gp5", "3gp6"];

    public static FileKind? Find(ReadOnlySpan<byte> head)
    {
        foreach (var (kind, signature) in s_all)
        {
            if (signature.Matches(head))
                return kind;
        }

        if (head.Length >= 16 && head[..4].SequenceEqual("RIFF"u8) && head.Slice(8, 7).SequenceEqual("WEBPVP8"u8))
            return FileKind.WebP;
        if (head.Length >= 12 && head.Slice(4, 4).SequenceEqual("ftyp"u8) && s_filmBrands.Contains(Encoding.ASCII.GetString(head.Slice(8, 4))))
            return FileKind.Mp4;
        return null;
    }

    private static Signature At(int offset, string bytes) => new(offset, Encoding.Latin1.GetBytes(bytes));
}
