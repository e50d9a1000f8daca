using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentKit.Server.Access;

/// <summary>Makes a caller of an access token's claims.</summary>
internal static partial class TokenCallers
{
    /// <summary>Reads the caller; where the token doesn't name one, says what it lacks.</summary>
    public static bool TryRead(ClaimsPrincipal principal, AccessSettings settings, [NotNullWhen(true)] out Caller? caller, [NotNullWhen(false)] out string? missing)
    {
        var organizations = Values(principal, settings.OrganizationClaim);
        var subject = principal.FindFirst("sub")?.Value;
        var roles = Values(principal, settings.RolesClaim).Select(x => Role(x)).OfType<CallerRole>().ToList();
        missing = organizations is not [var organization] || !Organization().IsMatch(organization) ? $"The token has no usable claim '{settings.OrganizationClaim}'."
            : string.IsNullOrEmpty(subject) || subject.Length > 255 ? "The token has no usable claim 'sub'."
            : roles.Count == 0 ? $"The token's claim '{settings.RolesClaim}' has none of admin, member and viewer."
            : null;
        caller = missing is null ? new Caller(organizations[0], subject!, roles.Max(), IsMachine: false) : null;
        return caller is not null;
    }

    private static CallerRole? Role(string text) => text switch
    {
        "viewer" => CallerRole.Viewer,
        "member" => CallerRole.Member,
        "admin" => CallerRole.Admin,
        _ => null,
    };

    // A claim that is an object comes as its JSON.
    private static List<string> Values(ClaimsPrincipal principal, string claim)
    {
        var direct = principal.FindAll(claim).Select(x => x.Value).ToList();
        if (direct.Count > 0 || claim.Split('.', 2) is not [var outer, var inner] || principal.FindFirst(outer) is not { } json)
            return direct;

        try
        {
            using var document = JsonDocument.Parse(json.Value);
            var value = inner.Split('.').Aggregate((JsonElement?)document.RootElement, (x, name) => x is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var next) ? next : null);
            return value switch
            {
                { ValueKind: JsonValueKind.String } text => [text.GetString()!],
                { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Where(x => x.ValueKind == JsonValueKind.String).Select(x => x.GetString()!)],
                _ => [],
            };
        }
        catch (JsonException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:-]{0,127}\z")]
    private static partial Regex Organization();
}
