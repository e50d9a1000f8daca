using NuGet.Versioning;
using Nuke.Common.IO;

namespace Nuke.Common.ChangeLog;

/// <summary>A changelog file, as read.</summary>
public class ChangeLog
{
    /// <summary>A changelog with a section for what comes next.</summary>
    public ChangeLog(string path, ReleaseNotes? unreleased, IReadOnlyList<ReleaseNotes> releaseNotes)
    {
        Path = AbsolutePath.Create(path);
        Unreleased = unreleased!;
        ReleaseNotes = [.. releaseNotes.Where(x => !x.Unreleased).OrderBy(x => x.Version)];
    }

    /// <summary>A changelog of releases only.</summary>
    public ChangeLog(string path, IReadOnlyList<ReleaseNotes> releaseNotes)
        : this(path, unreleased: null, releaseNotes)
    {
    }

    /// <summary>The file.</summary>
    public AbsolutePath Path { get; }

    /// <summary>The releases, oldest version first.</summary>
    public IReadOnlyList<ReleaseNotes> ReleaseNotes { get; }

#nullable disable annotations // As in NUKE: builds don't check.
    /// <summary>What comes next; <c>null</c> if the changelog has no section for it.</summary>
    public ReleaseNotes Unreleased { get; }

    /// <summary>The highest version; <c>null</c> if nothing is released.</summary>
    public NuGetVersion LatestVersion => ReleaseNotes.Count == 0 ? null! : ReleaseNotes[^1].Version;
#nullable restore annotations
}
