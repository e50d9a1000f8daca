namespace Pipeline.Releases.Promoting;

/// <summary>The migrations that were approved, as a promotion's note keeps them.</summary>
/// <param name="PlanHash">Hash of their plan.</param>
/// <param name="From">The schema's version before.</param>
/// <param name="To">The newest of them; the same where none is pending.</param>
public sealed record ApprovedMigrations(string PlanHash, long From, long To);
