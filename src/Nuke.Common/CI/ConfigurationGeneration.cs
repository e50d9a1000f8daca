using Nuke.Common.Execution;
using Nuke.Common.IO;
using Pipeline.Authoring;
using Pipeline.Errors;

namespace Nuke.Common.CI;

/// <summary>
/// Writes the files of a build's configuration attributes, or compares them. The engine calls <see cref="Write"/> on a local run and for
/// <c>--generate-configuration</c>, and <see cref="Verify"/> on a server.
/// </summary>
internal static class ConfigurationGeneration
{
    /// <summary>The parameter that generates one configuration and ends.</summary>
    public const string ParameterName = "generate-configuration";

    /// <summary>The build's configurations, from its attributes and those of its base classes.</summary>
    public static IReadOnlyList<IConfigurationGenerator> Of(INukeBuild build)
    {
        var generators = build.GetType().GetCustomAttributes(inherit: true).OfType<IConfigurationGenerator>().ToList();
        foreach (var attribute in generators.OfType<ConfigurationAttributeBase>())
            attribute.Build = build;
        foreach (var extension in generators.OfType<BuildExtensionAttributeBase>())
            extension.Build = build;
        return generators;
    }

    /// <summary>Writes the files that aren't as they are to be; by default of the configurations with <see cref="IConfigurationGenerator.AutoGenerate"/>.</summary>
    /// <exception cref="PipelineException">PIPE1245: no configuration has the id; PIPE1242.</exception>
    public static IReadOnlyList<GeneratedConfiguration> Write(INukeBuild build, IReadOnlyCollection<ExecutableTarget> targets, string? id = null)
        => [.. Chosen(build, id).SelectMany(x => WriteOne(x, targets))];

    /// <summary>Compares the files without writing any.</summary>
    /// <exception cref="PipelineException">PIPE1242.</exception>
    public static IReadOnlyList<GeneratedConfiguration> Verify(INukeBuild build, IReadOnlyCollection<ExecutableTarget> targets)
        => [.. Chosen(build, null).SelectMany(x => Rendered(x, targets).Select(file => Compare(x, file.File, file.Content)))];

    /// <summary>One error for all files that have drifted.</summary>
    /// <exception cref="PipelineException">PIPE1243: at least one has; exit code 1.</exception>
    public static void ThrowIfDrifted(IReadOnlyCollection<GeneratedConfiguration> configurations)
    {
        var drifted = configurations.Where(x => x.State == ConfigurationState.Drifted).ToList();
        if (drifted.Count == 0)
            return;
        var files = string.Join(Environment.NewLine, drifted.Select(x => $"  {x.File}: {x.Difference}"));
        throw new PipelineException(CIErrors.Drift, $"{drifted.Count} generated file{(drifted.Count == 1 ? " is" : "s are")} out of date. Run the build once on your machine and commit what it writes.{Environment.NewLine}{files}");
    }

    private static List<IConfigurationGenerator> Chosen(INukeBuild build, string? id)
    {
        var all = Of(build);
        if (id is null)
            return [.. all.Where(x => x.AutoGenerate)];
        var chosen = all.Where(x => x.Id.Equals(id, StringComparison.OrdinalIgnoreCase)).ToList();
        return chosen.Count > 0
            ? chosen
            : throw new PipelineException(CIErrors.UnknownConfiguration, $"'{id}' is no configuration of the build. It has: {string.Join(", ", all.Select(x => x.Id))}.") { ExitCode = 2 };
    }

    private static List<GeneratedConfiguration> WriteOne(IConfigurationGenerator generator, IReadOnlyCollection<ExecutableTarget> targets)
    {
        if (generator is not (ConfigurationAttributeBase or IRenderedConfiguration))
        {
            generator.Generate(targets);
            return [.. generator.GeneratedFiles.Select(x => new GeneratedConfiguration(generator.Id, x, ConfigurationState.Written))];
        }

        List<GeneratedConfiguration> comparisons = [.. Rendered(generator, targets).Select(x => Compare(generator, x.File, x.Content))];
        if (comparisons.TrueForAll(x => x.State == ConfigurationState.UpToDate))
            return comparisons;
        generator.Generate(targets);
        return [.. comparisons.Select(x => x.State == ConfigurationState.UpToDate ? x : x with { State = ConfigurationState.Written })];
    }

    // Without knowing what a file is to hold, it can't be compared.
    private static IEnumerable<(AbsolutePath File, string Content)> Rendered(IConfigurationGenerator generator, IReadOnlyCollection<ExecutableTarget> targets) => generator switch
    {
        IRenderedConfiguration several => several.Render(targets),
        ConfigurationAttributeBase attribute => [(attribute.ConfigurationFile, attribute.Render(targets))],
        _ => [],
    };

    private static GeneratedConfiguration Compare(IConfigurationGenerator generator, AbsolutePath file, string expected)
    {
        if (!File.Exists(file.ToString()))
            return new GeneratedConfiguration(generator.Id, file, ConfigurationState.Drifted, "it doesn't exist");
        // A checkout may have changed line ends; they are no drift.
        var actual = File.ReadAllText(file.ToString()).ReplaceLineEndings("\n");
        return actual == expected
            ? new GeneratedConfiguration(generator.Id, file, ConfigurationState.UpToDate)
            : new GeneratedConfiguration(generator.Id, file, ConfigurationState.Drifted, FirstDifference(actual.Split('\n'), expected.Split('\n')));
    }

    private static string FirstDifference(string[] actual, string[] expected)
    {
        var line = 0;
        while (line < actual.Length && line < expected.Length && actual[line] == expected[line])
            line++;
        return $"line {line + 1} is `{actual.ElementAtOrDefault(line)?.Trim()}` and is to be `{expected.ElementAtOrDefault(line)?.Trim()}`";
    }
}
