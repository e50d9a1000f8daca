using System.Globalization;
using System.Text;

namespace Pipeline.Engine.Reporting;

/// <summary>A text as it stands inside a JSON string.</summary>
internal static class JsonText
{
    /// <summary>Escapes what JSON demands; with <paramref name="asciiOnly"/> also what cautious encoders (System.Text.Json's default) escape.</summary>
    public static string Escape(string value, bool asciiOnly)
    {
        var result = new StringBuilder(value.Length + 8);
        foreach (var c in value)
        {
            switch (c)
            {
                case '"':
                    result.Append(asciiOnly ? "\\u0022" : "\\\"");
                    break;
                case '\\':
                    result.Append("\\\\");
                    break;
                case '\n':
                    result.Append("\\n");
                    break;
                case '\r':
                    result.Append("\\r");
                    break;
                case '\t':
                    result.Append("\\t");
                    break;
                case '\b':
                    result.Append("\\b");
                    break;
                case '\f':
                    result.Append("\\f");
                    break;
                default:
                    if (c < ' ' || (asciiOnly && (c > '~' || c is '<' or '>' or '&' or '\'' or '+' or '`')))
                        result.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                    else
                        result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }
}
