namespace Pipeline.Secrets.EncryptedFiles;

/// <summary>Files that only their owner may read.</summary>
internal static class PrivateFile
{
    public static FileStreamOptions ToCreate()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
