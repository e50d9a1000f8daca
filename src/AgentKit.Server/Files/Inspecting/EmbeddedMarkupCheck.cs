using System.Text;
using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Inspecting;

/// <summary>Looks in images for what makes them pages, scripts or PHP archives as well: a comment or a field of metadata holds it.</summary>
internal sealed class EmbeddedMarkupCheck : IContentCheck
{
    private const int Overlap = 16;

    // In lower case; each is compared without regard to case. All are long enough not to turn up in compressed data by chance.
    private static readonly byte[][] s_marks = [.. new[] { "<script", "<html>", "<html ", "<iframe", "<?php", "<!doctype html", "<body>", "<body ", "<svg ", "<foreignobject" }.Select(Encoding.ASCII.GetBytes)];

    private readonly byte[] _seam = new byte[2 * Overlap];
    private int _kept;

    public Refusal? Append(ReadOnlySpan<byte> chunk)
    {
        // What is cut by the border of two chunks is found in the seam: the end of one and the start of the other.
        var start = chunk[..Math.Min(Overlap, chunk.Length)];
        start.CopyTo(_seam.AsSpan(_kept));
        if (Has(_seam.AsSpan(0, _kept + start.Length)) || Has(chunk))
            return new Refusal(RefusalReason.Polyglot, "The image holds markup or program code.");

        if (chunk.Length >= Overlap)
        {
            chunk[^Overlap..].CopyTo(_seam);
            _kept = Overlap;
        }
        else
        {
            var all = _kept + chunk.Length;
            var keep = Math.Min(Overlap, all);
            _seam.AsSpan(all - keep, keep).CopyTo(_seam);
            _kept = keep;
        }

        return null;
    }

    public Refusal? Complete() => null;

    private static bool Has(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("__HALT_COMPILER"u8) >= 0)
            return true;
        while (bytes.IndexOf((byte)'<') is var at && at >= 0)
        {
            bytes = bytes[at..];
            foreach (var mark in s_marks)
            {
                if (bytes.Length >= mark.Length && Ascii.EqualsIgnoreCase(bytes[..mark.Length], mark))
                    return true;
            }

            bytes = bytes[1..];
        }

        return false;
    }
}
