using System.Globalization;
using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Environments;
using Pipeline.Components.Manifests;
using Pipeline.Components.Services;
using Pipeline.Components.Targets;
using Pipeline.Configuration.Drift;
using Pipeline.Configuration.Generating;
using Pipeline.Configuration.Sources;
using Pipeline.Errors;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Secrets;
using Serilog;

namespace Pipeline.Components.Configuration;

/// <summary>The drift gate: the service's settings against the manifests of every overlay, the secret store, the documents and the sources.</summary>
public interface ICheckEnvironment : IGenerateEnvironment, IRenderManifests
{
    /// <summary>Variables of libraries and of the runtime, which manifests may set though they are no settings.</summary>
    IReadOnlyList<LibraryVariable> LibraryVariables => [new("DOTNET_", "the .NET runtime: learn.microsoft.com/dotnet/core/runtime-config")];

    /// <summary>Sources below <c>src</c> that may read the environment past the options classes.</summary>
    IReadOnlyList<AllowedRead> AllowedReads => [];

    /// <summary>The report, as JSON.</summary>
    AbsolutePath EnvironmentReportFile => ArtifactsDirectory / "environment-check.json";

    /// <summary>Compares everything, and fails with all differences at once.</summary>
    Target CheckEnvironment => _ => _
        .Description("Holds the service's settings against the manifests of every overlay, the secret store, the documents and the sources.")
        .DependsOn<IPublishService>(x => x.PublishService)
        .TryAfter<IGenerateEnvironment>(x => x.GenerateEnvironment)
        .Produces(EnvironmentReportFile)
        .Executes(async cancellationToken =>
        {
            var report = DriftGate.Compare(await CompareAsync(cancellationToken));
            EnvironmentReportFile.Parent.CreateDirectory();
            await File.WriteAllTextAsync(EnvironmentReportFile, report.ToJson(), cancellationToken);
            foreach (var line in report.ToLines())
            {
                if (line.StartsWith("DRIFT", StringComparison.Ordinal))
                    Log.Error("{Line:l}", line);
                else
                    Log.Information("{Line:l}", line);
            }

            ReportSummary(x =>
            {
                x["Drift"] = report.Findings.Count.ToString(CultureInfo.InvariantCulture);
                x["Not evaluated"] = report.NotEvaluated.Count.ToString(CultureInfo.InvariantCulture);
                return x;
            });
            if (report.Findings.Count > 0)
                throw new PipelineException(ConfigurationComponentErrors.Drift, $"{report.Findings.Count} {(report.Findings.Count == 1 ? "difference" : "differences")}, shown above. {ConfigurationComponentErrors.Drift.Cure}");
        });

    private async Task<DriftRequest> CompareAsync(CancellationToken cancellationToken)
    {
        var description = DescribeSettings();
        var overlays = await RenderAllAsync(cancellationToken);
        return new DriftRequest
        {
            Description = description,
            Generation = Generation,
            Overlays = overlays,
            Image = ImageName,
            LibraryVariables = LibraryVariables,
            Files = await ReadAsync(EnvironmentGenerator.Generate(description, Generation).Select(x => x.Path), cancellationToken),
            Sources = [.. (await ReadAsync(SourceFiles(), cancellationToken)).Select(x => new SourceText(x.Key, x.Value))],
            AllowedReads = AllowedReads,
            Secrets = await ListSecretsAsync(overlays, cancellationToken),
            SecretsNotAsked = IsRehearsal ? "no environment is named; --environment NAME names one." : $".nuke/parameters.{Environment}.json has no SecretStore.",
        };
    }

    // A rehearsal's own secrets say nothing of an environment. Only the folders that are referred to are listed, and no value is read.
    private async Task<SecretNames?> ListSecretsAsync(IReadOnlyList<OverlayManifests> overlays, CancellationToken cancellationToken)
    {
        if (IsRehearsal || SecretStore is null)
            return null;
        EnvironmentCheck.HasSecretStore(this);
        var overlay = overlays.Single(x => x.Place == PathOf(ManifestDirectory / "overlays" / DeployedOverlay));
        await using var secrets = new EnvironmentSecrets(this, rehearsalDirectory: null);
        List<SecretName> names = [];
        foreach (var folder in DriftGate.ReferencedSecrets(overlay, ImageName).Select(x => x.Value[..Math.Max(0, x.Value.LastIndexOf('/'))]).Distinct())
            names.AddRange(await secrets.Store.ListAsync(folder, cancellationToken));
        return new SecretNames(secrets.Store.Description, overlay.Place, [.. names.Distinct()]);
    }

    // Each folder below overlays that is a kustomization, also those that this environment doesn't deploy.
    private async Task<IReadOnlyList<OverlayManifests>> RenderAllAsync(CancellationToken cancellationToken)
    {
        List<OverlayManifests> overlays = [];
        foreach (var file in (ManifestDirectory / "overlays").GlobFiles("**/kustomization.yaml").OrderBy(x => x.ToString(), StringComparer.Ordinal))
        {
            var rendered = await KustomizeRenderer.RenderAsync(new RenderRequest(file.Parent!), cancellationToken);
            overlays.Add(new OverlayManifests(PathOf(file.Parent), [.. rendered.Objects.Select(x => x.Body)]));
        }

        return overlays;
    }

    private async Task<Dictionary<string, string>> ReadAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if ((RootDirectory / file).FileExists())
                read[file] = await File.ReadAllTextAsync(RootDirectory / file, cancellationToken);
        }

        return read;
    }

    private IEnumerable<string> SourceFiles() => (RootDirectory / "src").GlobDirectories("*")
        .SelectMany(x => Directory.EnumerateFiles(x, "*.cs", SearchOption.AllDirectories))
        .Select(x => PathOf((AbsolutePath)x))
        .Where(x => !x.Contains("/bin/", StringComparison.Ordinal) && !x.Contains("/obj/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private string PathOf(AbsolutePath path) => RootDirectory.GetRelativePathTo(path).ToUnixRelativePath().ToString();
}
