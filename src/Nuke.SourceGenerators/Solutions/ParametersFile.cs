using System.Globalization;
using System.Text;

namespace Nuke.SourceGenerators.Solutions;

/// <summary>Reads one top-level string out of <c>.nuke/parameters.json</c>; a generator can carry no JSON library along.</summary>
internal static class ParametersFile
{
    /// <summary>The value of a property of the outermost object, or <see langword="null"/>.</summary>
    public static string? Find(string json, string name)
    {
        var (depth, at) = (0, 0);
        while (at < json.Length)
        {
            switch (json[at])
            {
                case '{' or '[':
                    depth++;
                    at++;
                    break;
                case '}' or ']':
                    depth--;
                    at++;
                    break;
                case '/' when at + 1 < json.Length && json[at + 1] == '/':
                    at = EndOfLine(json, at);
                    break;
                case '"':
                    var key = ReadString(json, ref at);
                    if (depth == 1 && SkipTo(json, ref at, ':') && key == name && SkipTo(json, ref at, '"', consume: false))
                        return ReadString(json, ref at);
                    break;
                default:
                    at++;
                    break;
            }
        }

        return null;
    }

    private static int EndOfLine(string json, int at)
    {
        var end = json.IndexOf('\n', at);
        return end < 0 ? json.Length : end;
    }

    private static bool SkipTo(string json, ref int at, char wanted, bool consume = true)
    {
        while (at < json.Length && char.IsWhiteSpace(json[at]))
            at++;
        if (at >= json.Length || json[at] != wanted)
            return false;
        if (consume)
            at++;
        return true;
    }

    private static string ReadString(string json, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < json.Length && json[at] != '"'; at++)
        {
            if (json[at] != '\\' || at + 1 >= json.Length)
            {
                value.Append(json[at]);
                continue;
            }

            at++;
            if (json[at] == 'u' && at + 4 < json.Length && int.TryParse(json.Substring(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                value.Append((char)code);
                at += 4;
            }
            else
            {
                value.Append(json[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var other => other });
            }
        }

        at++;
        return value.ToString();
    }
}
