namespace Pipeline.Kubernetes.Rendering.Reading;

/// <summary>A path with every link in it followed: what is inside of a folder is decided by where it really lies.</summary>
internal static class RealPath
{
    public static string Of(string path)
    {
        var root = Path.GetPathRoot(path) ?? "";
        var real = root;
        foreach (var segment in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, segment);
            FileSystemInfo link = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (link.LinkTarget is not null && link.ResolveLinkTarget(returnFinalTarget: true) is { } target)
                real = target.FullName;
        }

        return Path.TrimEndingDirectorySeparator(real);
    }
}
