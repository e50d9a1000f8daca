namespace Nuke.Common.Tooling;

/// <summary>Orders versions of packages: 2.10.0 after 2.9.0, and 2.0.0 after 2.0.0-beta.</summary>
internal static class PackageVersionOrder
{
    public static string KeyOf(string version)
    {
        var dash = version.IndexOf('-', StringComparison.Ordinal);
        var numbers = (dash < 0 ? version : version[..dash]).Split('.');
        var key = string.Join('.', numbers.Concat(Enumerable.Repeat("0", 4)).Take(4).Select(x => x.PadLeft(10, '0')));
        return dash < 0 ? key + "~" : key + version[dash..];
    }
}
