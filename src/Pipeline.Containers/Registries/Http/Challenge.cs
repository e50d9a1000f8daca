using System.Net.Http.Headers;
using System.Text;

namespace Pipeline.Containers.Registries.Http;

/// <summary>What a registry asks for in <c>WWW-Authenticate</c>: Basic, or a Bearer token from <see cref="Realm"/> (RFC 9110, distribution's token authentication).</summary>
internal sealed record Challenge(bool IsBearer, string? Realm, string? Service, IReadOnlyList<string> Scopes)
{
    /// <summary>The first that we can answer; a token before a password.</summary>
    public static Challenge? Of(IEnumerable<AuthenticationHeaderValue> challenges)
    {
        Challenge? basic = null;
        foreach (var challenge in challenges)
        {
            if (challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            {
                var parameters = Parameters(challenge.Parameter ?? "");
                if (parameters.TryGetValue("realm", out var realm))
                    return new Challenge(true, realm, parameters.GetValueOrDefault("service"), [.. (parameters.GetValueOrDefault("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
            }
            else if (challenge.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            {
                basic ??= new Challenge(false, null, null, []);
            }
        }

        return basic;
    }

    /// <summary><c>name=token</c> or <c>name="quoted \" string"</c>, with commas between.</summary>
    internal static IReadOnlyDictionary<string, string> Parameters(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < text.Length;)
        {
            var equals = text.IndexOf('=', i);
            if (equals < 0)
                break;

            var name = text[i..equals].Trim(' ', '\t', ',');
            var value = new StringBuilder();
            i = equals + 1;
            while (i < text.Length && text[i] is ' ' or '\t')
                i++;
            if (i < text.Length && text[i] == '"')
            {
                for (i++; i < text.Length && text[i] != '"'; i++)
                {
                    if (text[i] == '\\' && i + 1 < text.Length)
                        i++;
                    value.Append(text[i]);
                }

                i++;
            }
            else
            {
                for (; i < text.Length && text[i] is not (',' or ' ' or '\t'); i++)
                    value.Append(text[i]);
            }

            parameters.TryAdd(name, value.ToString());
        }

        return parameters;
    }
}
