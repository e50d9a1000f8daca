namespace Pipeline.Migrations.Compatibility;

/// <summary>Whether a version of the application can run with the database as it is; and where it can't, which migrations would have to be taken back.</summary>
public sealed record SchemaFit
{
    /// <summary>Newest applied migration; 0 for none.</summary>
    public required long CurrentVersion { get; init; }

    /// <summary>Whether it can run with the database as it is, and why or why not.</summary>
    public required SchemaVerdict Verdict { get; init; }

    /// <summary>The version to go down to, with which it can run; null where it can run already, or with no earlier schema.</summary>
    public long? DownTo { get; init; }

    /// <summary>Whether all migrations after <see cref="DownTo"/> can be taken back.</summary>
    public bool CanGoDown { get; init; }

    /// <summary>What is taken back, or why it can't be, as a sentence; null where nothing has to be.</summary>
    public string? DownReason { get; init; }
}
