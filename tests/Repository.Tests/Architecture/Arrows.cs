namespace Repository.Tests.Architecture;

/// <summary>
/// Which project may reference which. The arrows are few and go one way: see docs/architecture.md. Everyone may reference
/// <c>Pipeline.Errors</c>, which is below everything (docs/decisions/0003); tests and benchmarks reference what they like.
/// </summary>
internal static class Arrows
{
    private const string BelowEverything = "Pipeline.Errors";
    private const string Generators = "Nuke.SourceGenerators";

    /// <summary>Projects that declare NUKE builds, and so may have the generators as analyzer.</summary>
    private static readonly string[] s_authoring = ["Nuke.Common", "Nuke.Components", "Pipeline.Components", "_build"];

    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        // Authoring, top down.
        ["_build"] = ["Pipeline.Components"],
        ["Pipeline.Components"] = ["Nuke.Components", "Pipeline.Releases", "Pipeline.Containers", "Pipeline.Kubernetes", "Pipeline.Migrations", "Pipeline.Backups", "Pipeline.Configuration", "Pipeline.Secrets", "Pipeline.ObjectStorage", "Pipeline.Embedded.MongoDB", "Pipeline.Embedded.Kubernetes", "Pipeline.Workflows"],
        ["Nuke.Components"] = ["Nuke.Common"],
        ["Nuke.Common"] = ["Pipeline.Engine"],
        [Generators] = [],

        // Delivery libraries that compose others.
        ["Pipeline.Releases"] = ["Pipeline.Containers", "Pipeline.Kubernetes", "Pipeline.Migrations", "Pipeline.Configuration", "Pipeline.Secrets"],
        ["Pipeline.Backups"] = ["Pipeline.ObjectStorage", "Pipeline.Secrets"],
        ["Pipeline.Containers"] = ["Pipeline.Secrets"],
        ["Pipeline.Configuration"] = ["Pipeline.Secrets"],

        // Leaves.
        ["Pipeline.Engine"] = [],
        ["Pipeline.Secrets"] = [],
        ["Pipeline.ObjectStorage"] = [],
        ["Pipeline.Migrations"] = [],
        ["Pipeline.Kubernetes"] = [],
        ["Pipeline.Embedded.MongoDB"] = [],
        ["Pipeline.Embedded.Kubernetes"] = [],
        ["Pipeline.Workflows"] = [],
        [BelowEverything] = [],

        // Programs.
        ["Pipeline.Cli"] = ["Pipeline.Migrations", "Pipeline.Backups", "Pipeline.Secrets"],
        ["AgentKit.Server"] = ["Pipeline.Configuration", "Pipeline.Secrets", "Pipeline.ObjectStorage", "Pipeline.Migrations", "Pipeline.Embedded.MongoDB", "AgentKit.Migrations"], // the last two in a development build only: docs/decisions/0010
        ["migrations"] = ["Pipeline.Migrations"],
        ["AgentKit.Migrations"] = ["Pipeline.Migrations"],
    };

    public static IEnumerable<string> Violations(IEnumerable<ProjectFile> projects) => projects.Where(x => !x.IsTest).SelectMany(Violations);

    private static IEnumerable<string> Violations(ProjectFile project)
    {
        if (!s_allowed.TryGetValue(project.Name, out var allowed))
        {
            yield return $"{project.Path} has no place in the architecture. Add it to docs/architecture.md and to {nameof(Arrows)}, with the projects that it may reference.";
            yield break;
        }

        foreach (var reference in project.References)
        {
            if (reference == BelowEverything ? project.Name == BelowEverything : !allowed.Contains(reference))
                yield return $"{project.Path} references {reference}. {Why(project.Name, reference, allowed)}";
        }

        foreach (var analyzer in project.Analyzers)
        {
            if (analyzer != Generators || !s_authoring.Contains(project.Name))
                yield return $"{project.Path} has {analyzer} as analyzer. Only {Generators} is one, and only for {string.Join(", ", s_authoring)}.";
        }

        foreach (var package in project.Packages)
        {
            if (IsNuke(package) && project.Name != "Pipeline.Components")
                yield return $"{project.Path} references the package {package}. NUKE's own packages are an option of Pipeline.Components alone (-p:NukePackages=true).";
        }
    }

    private static string Why(string project, string reference, string[] allowed) => (project, reference) switch
    {
        (BelowEverything, _) => "It is below everything, so it references nothing (docs/decisions/0003).",
        (_, Generators) => "The generators take part in compilation only: write OutputItemType=\"Analyzer\" ReferenceOutputAssembly=\"false\".",
        (Generators, _) => "The compiler loads it by itself, so it references no project (docs/decisions/0004).",
        ("Pipeline.Engine", _) => "The engine is a leaf: it knows nothing of .NET projects, Docker, clusters or NUKE.",
        ("_build", "migrations" or "AgentKit.Migrations" or "AgentKit.Server" or "Pipeline.Cli") => "The build compiles migrations and service and runs them as processes; what runs on a laptop is what runs in the cluster.",
        ("_build", _) => "The build reaches everything through Pipeline.Components.",
        _ when IsDelivery(project) && (reference == "Pipeline.Engine" || reference == "Pipeline.Components" || IsNuke(reference)) => "A delivery library never references the engine or NUKE: it is useful by itself, and Pipeline.Components wires it into builds.",
        _ when allowed.Length == 0 => "It is a leaf: it references no project but Pipeline.Errors. Let it declare an interface, and implement that in Pipeline.Components.",
        _ => $"It may reference {string.Join(", ", allowed)}. What it needs of {reference} is an interface in {project}, implemented where both are known (Pipeline.Components).",
    };

    private static bool IsNuke(string name) => name.StartsWith("Nuke.", StringComparison.Ordinal);

    private static bool IsDelivery(string name) => name.StartsWith("Pipeline.", StringComparison.Ordinal) && name is not "Pipeline.Components" and not "Pipeline.Engine";
}
