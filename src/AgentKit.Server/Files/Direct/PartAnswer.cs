namespace AgentKit.Server.Files.Direct;

/// <summary>A part that has arrived.</summary>
/// <param name="Number">From 1.</param>
/// <param name="SizeBytes">Its size.</param>
internal sealed record PartAnswer(int Number, long SizeBytes);
