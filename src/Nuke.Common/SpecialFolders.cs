namespace Nuke.Common;

/// <summary>Folders of the operating system or the user. What there is differs between systems.</summary>
public enum SpecialFolders
{
    /// <summary>Programs (Windows).</summary>
    ProgramFiles = Environment.SpecialFolder.ProgramFiles,

    /// <summary>32-bit programs (Windows).</summary>
    ProgramFilesX86 = Environment.SpecialFolder.ProgramFilesX86,

    /// <summary>Data of programs for this user on this machine.</summary>
    LocalApplicationData = Environment.SpecialFolder.LocalApplicationData,

    /// <summary>Data of programs for this user.</summary>
    ApplicationData = Environment.SpecialFolder.ApplicationData,

    /// <summary>Data of programs for all users.</summary>
    CommonApplicationData = Environment.SpecialFolder.CommonApplicationData,

    /// <summary>The Windows directory.</summary>
    Windows = Environment.SpecialFolder.Windows,

    /// <summary>The system directory.</summary>
    System = Environment.SpecialFolder.System,

    /// <summary>The user's home.</summary>
    UserProfile = Environment.SpecialFolder.UserProfile,
}
