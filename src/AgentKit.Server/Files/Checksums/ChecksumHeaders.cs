namespace AgentKit.Server.Files.Checksums;

/// <summary>
/// Reads the checksum that a sender announces: <c>Repr-Digest</c> or <c>Content-Digest</c> (RFC 9530, a dictionary of byte sequences), or
/// <c>X-Checksum-SHA256</c>. Other algorithms than SHA-256 are passed over, as the RFC allows; several SHA-256 must agree.
/// </summary>
internal static class ChecksumHeaders
{
    public const string Plain = "X-Checksum-SHA256", Content = "Content-Digest", Representation = "Repr-Digest";

    /// <summary>The checksum in hexadecimal, or null for none; or what is wrong.</summary>
    /// <param name="headers">The request's, or those of a part of a form.</param>
    /// <param name="isForm">The digests of a request with a form are over the form, not over the file in it.</param>
    public static (string? Sha256, string? Mistake) Read(IHeaderDictionary headers, bool isForm)
    {
        List<string> found = [];
        foreach (var value in headers[Plain])
        {
            if (string.IsNullOrWhiteSpace(value) || Sha256Digest.Parse(value) is not { } sha256)
                return (null, $"{Plain} must be a SHA-256 in hexadecimal or base64.");
            found.Add(sha256);
        }

        foreach (var name in new[] { Representation, Content })
        {
            foreach (var value in headers[name])
            {
                if (isForm)
                    return (null, $"{name} of a form isn't that of the file in it. Send {Plain}, or the file as the body.");
                if (!TryReadDictionary(value ?? "", found))
                    return (null, $"{name} must be as RFC 9530 says: sha-256=:base64 of 32 bytes:.");
            }
        }

        return found.Distinct().Count() > 1 ? (null, "The checksums of this request contradict each other.") : (found.FirstOrDefault(), null);
    }

    private static bool TryReadDictionary(string value, List<string> found)
    {
        foreach (var member in value.Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = member.IndexOf('=', StringComparison.Ordinal);
            // A byte sequence (RFC 8941, 3.3.5) stands between colons; parameters may follow.
            var sequence = equals < 0 ? "" : member[(equals + 1)..].Split(';')[0].Trim();
            if (sequence.Length < 2 || sequence[0] != ':' || sequence[^1] != ':')
                return false;
            if (member[..equals] != "sha-256")
                continue;
            if (Sha256Digest.FromBase64(sequence[1..^1]) is not { } sha256)
                return false;
            found.Add(sha256);
        }

        return true;
    }
}
