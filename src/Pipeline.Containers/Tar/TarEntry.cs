namespace Pipeline.Containers.Tar;

/// <summary>What stands in a tar header. No owner names, no access times: nothing that depends on the machine.</summary>
internal sealed record TarEntry(string Name, TarEntryKind Kind, int Mode, long UnixTime)
{
    public long Size { get; init; }

    public string LinkTarget { get; init; } = "";
}

/// <summary>The type flag of POSIX ustar.</summary>
internal enum TarEntryKind
{
    File = '0',
    SymbolicLink = '2',
    Directory = '5',
}
