namespace Pipeline.Releases.Policies;

/// <summary>One condition of a policy, as it was found.</summary>
/// <param name="Name">What is asked: <c>Image scan</c>, <c>An hour in staging</c>.</param>
/// <param name="State">What it says.</param>
/// <param name="Detail">What was found, as a sentence.</param>
/// <param name="Next">What to do where it isn't met; null where it is.</param>
public sealed record PolicyCheck(string Name, CheckState State, string Detail, string? Next = null);
