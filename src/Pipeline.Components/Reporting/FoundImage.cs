namespace Pipeline.Components.Reporting;

/// <summary>An image, from the record of its build.</summary>
internal sealed record FoundImage(string Name, string Version, string Digest, bool HasBase, long SizeBytes);
