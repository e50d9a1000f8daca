using System.Globalization;
using System.Text;

namespace AgentKit.Server.Files.Naming;

/// <summary>
/// A file's name as it may stand on any system that it is downloaded to. It is never part of a path or a key of ours. Bad names are refused
/// rather than changed: the sender should know under which name a file will be found.
/// </summary>
internal sealed record FileName
{
    /// <summary>File systems take 255 bytes.</summary>
    public const int MaxBytes = 255;

    private static readonly string[] s_reserved = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

    private FileName(string value) => Value = value;

    public string Value { get; }

    /// <summary>The name, or what is wrong with it.</summary>
    public static (FileName? Name, string? Mistake) Parse(string? value)
    {
        var mistake = Mistake(value);
        return mistake is null ? (new FileName(value!), null) : (null, mistake);
    }

    public override string ToString() => "(a file's name)";

    private static string? Mistake(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return "A file needs a name: pass ?name=report.pdf.";
        if (!IsWellFormed(value))
            return "The name isn't well-formed Unicode.";
        if (Encoding.UTF8.GetByteCount(value) > MaxBytes)
            return $"The name is longer than {MaxBytes} bytes in UTF-8.";
        if (value.IndexOfAny(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) >= 0)
            return "The name has one of / \\ : * ? \" < > |. Send the name alone, without a path.";
        if (value[0] is '.' or ' ' || value[^1] is '.' or ' ')
            return "The name begins or ends with a dot or a space.";
        if (value.EnumerateRunes().Any(IsInvisible))
            return "The name has control characters, or characters that change how it reads.";
        if (IsReserved(value))
            return "The name is that of a device on Windows.";
        return null;
    }

    /// <summary>Control and format characters, such as those that turn the direction of writing; the two joiners, which words need, are none.</summary>
    private static bool IsInvisible(Rune rune) => rune.Value is not (0x200C or 0x200D) && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;

    private static bool IsWellFormed(string value)
    {
        for (var at = 0; at < value.Length; at++)
        {
            if (!char.IsSurrogate(value[at]))
                continue;
            if (!(char.IsHighSurrogate(value[at]) && at + 1 < value.Length && char.IsLowSurrogate(value[at + 1])))
                return false;
            at++;
        }

        return !value.Contains('\uFFFD');
    }

    private static bool IsReserved(string value)
    {
        var stem = value.Split('.')[0].TrimEnd(' ').ToUpperInvariant();
        return s_reserved.Contains(stem)
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)) && "0123456789¹²³".Contains(stem[3], StringComparison.Ordinal));
    }
}
