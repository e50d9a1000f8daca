namespace AgentKit.Server.Files.Refusing;

/// <summary>Why content isn't taken. Clients tell the reasons apart by their names in the problem's type, so a name never changes.</summary>
internal enum RefusalReason
{
    /// <summary>Nothing was sent.</summary>
    Empty,

    /// <summary>More bytes than the category takes.</summary>
    TooLarge,

    /// <summary>The bytes ended before the announced size.</summary>
    Incomplete,

    /// <summary>The size isn't the announced one.</summary>
    SizeMismatch,

    /// <summary>The checksum isn't the announced one.</summary>
    ChecksumMismatch,

    /// <summary>No kind of file that we know begins like this.</summary>
    UnknownType,

    /// <summary>A kind that this category doesn't take.</summary>
    KindNotAllowed,

    /// <summary>The declared type, or the ending of the name, is another one than the bytes have.</summary>
    TypeMismatch,

    /// <summary>A program or a script.</summary>
    Executable,

    /// <summary>HTML, a script in a drawing, a macro: content that acts when it is opened.</summary>
    ActiveContent,

    /// <summary>One file that is two kinds at once.</summary>
    Polyglot,

    /// <summary>An archive that expands to far more than it is.</summary>
    ArchiveBomb,

    /// <summary>An archive with encrypted entries, entries that lead out of its folder, or entries that can't be inspected.</summary>
    UnsafeArchive,

    /// <summary>The kind is known, and the content breaks its rules.</summary>
    Malformed,

    /// <summary>The scanner found malware.</summary>
    Malware,
}
