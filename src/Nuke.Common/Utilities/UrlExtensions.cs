namespace Nuke.Common.Utilities;

/// <summary>For addresses.</summary>
public static class UrlExtensions
{
    /// <summary>With the query that web analytics know a campaign by. Campaign or content default to the last part of the path.</summary>
    public static Uri WithUtmValues(this Uri uri, string medium, string source, string? campaign = null, string? content = null)
    {
        var last = uri.Segments[^1].Trim('/').ToNullIfWhiteSpace();
        (string Name, string? Value)[] values =
        [
            ("utm_medium", medium.NotNullOrWhiteSpace()),
            ("utm_source", source.NotNullOrWhiteSpace()),
            ("utm_campaign", campaign ?? last),
            ("utm_content", content ?? (campaign != null ? last : null)),
        ];
        var query = values.Where(x => x.Value != null).Select(x => $"{x.Name}={x.Value}").JoinAmpersand();
        return new UriBuilder(uri) { Query = uri.Query.Length > 1 ? $"{uri.Query[1..]}&{query}" : query }.Uri;
    }
}
