namespace Pipeline.Containers.Scanning.Reports;

/// <summary>A distribution and its version.</summary>
/// <param name="Family"><c>debian</c>, <c>alpine</c>, <c>ubuntu</c>, …</param>
/// <param name="Name">The version: <c>12.5</c>.</param>
/// <param name="IsEndOfLife">True when it gets no more fixes, by the scanner's calendar.</param>
public sealed record OperatingSystemRelease(string Family, string Name, bool IsEndOfLife);
