namespace Pipeline.Engine.Caching;

/// <summary>What the file system says about a file without reading it. Two equal stats of one path mean equal content, but for <see cref="StatIndex"/>'s caveat.</summary>
internal readonly struct FileStat
{
    public required FileKind Kind { get; init; }

    public required long Size { get; init; }

    /// <summary>Last write, nanoseconds since 1970.</summary>
    public required long ModifiedAt { get; init; }

    /// <summary>Last change of the inode, which no program can set back, nanoseconds since 1970; creation where there is no such time.</summary>
    public required long ChangedAt { get; init; }

    /// <summary>Number of the file in its file system; 0 where it isn't known.</summary>
    public required long Inode { get; init; }

    /// <summary>Permission bits; 0 on Windows.</summary>
    public required int Mode { get; init; }

    public bool IsExecutable => (Mode & 0b001_001_001) != 0;

    /// <summary>Null if there is nothing at <paramref name="path"/>, or a link that leads nowhere is followed.</summary>
    public static FileStat? Read(string path, bool followLinks) =>
        OperatingSystem.IsLinux() && LinuxStat.TryRead(path, followLinks, out var stat) ? stat : ReadPortably(path, followLinks);

    /// <summary>By .NET's own means, which know neither inode nor change time.</summary>
    internal static FileStat? ReadPortably(string path, bool followLinks)
    {
        FileSystemInfo file = new FileInfo(path);
        if (followLinks && file.LinkTarget is not null)
        {
            var target = file.ResolveLinkTarget(returnFinalTarget: true);
            if (target is null)
                return null;
            file = new FileInfo(target.FullName);
        }

        if ((int)file.Attributes == -1)
            return null;
        var isLink = file.LinkTarget is not null;
        var isDirectory = (file.Attributes & FileAttributes.Directory) != 0;
        return new FileStat
        {
            Kind = isLink ? FileKind.Link : isDirectory ? FileKind.Directory : FileKind.File,
            Size = isLink || isDirectory ? 0 : ((FileInfo)file).Length,
            ModifiedAt = Nanoseconds(file.LastWriteTimeUtc),
            ChangedAt = Nanoseconds(file.CreationTimeUtc),
            Inode = 0,
            Mode = OperatingSystem.IsWindows() || isLink ? 0 : (int)file.UnixFileMode,
        };
    }

    /// <summary>Whether nothing happened to the file between two looks at it.</summary>
    public bool IsSame(in FileStat other) =>
        Kind == other.Kind && Size == other.Size && ModifiedAt == other.ModifiedAt && ChangedAt == other.ChangedAt && Inode == other.Inode && Mode == other.Mode;

    public static long Nanoseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) * 100;
}

/// <summary>What a path is.</summary>
internal enum FileKind
{
    File,
    Directory,
    Link,

    /// <summary>A pipe, a socket, a device: nothing that has content to compare.</summary>
    Other,
}
