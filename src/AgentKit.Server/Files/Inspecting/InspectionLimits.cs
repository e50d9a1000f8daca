using AgentKit.Server.Files.Archives;

namespace AgentKit.Server.Files.Inspecting;

/// <summary>How much content may hold that is inspected after it is stored.</summary>
/// <param name="Archives">Of an archive.</param>
/// <param name="MaxDrawingBytes">The largest drawing.</param>
internal sealed record InspectionLimits(ArchiveLimits Archives, long MaxDrawingBytes);
