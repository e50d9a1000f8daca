namespace Pipeline.ObjectStorage.Moving;

/// <summary>Compares descriptions, without reading content.</summary>
internal static class ObjectComparer
{
    public static ObjectComparison Compare(StoredObject source, StoredObject? copy)
    {
        if (copy is null || copy.LengthBytes != source.LengthBytes || !IsSameDescription(source, copy))
            return ObjectComparison.Different;
        if (source.Sha256 is null || copy.Sha256 is null)
            return ObjectComparison.Unknown;
        return source.Sha256 == copy.Sha256 ? ObjectComparison.Same : ObjectComparison.Different;
    }

    private static bool IsSameDescription(StoredObject source, StoredObject copy) =>
        source.ContentType == copy.ContentType
        && source.Metadata.Count == copy.Metadata.Count
        && source.Metadata.All(x => copy.Metadata.TryGetValue(x.Key, out var value) && value == x.Value);
}
