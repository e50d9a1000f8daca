namespace Pipeline.Secrets.Rotation.Observing;

/// <summary>How far the users of a secret have moved to its new version.</summary>
/// <param name="HaveAllMoved">All of them, without a doubt.</param>
/// <param name="Summary">A sentence for a person.</param>
internal sealed record Movement(bool HaveAllMoved, string Summary)
{
    private const int NamedUsers = 5;

    /// <param name="report">Who uses what.</param>
    /// <param name="versions">The names of the new version: the store's, and the value's fingerprint.</param>
    public static Movement Judge(VersionsReport report, IReadOnlyList<string> versions)
    {
        var behind = report.Users.Where(x => x.Version is null || !versions.Contains(x.Version)).ToList();
        if (report.Doubt is { } doubt)
            return new Movement(false, $"It isn't known whether all have moved: {doubt}.");
        if (behind.Count == 0)
            return new Movement(true, report.Users.Count == 0 ? "Nobody has to move." : $"All {report.Users.Count} use the new version.");
        var named = string.Join(", ", behind.Take(NamedUsers).Select(x => x.Version is null ? $"{x.Name} (says nothing)" : $"{x.Name} (uses {x.Version})"));
        return new Movement(false, $"{report.Users.Count - behind.Count} of {report.Users.Count} use the new version; not yet: {named}{(behind.Count > NamedUsers ? " and others" : "")}.");
    }
}
