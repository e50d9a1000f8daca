namespace Pipeline.ObjectStorage;

/// <summary>A part of an object's bytes.</summary>
/// <param name="From">The first byte, from 0.</param>
/// <param name="To">The last byte, inclusive; null reads to the end.</param>
public readonly record struct ByteRange(long From, long? To = null);
