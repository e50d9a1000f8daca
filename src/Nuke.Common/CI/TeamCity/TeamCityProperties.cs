namespace Nuke.Common.CI.TeamCity;

/// <summary>Reads the Java property files in which TeamCity passes parameters.</summary>
internal static class TeamCityProperties
{
    public static IReadOnlyDictionary<string, string> Read(string? file)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (file is null || !File.Exists(file))
            return properties;
        foreach (var line in File.ReadLines(file))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var equals = Separator(line);
            if (equals < 0)
                continue;
            var name = Unescape(line[..equals]);
            properties[name.StartsWith("secure:", StringComparison.Ordinal) ? name[7..] : name] = Unescape(line[(equals + 1)..]);
        }

        return properties;
    }

    private static int Separator(string line)
    {
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '=' && line[i - 1] != '\\')
                return i;
        }

        return -1;
    }

    private static string Unescape(string text)
        => text.Replace("\\:", ":", StringComparison.Ordinal).Replace("\\=", "=", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);
}
