namespace Pipeline.ObjectStorage.Transfer;

/// <summary>What a list of parts must be for every store, so that a local disk refuses what a service would.</summary>
internal static class MultipartParts
{
    public static IReadOnlyList<UploadedPart> Ordered(string key, IReadOnlyList<UploadedPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw Invalid(key, "No part is named. An object of nothing is one part of 0 bytes.");
        UploadedPart[] ordered = [.. parts.OrderBy(x => x.Number)];
        for (var i = 0; i < ordered.Length; i++)
        {
            CheckNumber(key, ordered[i].Number);
            if (i > 0 && ordered[i].Number == ordered[i - 1].Number)
                throw Invalid(key, $"Part {ordered[i].Number} is named twice.");
            if (i < ordered.Length - 1 && ordered[i].LengthBytes < MultipartLimits.MinPartBytes)
                throw Invalid(key, $"Part {ordered[i].Number} has {ordered[i].LengthBytes} bytes. All parts but the last have at least {MultipartLimits.MinPartBytes}.");
        }

        return ordered;
    }

    public static void CheckNumber(string key, int number)
    {
        if (number is < 1 or > MultipartLimits.MaxParts)
            throw Invalid(key, $"There is no part {number}: they go from 1 to {MultipartLimits.MaxParts}.");
    }

    public static ObjectStoreException Invalid(string key, string problem, Exception? innerException = null) => new(ObjectStorageErrors.InvalidParts, $"The parts of '{key}' don't make an object. {problem}", innerException);
}
