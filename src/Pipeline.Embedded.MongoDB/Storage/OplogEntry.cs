namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>An entry of the oplog, encoded, and its <c>ts</c>.</summary>
internal readonly record struct OplogEntry(ulong Time, byte[] Bytes);
