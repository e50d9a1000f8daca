using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Nuke.SourceGenerators.Tools;

/// <summary>Writes a settings class and its fluent methods.</summary>
internal static class SettingsWriter
{
    public static string WriteSettings(ToolSpec tool, CommandSpec command)
    {
        var text = ToolWriter.Start(tool);
        ToolWriter.Summary(text, "", $"Options of <c>{command.Name}</c>.");
        var arguments = command.Arguments.Length > 0 ? $", Arguments = {Names.Literal(command.Arguments)}" : "";
        var framework = tool.Source is { Kind: "nuget" } ? ", IToolOptionsWithFramework" : "";
        text.AppendLine($"[Command(Type = typeof({tool.Name}Tasks), Command = nameof({tool.Name}Tasks.{command.Name}){arguments})]");
        text.AppendLine($"public partial class {command.Settings} : {command.Base}{framework}");
        text.AppendLine("{");
        for (var i = 0; i < command.Options.Count; i++)
        {
            if (i > 0)
                text.AppendLine();
            Property(text, command.Options[i]);
        }
        text.AppendLine("}").AppendLine();
        Extensions(text, command.Settings, command.Options);
        return text.ToString();
    }

    public static string WriteExtension(ToolSpec tool, ExtensionSpec extension)
    {
        var text = ToolWriter.Start(tool);
        Extensions(text, extension.Settings, extension.Options);
        return text.ToString();
    }

    private static void Property(StringBuilder text, OptionSpec option)
    {
        var type = option.Kind switch
        {
            OptionKind.List => $"IReadOnlyList<{option.Type}>",
            OptionKind.Map => $"IReadOnlyDictionary<{option.KeyType}, {option.Type}>",
            _ => option.IsValueType ? option.Type + "?" : option.Type,
        };
        ToolWriter.Summary(text, "    ", option.Description.Length > 0 ? option.Description : option.Format.Length > 0 ? $"<c>{option.Format}</c>" : "No argument by itself.");
        if (option.Format.Length > 0)
            text.AppendLine($"    [Argument({string.Join(", ", ArgumentParts(option))})]");
        text.AppendLine($"    public {type} {option.Name} => Get<{type}>(\"{option.Name}\");");
    }

    private static IEnumerable<string> ArgumentParts(OptionSpec option)
    {
        yield return $"Format = {Names.Literal(option.Format)}";
        if (option.Position != 0)
            yield return $"Position = {option.Position}";
        if (option.Secret)
            yield return "Secret = true";
        if (option.Separator is { } separator)
            yield return $"Separator = {Names.Literal(separator)}";
        if (option.Quote)
            yield return "QuoteMultiple = true";
        if (option.MSBuild)
            yield return "MSBuildEscape = true";
        if (option.Formatter is { } formatter)
            yield return $"FormatterMethod = nameof({formatter})";
        if (option.StandardInput is { } input)
            yield return $"StandardInputArgument = {Names.Literal(input)}";
        if (option.EnvironmentVariable is { } variable)
            yield return $"EnvironmentVariable = {Names.Literal(variable)}";
    }

    private static void Extensions(StringBuilder text, string settings, List<OptionSpec> options)
    {
        ToolWriter.Summary(text, "", $"Fluent methods of <c>{settings}</c>. Each gives a modified copy.");
        text.AppendLine($"public static partial class {settings}Extensions");
        text.AppendLine("{");
        var methods = new FluentMethods(text, settings);
        foreach (var option in options)
            methods.Write(option);
        text.AppendLine("}");
    }
}
