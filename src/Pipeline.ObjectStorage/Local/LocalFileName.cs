using System.Text;

namespace Pipeline.ObjectStorage.Local;

/// <summary>
/// Segments of keys as names of files and directories, one to one. Objects' files end with <c>.object</c> and directories never do, so that
/// <c>a</c> and <c>a/b</c> can both be there. Windows' forbidden characters are written as %XX, there only.
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
        for (var i = 0; i < segment.Length; i++)
        {
            if (ForbiddenOnWindows.Contains(segment[i], StringComparison.Ordinal) || (segment[i] == ' ' && i == segment.Length - 1))
                name.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{(int)segment[i]:X2}");
            else
                name.Append(segment[i]);
        }

        return name.ToString();
    }

    public static string Decode(string name, bool forWindows) => forWindows ? Uri.UnescapeDataString(name) : name;

    // "x.object", and what that becomes: "x.object%", "x.object%%" …
    private static bool EndsAsObject(string name) => name.TrimEnd('%').EndsWith(ObjectSuffix, StringComparison.Ordinal);
}
