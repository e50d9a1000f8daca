using System.Globalization;
using System.Text;
using Pipeline.Engine.Execution;

namespace Pipeline.Engine.Reporting.Dialects;

/// <summary>TeamCity: blocks, messages with a status, and build problems (https://www.jetbrains.com/help/teamcity/service-messages.html).</summary>
public sealed class TeamCityDialect : LineDialect
{
    internal override void OpenSection(StringBuilder log, string target, bool continued, DateTimeOffset now) =>
        log.Append("##teamcity[blockOpened name='").Append(Escape(target)).Append(continued ? "' description='continued']\n" : "']\n");

    internal override void CloseSection(StringBuilder log, string target, DateTimeOffset now) =>
        log.Append("##teamcity[blockClosed name='").Append(Escape(target)).Append("']\n");

    internal override void Line(StringBuilder log, string? target, OutputLine line)
    {
        if (line.Level < OutputLevel.Warning)
        {
            log.Append(line.Text).Append('\n');
            return;
        }

        log.Append("##teamcity[message text='").Append(Escape(line.Text)).Append("' status='")
            .Append(line.Level == OutputLevel.Error ? "ERROR" : "WARNING").Append("']\n");
    }

    internal override void Failure(StringBuilder log, string target, IReadOnlyList<string> message, DateTimeOffset now)
    {
        // The description of a build problem holds 4,000 characters.
        var description = $"{target} failed: {string.Join('\n', message)}";
        log.Append("##teamcity[buildProblem description='").Append(Escape(description[..Math.Min(description.Length, 3_900)])).Append("']\n");
    }

    internal override string Neutralise(string text) => text.Replace("##teamcity[", "## teamcity[", StringComparison.OrdinalIgnoreCase);

    private static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            switch (c)
            {
                case '|' or '\'' or '[' or ']':
                    result.Append('|').Append(c);
                    break;
                case '\n':
                    result.Append("|n");
                    break;
                case '\r':
                    result.Append("|r");
                    break;
                case > '~':
                    result.Append("|0x").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                    break;
                default:
                    result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }
}
