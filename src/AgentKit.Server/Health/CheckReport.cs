namespace AgentKit.Server.Health;

/// <summary>What one check found.</summary>
/// <param name="Status"><c>ok</c> or <c>failed</c>.</param>
/// <param name="Detail">A sentence about it.</param>
internal sealed record CheckReport(string Status, string? Detail);
