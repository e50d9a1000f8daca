namespace Pipeline.Engine.Globbing;

/// <summary>Whether a glob tells upper from lower case.</summary>
public enum GlobCase
{
    /// <summary>As the platform's file systems usually do: insensitive on Windows and macOS, sensitive elsewhere.</summary>
    Platform,

    /// <summary><c>A.cs</c> and <c>a.cs</c> are two names.</summary>
    Sensitive,

    /// <summary><c>A.cs</c> and <c>a.cs</c> are one name.</summary>
    Insensitive,
}
