using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Pipeline.ObjectStorage.Local;

/// <summary>What .NET has no call for: making a directory's entries durable, and giving a file a name only if nobody has it.</summary>
internal static class LocalDurability
{
    private const int FileExists = 17;
    private const int NoSuchFile = 2;

    /// <summary>Makes the names in a directory survive a power cut. Windows' file systems journal them by themselves.</summary>
    public static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(Utf8(path), 0);
        if (descriptor < 0)
        {
            // Someone removed it, and with it what was to be kept.
            if (Marshal.GetLastPInvokeError() == NoSuchFile)
                return;
            throw Failure($"The directory {path} can't be opened");
        }

        try
        {
            if (FileSync(descriptor) < 0)
                throw Failure($"The directory {path} can't be written to the disk");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Creates a directory and those above it, each durable in the one above.</summary>
    public static void CreateDirectory(string path)
    {
        if (Directory.Exists(path))
            return;
        var parent = Path.GetDirectoryName(path);
        if (parent is not null)
            CreateDirectory(parent);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (parent is not null)
            SyncDirectory(parent);
    }

    /// <summary>Gives a file its name unless that is taken: the file system decides, so that of two writers one loses. Then the old name goes.</summary>
    /// <returns>False when the name is taken.</returns>
    /// <exception cref="DirectoryNotFoundException">The directory was removed in the meantime.</exception>
    public static bool TryMoveToFree(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(from, to, overwrite: false);
                return true;
            }
            catch (IOException) when (File.Exists(to))
            {
                return false;
            }
        }

        if (Link(Utf8(from), Utf8(to)) < 0)
        {
            return Marshal.GetLastPInvokeError() switch
            {
                FileExists => false,
                NoSuchFile => throw new DirectoryNotFoundException($"The directory of {to} was removed."),
                _ => throw Failure($"{to} can't be linked; a write that must not replace needs a file system with hard links"),
            };
        }

        return true;
    }

    private static IOException Failure(string what)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{what}: {new Win32Exception(error).Message}.");
    }

    private static byte[] Utf8(string path) => Encoding.UTF8.GetBytes(path + '\0');

    // Not LibraryImport: the local functions that it generates have no body, and coverlet then leaves the whole assembly out.
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int FileSync(int descriptor);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    private static extern int Link(byte[] from, byte[] to);
}
