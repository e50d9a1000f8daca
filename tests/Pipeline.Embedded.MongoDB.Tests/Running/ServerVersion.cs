using System.Globalization;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>major.minor.patch; absent parts are zero and anything after the patch is dropped, as the format's "Version String" says.</summary>
internal static class ServerVersion
{
    public static Version Parse(string text)
    {
        var parts = text.Split('-', '+')[0].Split('.');
        return new Version(Part(parts, 0), Part(parts, 1), Part(parts, 2));
    }

    private static int Part(string[] parts, int index) =>
        index < parts.Length ? int.Parse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture) : 0;
}
