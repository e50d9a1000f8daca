using System.Text.RegularExpressions;

namespace Pipeline.Containers.Bills;

/// <summary>A .NET runtime that the base image brings, such as Microsoft.AspNetCore.App 10.0.1.</summary>
internal sealed partial record SharedFramework(string Name, string Version)
{
    /// <summary>By <c>…/dotnet/shared/NAME/VERSION/NAME.deps.json</c>.</summary>
    public static IEnumerable<SharedFramework> In(ImageContents contents) =>
        contents.Files.Keys.Select(x => Place().Match(x)).Where(x => x.Success && x.Groups[1].Value == x.Groups[3].Value).Select(x => new SharedFramework(x.Groups[1].Value, x.Groups[2].Value)).Distinct();

    /// <summary>Advisories name the runtime by the package that self-contained applications take it from.</summary>
    public string UrlFor(string architecture, bool isMusl) =>
        $"pkg:nuget/{Name}.Runtime.linux-{(isMusl ? "musl-" : "")}{architecture switch { "amd64" => "x64", "386" => "x86", _ => architecture }}@{Uri.EscapeDataString(Version)}";

    [GeneratedRegex("(?:^|/)dotnet/shared/([^/]+)/([^/]+)/([^/]+)\\.deps\\.json$")]
    private static partial Regex Place();
}
