using System.Text;
using Nuke.Common.CI;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Parameters.Schema;
using Pipeline.Errors;

namespace Nuke.Common.Execution;

/// <summary>
/// Files that the build itself is the source of: <c>.nuke/build.schema.json</c> and the build servers' configurations. A local run writes those
/// that aren't as they are to be; a run on a server fails when one has drifted.
/// </summary>
internal sealed class GeneratedFiles(NukeBuild build, BuildTargets targets, ParameterValues values)
{
    private const string GenerateName = "GenerateConfiguration";
    private const string VerifyName = "VerifyConfiguration";

    private static string StampFile => NukeBuild.TemporaryDirectory / "generated.stamp";

    private static string SchemaFile => NukeBuild.RootDirectory / ".nuke" / "build.schema.json";

    /// <summary>The options that ask for these files.</summary>
    public static IReadOnlyList<ParameterSpec> Specs { get; } =
    [
        new ParameterSpec { Name = GenerateName, Type = typeof(string[]), Description = "Write the generated files (workflows, schema) and run nothing.", IsBuiltIn = true, ValueIsOptional = true, ValueName = "[ID…]", Origins = ParameterOrigins.CommandLine },
        new ParameterSpec { Name = VerifyName, Type = typeof(bool), Description = "Fail if a generated file is out of date; run nothing.", IsBuiltIn = true, Origins = ParameterOrigins.CommandLine },
    ];

    /// <summary>What was asked for: ids of configurations, none for all; null if nothing was.</summary>
    public static GeneratedFilesRequest? Requested(ParameterValues values)
    {
        if (values.Find(VerifyName)?.Value is true)
            return new GeneratedFilesRequest(IsVerification: true, []);
        return values.Find(GenerateName) is { } generate ? new GeneratedFilesRequest(IsVerification: false, generate.Value as string[] ?? []) : null;
    }

    public int Answer(GeneratedFilesRequest request, BuildEdge edge)
    {
        if (request.IsVerification)
        {
            Verify();
            edge.Out.WriteLine("All generated files are up to date.");
            return 0;
        }

        string?[] ids = request.Ids.Count > 0 ? [.. request.Ids] : [null];
        List<string> written = [.. ids.SelectMany(id => ConfigurationGeneration.Write(build, targets.All, id)).Where(x => x.State == ConfigurationState.Written).Select(x => x.File.ToString())];
        if (BuildSchema.Save(SchemaFile, Schema()))
            written.Add(SchemaFile);
        foreach (var file in written)
            edge.Out.WriteLine($"Written: {file}");
        if (written.Count == 0)
            edge.Out.WriteLine("All generated files were up to date.");
        return 0;
    }

    /// <summary>At the start of a run. Costs a look at a stamp when neither the build nor a file has changed.</summary>
    public void Update()
    {
        if (NukeBuild.IsServerBuild)
        {
            ConfigurationGeneration.ThrowIfDrifted(ConfigurationGeneration.Verify(build, targets.All));
            // No server reads the schema, and a repository that comes from NUKE has NUKE's: only --verify-configuration fails for it.
            if (SchemaProblem() is { } problem)
                Serilog.Log.Warning("{Problem:l}", problem);
            return;
        }

        var configurations = ConfigurationGeneration.Of(build);
        var stamp = Stamp(configurations);
        if (File.Exists(StampFile) && File.ReadAllText(StampFile) == stamp)
            return;
        BuildSchema.Save(SchemaFile, Schema());
        foreach (var written in ConfigurationGeneration.Write(build, targets.All).Where(x => x.State == ConfigurationState.Written))
            Serilog.Log.Warning("{File} was out of date and has been written anew. Commit it", written.File.ToString());
        File.WriteAllText(StampFile, Stamp(configurations));
    }

    private static string Stamp(IReadOnlyList<IConfigurationGenerator> configurations)
    {
        var stamp = new StringBuilder(BuildRun.Fingerprint);
        foreach (var file in configurations.SelectMany(x => x.GeneratedFiles).Select(x => x.ToString()).Prepend(SchemaFile))
        {
            var state = new FileInfo(file);
            stamp.Append('\n').Append(file).Append(' ').Append(state.Exists ? $"{state.Length} {state.LastWriteTimeUtc.Ticks}" : "absent");
        }

        return stamp.ToString();
    }

    private void Verify()
    {
        ConfigurationGeneration.ThrowIfDrifted(ConfigurationGeneration.Verify(build, targets.All));
        if (SchemaProblem() is { } problem)
            throw new PipelineException(CIErrors.Drift, problem);
    }

    private string? SchemaProblem() => File.Exists(SchemaFile) && File.ReadAllText(SchemaFile).ReplaceLineEndings("\n") != Schema()
        ? $"{SchemaFile} is out of date. Run ./build.sh --generate-configuration and commit what it writes."
        : null;

    private string Schema() => BuildSchema.Render(targets.Definitions, values.Parameters);
}

/// <summary>What was asked of the generated files.</summary>
internal sealed record GeneratedFilesRequest(bool IsVerification, IReadOnlyList<string> Ids);
