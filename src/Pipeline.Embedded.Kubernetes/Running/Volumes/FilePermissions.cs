namespace Pipeline.Embedded.Kubernetes.Running.Volumes;

/// <summary>Permissions, on systems that have them.</summary>
internal static class FilePermissions
{
    public static void Set(string path, int mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)mode);
    }
}
