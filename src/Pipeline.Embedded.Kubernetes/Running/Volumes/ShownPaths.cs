namespace Pipeline.Embedded.Kubernetes.Running.Volumes;

/// <summary>
/// Where a volume can't be mounted, a program finds it all the same when it is told the path by its environment, as it should be: a value that
/// is the mount path or one below it, as a path or as a <c>file:</c> URI, points to the volume's folder.
/// </summary>
internal static class ShownPaths
{
    private const string FileScheme = "file://";

    /// <param name="environment">The container's variables, changed in place.</param>
    /// <param name="folders">Each mount path with its folder.</param>
    public static void Show(IDictionary<string, string> environment, IReadOnlyList<(string MountPath, string Folder)> folders)
    {
        foreach (var (name, value) in environment.ToList())
        {
            var (scheme, path) = value.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase) ? (value[..FileScheme.Length], value[FileScheme.Length..]) : ("", value);
            // The longest: a volume may be mounted within another.
            var found = folders.Where(x => IsBelow(path, x.MountPath)).OrderByDescending(x => x.MountPath.Length).FirstOrDefault();
            if (found.Folder is not null)
                environment[name] = scheme + found.Folder + path[found.MountPath.TrimEnd('/').Length..];
        }
    }

    private static bool IsBelow(string path, string mountPath) =>
        path.StartsWith(mountPath.TrimEnd('/'), StringComparison.Ordinal) && (path.Length == mountPath.TrimEnd('/').Length || path[mountPath.TrimEnd('/').Length] == '/');
}
