using Pipeline.Workflows.Actions;
using Pipeline.Workflows.Defining;

namespace Pipeline.Components.Workflows;

/// <summary>The steps that jobs are made of.</summary>
internal sealed class BuildSteps(DeliverySettings settings, ActionLock actions)
{
    /// <summary>The id of the step that runs targets.</summary>
    public static readonly Identifier Build = "build";

    public Step Checkout(bool withHistory = false) => new CheckoutStep(actions) { WithHistory = withHistory };

    public Step Sdk() => new ActionStep(actions.Find("actions/setup-dotnet")) { With = Inputs(("global-json-file", "global.json")) };

    // Each job has its own, since what is saved once under a key stays. The first is what the files make; an older one is a start where they changed.
    public Step Cache(Identifier job) => new ActionStep(actions.Find("actions/cache"))
    {
        Name = "Cache: packages, results of targets",
        With = Inputs(
            ("path", string.Join('\n', settings.CachePaths)),
            ("key", WorkflowValue.Join($"build-{job}-", WorkflowValue.RunnerSystem, "-", WorkflowValue.HashFiles(settings.CacheKey))),
            ("restore-keys", WorkflowValue.Join($"build-{job}-", WorkflowValue.RunnerSystem, "-"))),
    };

    public Step Login() => settings.Registry.Step(actions);

    /// <summary>Logs in to the clouds of environments, once to each, and makes their clusters known.</summary>
    public IEnumerable<Step> Access(CloudRole role, bool toClusters, params IReadOnlyList<DeliveryEnvironment> environments) =>
    [
        .. environments.Select(x => x.Login).OfType<CloudLogin>().Distinct().Select(x => x.Step(actions, role)),
        .. environments.Where(x => toClusters && x.Connect is not null).Select(x => new RunStep { Name = $"Make the cluster of {x.Name} known", Command = x.Connect! }),
    ];

    public Step Upload(string name, IEnumerable<string> paths, WorkflowValue? part = null) => new ActionStep(actions.Find("actions/upload-artifact"))
    {
        Name = $"Hand over: {name}",
        If = Condition.AlsoAfterFailure,
        With = Inputs(("name", part is null ? name : WorkflowValue.Join($"{name}.", part)), ("path", string.Join('\n', paths)), ("if-no-files-found", "error")),
    };

    public Step Download(string name, string folder, bool isInParts = false) => new ActionStep(actions.Find("actions/download-artifact"))
    {
        Name = $"Take: {name}",
        With = isInParts ? Inputs(("pattern", $"{name}.*"), ("merge-multiple", "true"), ("path", folder)) : Inputs(("name", name), ("path", folder)),
    };

    public Step Attest(string image) => new ActionStep(actions.Find("actions/attest-build-provenance"))
    {
        Name = $"Attest the provenance of the {image} image",
        With = Inputs(("subject-name", WorkflowValue.StepOutput(Build, $"{image}-image")), ("subject-digest", WorkflowValue.StepOutput(Build, $"{image}-digest")), ("push-to-registry", "true")),
    };

    public Step Action(string action, string name, params (string Name, WorkflowValue Value)[] inputs) => new ActionStep(actions.Find(action)) { Name = name, With = Inputs(inputs) };

    /// <summary>Runs targets; what isn't known when the workflow is written comes as variables.</summary>
    public static RunStep Run(IReadOnlyList<string> targets, string arguments = "", string script = "./build.sh", params (string Name, WorkflowValue Value)[] variables) => new()
    {
        Name = $"Run: {string.Join(", ", targets)}",
        Id = Build,
        Command = $"{script} {string.Join(' ', targets)} {arguments}".TrimEnd(),
        Variables = variables.ToDictionary(x => new VariableName(x.Name), x => x.Value),
    };

    /// <summary>The same with the secrets of an environment.</summary>
    public static EnvironmentStep WithSecrets(RunStep step, DeliveryEnvironment environment) =>
        environment.Secrets.Count == 0 ? step : new SecretRunStep { Name = step.Name, Id = step.Id, Command = step.Command, Variables = step.Variables, Secrets = environment.Secrets };

    private static Dictionary<string, WorkflowValue> Inputs(params (string Name, WorkflowValue Value)[] inputs) => inputs.ToDictionary(x => x.Name, x => x.Value);
}
