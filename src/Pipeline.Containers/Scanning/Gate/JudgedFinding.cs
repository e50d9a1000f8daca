using Pipeline.Containers.Scanning.Reports;

namespace Pipeline.Containers.Scanning.Gate;

/// <summary>A finding, what became of it, and why.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Reason">By whom or what; empty where the fate says it all.</param>
public sealed record JudgedFinding(Finding Finding, FindingFate Fate, string Reason);
