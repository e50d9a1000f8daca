using Pipeline.Configuration.Describing;

namespace Pipeline.Configuration.Generating;

/// <summary>The example of a production environment, as <c>docker run --env-file</c>, Compose and systemd read it.</summary>
internal static class EnvironmentFile
{
    private const string Environment = "Production";

    public static string Write(ConfigurationDescription description, GenerationOptions options)
    {
        List<string> lines =
        [
            .. TextLines.Comment($"Every environment variable of {description.Service}, with examples for production. Written by {options.Command}; don't change it by hand."),
            .. TextLines.Comment("What has no # before it must be set. A line with # shows the default, or an example where there is no default. Values stand as they are, without quotes."),
            .. TextLines.Comment("A secret may be the value itself, or a reference to the secret store that SECRET_STORE names (secret://…). Never commit a file with values."),
        ];
        foreach (var group in description.Groups.Where(x => x.Settings.Count > 0))
        {
            lines.AddRange(["", $"# ── {group.Title} ──"]);
            if (group.Description is { } text)
                lines.AddRange(TextLines.Comment(text));
            foreach (var setting in group.Settings)
                lines.AddRange(["", .. TextLines.Comment(Says(setting, options)), Assignment(setting, options)]);
        }

        return TextLines.Join(lines);
    }

    private static string Says(SettingDescription setting, GenerationOptions options)
    {
        var text = $"{setting.Description} {Sentence(setting.Type)}";
        return options.LeftOut.TryGetValue(setting.Name, out var reason) ? $"{text} Left out of manifests: {reason}." : text;
    }

    private static string Sentence(string type) => $"{char.ToUpperInvariant(type[0])}{type[1..]}.";

    private static string Assignment(SettingDescription setting, GenerationOptions options)
    {
        var isRequired = setting.IsRequiredIn(Environment) && !options.LeftOut.ContainsKey(setting.Name);
        var value = isRequired ? setting.Example ?? setting.Default : setting.Default is { Length: > 0 } ? setting.Default : setting.Example ?? setting.Default;
        return $"{(isRequired ? "" : "#")}{setting.Name}={value}";
    }
}
