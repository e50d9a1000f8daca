namespace Pipeline.Engine.Globbing;

/// <summary>What a walk reports.</summary>
[Flags]
internal enum GlobKinds
{
    None = 0,

    /// <summary>Files, links to files and, where links aren't followed, links to directories.</summary>
    Files = 1,

    Directories = 2,
}
