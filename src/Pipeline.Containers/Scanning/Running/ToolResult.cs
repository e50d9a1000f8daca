namespace Pipeline.Containers.Scanning.Running;

/// <summary>How a program ended, and what it wrote.</summary>
/// <param name="ExitCode">0 is success.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">The end of standard error.</param>
public sealed record ToolResult(int ExitCode, string Output, string Error);
