namespace Nuke.Common.CI;

/// <summary>A host that is a build server, and so knows what it has checked out.</summary>
public interface IBuildServer
{
    /// <summary>The branch being built, as the server names it; <see langword="null"/> where it doesn't.</summary>
    string? Branch { get; }

    /// <summary>The commit being built; <see langword="null"/> where the server doesn't say.</summary>
    string? Commit { get; }
}
