using System.Text;

namespace Nuke.Common.CI.TeamCity;

/// <summary>Writes <a href="https://www.jetbrains.com/help/teamcity/service-messages.html">service messages</a>.</summary>
internal sealed class TeamCityMessages(TextWriter? output)
{
    public void Write(string command, params ReadOnlySpan<(string Key, string? Value)> values)
    {
        var line = new StringBuilder("##teamcity[").Append(command);
        foreach (var (key, value) in values)
        {
            if (value is not null)
                line.Append(' ').Append(key).Append("='").Append(Escape(value)).Append('\'');
        }

        WriteLine(line.Append(']').ToString());
    }

    public void WriteValue(string command, string value) => WriteLine($"##teamcity[{command} '{Escape(value)}']");

    public void WriteLine(string line) => (output ?? ServerOutput.Writer).WriteLine(line);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                '\n' => escaped.Append("|n"),
                '\r' => escaped.Append("|r"),
                '\'' or '|' or '[' or ']' => escaped.Append('|').Append(character),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
