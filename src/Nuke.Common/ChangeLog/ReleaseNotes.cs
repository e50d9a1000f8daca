using NuGet.Versioning;

namespace Nuke.Common.ChangeLog;

/// <summary>One section of a changelog: a release, or what comes next.</summary>
public class ReleaseNotes
{
    /// <summary>A release.</summary>
    /// <exception cref="ArgumentException">There are no notes.</exception>
    public ReleaseNotes(NuGetVersion version, IReadOnlyList<string> notes, int startIndex, int endIndex)
        : this(notes, startIndex, endIndex)
    {
        Assert.NotEmpty(notes, $"Release notes for '{version}' should not be empty");
        Version = version;
    }

    /// <summary>What comes next.</summary>
    public ReleaseNotes(IReadOnlyList<string> notes, int startIndex, int endIndex)
    {
        Notes = notes;
        StartIndex = startIndex;
        EndIndex = endIndex;
    }

    /// <summary>Whether there are no notes.</summary>
    public bool IsEmpty => Notes.Count == 0;

    /// <summary>Whether this is what comes next.</summary>
    public bool Unreleased => Version == null;

#nullable disable annotations // As in NUKE: builds don't check.
    /// <summary>The release's version; <c>null</c> for what comes next.</summary>
    public NuGetVersion Version { get; }
#nullable restore annotations

    /// <summary>The lines below the heading, without blank ones at either end.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Index of the heading's line in the file.</summary>
    public int StartIndex { get; }

    /// <summary>Index of the last note's line in the file; the heading's, if there are none.</summary>
    public int EndIndex { get; }

    /// <summary>The notes as text.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Notes);
}
