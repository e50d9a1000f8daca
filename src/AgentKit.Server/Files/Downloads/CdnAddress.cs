namespace AgentKit.Server.Files.Downloads;

/// <summary>Where the network has an object, with what the store behind it should answer.</summary>
internal static class CdnAddress
{
    /// <summary>The two parameters are those of S3 and of Google's XML API; the network must pass them on and cache by them (FILE_STORAGE_SETUP.md).</summary>
    public static string Of(Uri root, DownloadOffer offer)
    {
        var path = string.Join('/', offer.ObjectKey.Split('/').Select(Uri.EscapeDataString));
        return $"{root.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}?response-content-disposition={Uri.EscapeDataString(offer.ContentDisposition)}&response-content-type={Uri.EscapeDataString(offer.ContentType)}";
    }
}
