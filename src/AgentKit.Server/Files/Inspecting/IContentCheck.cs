using AgentKit.Server.Files.Refusing;

namespace AgentKit.Server.Files.Inspecting;

/// <summary>A check that sees content pass by, chunk by chunk, and keeps no more of it than it needs.</summary>
internal interface IContentCheck
{
    /// <summary>The next bytes. Not null as soon as the content is known to be refused.</summary>
    Refusal? Append(ReadOnlySpan<byte> chunk);

    /// <summary>All bytes have passed.</summary>
    Refusal? Complete();
}
