namespace Nuke.Common.Tools.MinVer;

/// <summary>Takes the version that MinVer prints apart, as its MSBuild package does.</summary>
internal static class MinVerVersions
{
    public static MinVer From(string version)
    {
        var (withoutMetadata, metadata) = Split(version, '+');
        var (core, preRelease) = Split(withoutMetadata, '-');
        var parts = core.Split('.');
        if (parts.Length != 3)
            throw new FormatException($"'{version}' is no version");
        return new MinVer
        {
            MinVerVersion = version,
            MinVerMajor = parts[0],
            MinVerMinor = parts[1],
            MinVerPatch = parts[2],
            MinVerPreRelease = preRelease,
            MinVerBuildMetadata = metadata,
            AssemblyVersion = $"{parts[0]}.0.0.0",
            FileVersion = $"{core}.0",
            PackageVersion = withoutMetadata,
            Version = version,
        };
    }

    private static (string Before, string After) Split(string text, char separator)
        => text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, string.Empty);
}
