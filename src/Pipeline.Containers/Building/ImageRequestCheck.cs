using Pipeline.Errors;

namespace Pipeline.Containers.Building;

/// <summary>Finds all that is wrong with a request, before anything is written.</summary>
internal static class ImageRequestCheck
{
    public static void Require(ImageRequest request) => Require(request, [.. Mistakes(request), .. FolderMistakes(request)]);

    /// <summary>All but the application's folder, for a builder that doesn't take the application from there.</summary>
    public static void RequireValues(ImageRequest request) => Require(request, [.. Mistakes(request)]);

    private static void Require(ImageRequest request, string[] mistakes)
    {
        if (mistakes.Length > 0)
        {
            throw new PipelineException(ContainerErrors.InvalidRequest,
                $"The image '{request.Name}' can't be built:{string.Concat(mistakes.Select(x => $"{System.Environment.NewLine}  - {x}"))}") { ExitCode = 2 };
        }
    }

    private static IEnumerable<string> Mistakes(ImageRequest request)
    {
        if (!IsRepositoryName(request.Name))
            yield return $"Name '{request.Name}': a repository's name is lower-case letters, digits and . _ - in parts divided by /, as in ghcr.io/acme/app, without a tag.";
        if (!IsTag(request.Version))
            yield return $"Version '{request.Version}': a tag is up to 128 letters, digits and . _ -, and begins with none of . and -. Replace a + of SemVer build metadata by -.";
        if (request.Created.ToUnixTimeSeconds() < 0)
            yield return $"Created '{ImageAnnotations.Time(request.Created)}': a time before 1970 can't stand in a layer. Take the commit's.";
        if (!IsNonRootUser(request.User))
            yield return $"User '{request.User}': give a numeric user id that isn't 0, as in {ImageRequest.DefaultUser} or {ImageRequest.DefaultUser}:{ImageRequest.DefaultUser}; the image doesn't run as root.";
        if (!request.WorkingDirectory.StartsWith('/') || request.WorkingDirectory.Trim('/').Split('/').Any(x => x is "" or "." or ".."))
            yield return $"WorkingDirectory '{request.WorkingDirectory}': give an absolute folder below /, as in /app.";
        if (request.Entrypoint is [] || request.Entrypoint?[0] is "")
            yield return "Entrypoint is empty. Leave it out to have it read from the application.";
        foreach (var port in request.ExposedPorts.Where(x => x is < 1 or > 65535))
            yield return $"ExposedPorts {port}: a port is 1 to 65535.";
        foreach (var name in request.Environment.Keys.Where(x => x.Length == 0 || x.Contains('=')))
            yield return $"Environment '{name}': a variable's name isn't empty and has no =.";
        foreach (var name in request.Labels.Keys.Where(x => x.StartsWith("org.opencontainers.", StringComparison.Ordinal) || x == ImageAnnotations.Base))
            yield return $"Labels '{name}': set by the builder. Use the request's own property for it.";
        if (request.ArchivePath is { } archive && Contains(request.LayoutDirectory, archive))
            yield return $"ArchivePath '{archive}' lies in the layout's folder. Put it beside it.";
    }

    private static IEnumerable<string> FolderMistakes(ImageRequest request)
    {
        if (!Directory.Exists(request.ApplicationDirectory))
            yield return $"ApplicationDirectory '{request.ApplicationDirectory}' doesn't exist. Publish the application first.";
        else if (!Directory.EnumerateFileSystemEntries(request.ApplicationDirectory).Any())
            yield return $"ApplicationDirectory '{request.ApplicationDirectory}' is empty. Publish the application first.";
        if (Contains(request.ApplicationDirectory, request.LayoutDirectory) || Contains(request.LayoutDirectory, request.ApplicationDirectory))
            yield return $"LayoutDirectory '{request.LayoutDirectory}' and ApplicationDirectory '{request.ApplicationDirectory}' lie one in the other, so the image would hold itself. Use separate folders.";
        if (request.ArchivePath is { } archive && Contains(request.ApplicationDirectory, archive))
            yield return $"ArchivePath '{archive}' lies in the application's folder. Put it beside it.";
    }

    // https://github.com/distribution/reference: [host[:port]/]path-component[/path-component]…
    private static bool IsRepositoryName(string name)
    {
        var parts = name.Split('/');
        var hasHost = parts.Length > 1 && parts[0].AsSpan().IndexOfAny(".:") >= 0 || parts[0] == "localhost" && parts.Length > 1;
        return name.Length is > 0 and <= 255 && parts.Skip(hasHost ? 1 : 0).All(x => x.Length > 0
            && x.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-')
            && char.IsAsciiLetterOrDigit(x[0]) && char.IsAsciiLetterOrDigit(x[^1]));
    }

    internal static bool IsTag(string tag) => tag.Length is > 0 and <= 128
        && tag[0] is not ('.' or '-')
        && tag.All(x => char.IsAsciiLetterOrDigit(x) || x is '.' or '_' or '-');

    internal static bool IsNonRootUser(string user) => user.Split(':') is var parts && parts.Length is 1 or 2
        && parts.All(x => uint.TryParse(x, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _))
        && parts[0].TrimStart('0').Length > 0;

    private static bool Contains(string outer, string inner)
    {
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return (Path.GetFullPath(inner) + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(outer)) + Path.DirectorySeparatorChar, comparison);
    }
}
