using Pipeline.Configuration.Describing;

namespace Pipeline.Configuration.Generating;

/// <summary>The documentation of all settings, as Markdown.</summary>
internal static class EnvironmentDocument
{
    public static string Write(ConfigurationDescription description, GenerationOptions options)
    {
        List<string> lines =
        [
            $"<!-- Written by {options.Command} from the service's options classes; don't change it by hand. -->",
            "# Environment variables",
            "",
            $"All {description.Settings.Count} settings of {description.Service}. They are read once, at start. What is missing or wrong ends the start with exit code 2 and one message",
            "that names every mistake and no secret. An empty variable counts as not set; one that looks like a setting and is none is logged as a warning.",
            "",
            $"- An example to start from: [`{options.EnvironmentFile}`]({Link(options, options.EnvironmentFile)}).",
            $"- A **secret** may be the value itself, or a reference that the service resolves in the secret store when it starts: `secret://app/production/area/name`{Secrets(options)}.",
            "  Where a reference is possible, the manifests hold references only, and values stand nowhere but in the store.",
            $"- In the manifests, what has a default stands in `{options.ConfigMapFile}`; an overlay's configMapGenerator sets what differs.",
            $"- `dotnet {description.Service}.dll --describe-configuration` prints all this as JSON. `./build.sh CheckEnvironment` holds code, manifests, secret store and this page together.",
        ];
        foreach (var group in description.Groups.Where(x => x.Settings.Count > 0))
        {
            lines.AddRange(["", $"## {group.Title}"]);
            if (group.Description is { } text)
                lines.AddRange(["", text]);
            lines.AddRange(["", "| Variable | What it is for | It must be | Default | Required in | Example |", "| --- | --- | --- | --- | --- | --- |"]);
            lines.AddRange(group.Settings.Select(x => Row(x, options)));
        }

        return TextLines.Join(lines);
    }

    private static string Secrets(GenerationOptions options) => options.SecretsDocument is { } document ? $" ([{document}]({Link(options, document)}))" : "";

    private static string Row(SettingDescription setting, GenerationOptions options)
    {
        var description = options.LeftOut.TryGetValue(setting.Name, out var reason) ? $"{setting.Description} Left out of manifests: {reason}." : setting.Description;
        var kind = setting switch
        {
            { IsSecret: true, AllowsReference: true } => "**Secret.** ",
            { IsSecret: true } => "**Secret**, the value itself. ",
            _ => "",
        };
        var required = setting.RequiredIn switch
        {
            [] => "–",
            var all when all.Contains(SettingAttribute.Everywhere) => "all environments",
            var some => string.Join(", ", some),
        };
        return $"| {Code(setting.Name)} | {kind}{Cell(description)} | {Cell(setting.Type)} | {Code(setting.Default)} | {required} | {Code(setting.Example)} |";
    }

    private static string Code(string? text) => text is { Length: > 0 } ? $"`{Cell(text)}`" : "–";

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    private static string Link(GenerationOptions options, string file) => string.Concat(Enumerable.Repeat("../", options.Document.Count(x => x == '/'))) + file;
}
