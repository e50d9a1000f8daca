using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Indexing;

/// <summary>One field of an index's key pattern.</summary>
internal sealed record IndexField(FieldPath Path, bool IsDescending);
