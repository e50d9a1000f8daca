using Pipeline.Errors;

namespace AgentKit.Server.Settings;

/// <summary>Makes settings of environment variables. All that is wrong is told at once; an empty variable counts as not set.</summary>
internal static class SettingsReader
{
    /// <exception cref="PipelineException">PIPE6001, exit code 2. A secret's value is not repeated.</exception>
    public static ServerSettings Read(IReadOnlyDictionary<string, string> environment) => Read(environment, SettingCatalogue.All);

    internal static ServerSettings Read(IReadOnlyDictionary<string, string> environment, IReadOnlyList<Setting> catalogue)
    {
        var settings = new ServerSettings();
        var mistakes = new List<string>();
        foreach (var setting in catalogue)
        {
            if (!environment.TryGetValue(setting.Name, out var value) || value.Length == 0)
            {
                if (setting.IsRequired)
                    mistakes.Add($"{setting.Name} is not set. {setting.Description} For example: {setting.Example}");
            }
            else if (setting.Apply(settings, value) is { } changed)
            {
                settings = changed;
            }
            else
            {
                mistakes.Add($"{setting.Name} is {(setting.IsSecret ? "***" : $"'{value}'")}; it must be {setting.Type}. For example: {setting.Example}");
            }
        }

        return mistakes.Count == 0
            ? settings
            : throw new PipelineException(ServiceErrors.InvalidSettings, $"The settings are invalid:{string.Concat(mistakes.Select(x => $"{Environment.NewLine}  - {x}"))}") { ExitCode = 2 };
    }

    /// <summary>Variables that look like settings of this service, and are none: most likely misspelt.</summary>
    public static IReadOnlyList<string> Unknown(IEnumerable<string> names) =>
        [.. names.Where(x => x.StartsWith("AGENTKIT_", StringComparison.Ordinal)).Except(SettingCatalogue.All.Select(x => x.Name)).Order(StringComparer.Ordinal)];
}
