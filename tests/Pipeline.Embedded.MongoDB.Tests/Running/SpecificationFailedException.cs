namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>What a test case expects isn't what was observed.</summary>
public sealed class SpecificationFailedException(string message, Exception? inner = null) : Exception(message, inner);
