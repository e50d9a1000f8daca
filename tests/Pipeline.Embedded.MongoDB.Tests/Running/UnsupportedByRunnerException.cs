namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>The case uses something that this runner, or the driver under it, doesn't have. It never counts as passed.</summary>
public sealed class UnsupportedByRunnerException(string message) : Exception(message);
