using System.Text.RegularExpressions;

namespace Pipeline.Containers.Registries.Http;

/// <summary>Where the next page of a list is: <c>Link: &lt;/v2/app/tags/list?last=b&amp;n=2&gt;; rel="next"</c> (RFC 8288).</summary>
internal static partial class PageLink
{
    /// <summary>Null on the last page. A page elsewhere than at the registry isn't followed.</summary>
    public static Uri? Next(RegistryResponse response)
    {
        if (!response.Headers.TryGetValues("Link", out var values))
            return null;

        var match = values.SelectMany(x => Links().Matches(x)).FirstOrDefault(x => Relation().IsMatch(x.Groups["parameters"].Value));
        if (match is null || !Uri.TryCreate(response.Request.Uri, match.Groups["target"].Value, out var next))
            return null;
        return next.Host == response.Request.Uri.Host ? next : null;
    }

    [GeneratedRegex("<(?<target>[^>]*)>(?<parameters>[^<]*)")]
    private static partial Regex Links();

    [GeneratedRegex(@";\s*rel\s*=\s*""?next""?", RegexOptions.IgnoreCase)]
    private static partial Regex Relation();
}
