using Pipeline.Migrations.Compatibility;

namespace AgentKit.Server.Database;

/// <summary>The schemas that this build runs with. A test holds it against <c>migrations/</c>.</summary>
internal static class SupportedSchema
{
    /// <summary>From the newest expand migration on. No contract phase is known that takes away what this build needs.</summary>
    public static SchemaRange Range { get; } = new(From: 202611240201);
}
