namespace AgentKit.Server.Files.Sniffing;

/// <summary>Bytes at a place near the start by which a format is known.</summary>
/// <param name="Offset">Where they stand.</param>
/// <param name="Bytes">The bytes.</param>
internal readonly record struct Signature(int Offset, byte[] Bytes)
{
    public bool Matches(ReadOnlySpan<byte> head) => head.Length >= Offset + Bytes.Length && head[Offset..].StartsWith(Bytes);
}
