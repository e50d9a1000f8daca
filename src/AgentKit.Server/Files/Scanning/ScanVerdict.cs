namespace AgentKit.Server.Files.Scanning;

/// <summary>What a scanner says.</summary>
/// <param name="Outcome">What it is.</param>
/// <param name="Detail">The malware's name, or why there is no verdict.</param>
internal sealed record ScanVerdict(ScanOutcome Outcome, string Detail);
