using System.Text;

namespace Pipeline.ObjectStorage.Local;

/// <summary>
/// Segments of keys as names of files and directories, one to one. Objects' files end with <c>.object</c> and directories never do, so that
/// <c>a</c> and <c>a/b</c> can both be there. What Windows forbids or means something by (characters, ends, names of devices) is written as %XX, there only.
/// </summary>
internal static class LocalFileName
{
    public const string ObjectSuffix = ".object";

    private const string ForbiddenOnWindows = "<>:\"|?*%";

    public static string OfObject(string segment) => Encode(segment, OperatingSystem.IsWindows()) + ObjectSuffix;

    public static string OfDirectory(string segment)
    {
        var name = Encode(segment, OperatingSystem.IsWindows());
        return EndsAsObject(name) ? name + "%" : name;
    }

    /// <summary>The segment of an object's file; null for a file of another kind.</summary>
    public static string? ObjectSegment(string fileName) =>
        fileName.EndsWith(ObjectSuffix, StringComparison.Ordinal) && fileName.Length > ObjectSuffix.Length ? Decode(fileName[..^ObjectSuffix.Length], OperatingSystem.IsWindows()) : null;

    public static string DirectorySegment(string directoryName) =>
        Decode(directoryName.EndsWith('%') && EndsAsObject(directoryName) ? directoryName[..^1] : directoryName, OperatingSystem.IsWindows());

    public static string Encode(string segment, bool forWindows)
    {
        if (!forWindows)
            return segment;
        var name = new StringBuilder();
        var isDevice = IsDevice(segment);
        for (var i = 0; i < segment.Length; i++)
        {
            if (ForbiddenOnWindows.Contains(segment[i], StringComparison.Ordinal) || (segment[i] is ' ' or '.' && i == segment.Length - 1) || (isDevice && i == 0))
                name.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{(int)segment[i]:X2}");
            else
                name.Append(segment[i]);
        }

        return name.ToString();
    }

    public static string Decode(string name, bool forWindows) => forWindows ? Uri.UnescapeDataString(name) : name;

    // Whatever stands behind a dot, and in whatever case: "con", "NUL.txt", "lpt1.tar.gz" (Microsoft, "Naming Files, Paths, and Namespaces").
    private static bool IsDevice(string segment)
    {
        var name = segment.Split('.')[0].TrimEnd(' ').ToUpperInvariant();
        return name is "CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$"
            || (name.Length == 4 && (name.StartsWith("COM", StringComparison.Ordinal) || name.StartsWith("LPT", StringComparison.Ordinal)) && (char.IsAsciiDigit(name[3]) || name[3] is '\u00B9' or '\u00B2' or '\u00B3'));
    }

    // "x.object", and what that becomes: "x.object%", "x.object%%" …
    private static bool EndsAsObject(string name) => name.TrimEnd('%').EndsWith(ObjectSuffix, StringComparison.Ordinal);
}
