namespace Pipeline.Errors;

/// <summary>An error that a user can meet, declared once. <c>docs/TROUBLESHOOTING.md</c> is written from these declarations.</summary>
/// <param name="Id">Stable id, <c>PIPE</c> and four digits. Each project has a range of its own.</param>
/// <param name="Title">What went wrong, in one line.</param>
/// <param name="Cause">Why it happens.</param>
/// <param name="Cure">What to do next.</param>
public sealed record ErrorCode(string Id, string Title, string Cause, string Cure)
{
    /// <summary>The id, as it stands in messages.</summary>
    public override string ToString() => Id;
}
